"""A workbook, opened by a process of its own that can be lost: `python -m sla.records.opened`.

Reads the workbook from standard input and writes the one sheet that holds a table to standard output, as lines of
JSON: the sheet's name with those of all filled ones, then blocks of rows, each `[row number, [cell, ...]]`. A cell is
text, `[digits]` for a number, `[digits, "%"]` for one shown as a percentage, `[text, "lost"]` for a number whose
digits are not sure, or null for a formula without a value. If it refuses, the last line is `[code, found]` and it
ends with `REFUSED`.

Memory, time and output are limited by the system, so that what no check foresaw ends this process and no other.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import NoReturn

from sla.records import sheetxml
from sla.records.archive import Unread, opened
from sla.records.limits import REFUSED, Limits, Wanted
from sla.records.sheetxml import Listed, Sheet

BLOCK = 500
"""Rows to a line of output."""

TOPS = 40
"""So many rows are looked through for headings."""

Written = str | list[str] | None
Value = str | float | bool | date | datetime | time | timedelta
Rows = Iterator[tuple[int, list[Written]]]


def main() -> None:
    """Read standard input, write standard output. The limits and the sheet wanted are the arguments, as JSON."""
    limits, wanted = Limits(**json.loads(sys.argv[1])), Wanted(**json.loads(sys.argv[2]))
    _limit(limits)
    try:
        name, names, rows = _table(sys.stdin.buffer.read(limits.content + 1), limits, wanted)
        _write([name, names])
        while block := list(islice(rows, BLOCK)):
            _write(block)
    except Unread as refused:
        _give_up(refused.code, *refused.found)
    except MemoryError:
        _give_up("too-large", "more memory than a table of figures needs", {})


def _give_up(code: str, form: str, places: dict[str, str]) -> NoReturn:
    _write([code, form, places])
    sys.exit(REFUSED)


def _limit(limits: Limits) -> None:
    """Let the system hold this process to its limits."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    ceilings = {
        resource.RLIMIT_AS: limits.memory,
        resource.RLIMIT_CPU: limits.cpu,
        resource.RLIMIT_FSIZE: limits.output,
        resource.RLIMIT_CORE: 0,
    }
    for ceiling, most in ceilings.items():
        hard = resource.getrlimit(ceiling)[1]
        lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(ceiling, (lowest, lowest))


def _write(line: object) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


def _table(content: bytes, limits: Limits, wanted: Wanted) -> tuple[str, list[str], Rows]:
    """The sheet with the table, every filled one by name, and the rows."""
    archive = opened(content, limits)
    listed = [sheet for sheet in sheetxml.sheets(archive) if sheet.visible]
    if len(listed) > limits.sheets:
        raise Unread("too-large", "{number} sheets", number=str(len(listed)))
    styles = sheetxml.formats(archive)
    strings = sheetxml.lengths(archive)
    scanned = {each: sheetxml.scan(archive.parts[each.part], styles, strings, limits) for each in listed}
    filled = {each: sheet for each, sheet in scanned.items() if sheet.rows}
    if not filled:
        raise Unread("empty-file", "a workbook without a filled sheet")
    packed = archive.packed()
    chosen = next((each for each in filled if each.name == wanted.sheet), next(iter(filled)))
    if len(filled) > 1 and chosen.name != wanted.sheet:
        chosen = _chosen({each: _tops(packed, each, sheet) for each, sheet in filled.items()}, wanted)
    return chosen.name, [each.name for each in filled], _rows(packed, chosen, filled[chosen])


def _chosen(tops: dict[Listed, list[set[str]]], wanted: Wanted) -> Listed:
    """Of several filled sheets the one that has the headings, a `when` if no others are known."""
    fitting: list[Listed] = []
    for headings in (*wanted.headings, ("when",)):
        fitting = [each for each, rows in tops.items() if any(row.issuperset(headings) for row in rows)]
        if len(fitting) == 1:
            return fitting[0]
    if wanted.any:
        return fitting[0] if fitting else max(tops, key=lambda each: sum(map(len, tops[each])))
    raise Unread("which-sheet", "{names}", names=", ".join(each.name for each in fitting or tops))


def _tops(packed: BytesIO, listed: Listed, sheet: Sheet) -> list[set[str]]:
    """What stands in the first rows, where the headings are."""
    rows = islice(_rows(packed, listed, sheet), TOPS)
    return [{cell.strip().casefold() for cell in cells if isinstance(cell, str)} for _, cells in rows]


def _rows(packed: BytesIO, listed: Listed, sheet: Sheet) -> Rows:
    """Rows with content: values as calamine has them, numbers with the digits that are stored.

    The library leaves out what it takes for empty at the edges, a formula without a value among it; the reach of
    the scan is what counts.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    packed.seek(0)
    try:
        read = CalamineWorkbook.from_filelike(packed).get_sheet_by_name(listed.name)
        left: list[Value] = [""] * (read.start[1] if read.start else 0)
        filled = read.iter_rows()
        for number in range(1, sheet.rows + 1):
            values = [*left, *next(filled, [])]
            values += [""] * (sheet.columns - len(values))
            first = sheetxml.place(number, 1)
            cells = [_cell(value, sheet.marks.get(at)) for at, value in enumerate(values, first)]
            for at in sheet.timed:
                if sheet.marks.get(first + at - 1, "").startswith(sheetxml.MOMENT):
                    cells[at - 1] = _moment(values[at - 1], cells[at - 1])
            if any(cell != "" for cell in cells):
                yield number, cells
    except CalamineError as fault:
        raise Unread("damaged", "{fault}", fault=str(fault)) from fault


def _cell(value: Value, mark: str | None) -> Written:
    """A cell as it is written out. Its mark, where it has one, knows better than the library."""
    if mark is None:
        return value if isinstance(value, str) else _shown(value)
    kind, text = mark[0], mark[1:]
    if kind == sheetxml.FORMULA:
        return None
    if kind == sheetxml.ERROR:
        return text
    if isinstance(value, (date, time, timedelta)):
        return value.isoformat()[:7] if kind == sheetxml.MONTH and isinstance(value, date) else _shown(value)
    digits = sheetxml.exact(text)
    if digits is None:
        return [text, "lost"]
    if kind == sheetxml.PERCENT:
        return [format(Decimal(digits).scaleb(2), "f"), "%"]
    return [digits]


def _moment(value: Value, cell: Written) -> Written:
    """A cell of a column with times of day: the library leaves out a time that is midnight."""
    return f"{cell} 00:00" if isinstance(value, date) and not isinstance(value, datetime) else cell


def _shown(value: Value) -> Written:
    """A value that is not text, as text; a number without a mark is one that the scan did not see."""
    match value:
        case bool():
            return str(value).upper()
        case datetime():
            return value.replace(microsecond=0).isoformat(" ", "minutes" if value.second == 0 else "seconds")
        case date() | time():
            return value.isoformat()
        case float() | int():
            return [repr(value), "lost"]
        case _:
            return str(value)


if __name__ == "__main__":
    main()
