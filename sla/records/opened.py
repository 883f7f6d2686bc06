"""A workbook, opened by a process of its own that can be lost: `python -m sla.records.opened`.

Reads the workbook from standard input and writes the one sheet that holds a table to standard output, as lines of
JSON: the sheet's name, then blocks of rows, each `[row number, [cell, ...]]`. A cell is text, `[digits]` for a
number, `[digits, "%"]` for one shown as a percentage, `[text, "lost"]` for a number whose digits are not sure, or
null for a formula without a value. If it refuses, the last line is `[code, found]` and it ends with `REFUSED`.

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
from sla.records.archive import Refused, opened
from sla.records.limits import REFUSED, Limits
from sla.records.sheetxml import Listed, Sheet

BLOCK = 500
"""Rows to a line of output."""

Written = str | list[str] | None
Value = str | float | bool | date | datetime | time | timedelta
Rows = Iterator[tuple[int, list[Written]]]


def main() -> None:
    """Read standard input, write standard output. The limits are the first argument, as JSON."""
    limits = Limits(**json.loads(sys.argv[1]))
    _limit(limits)
    try:
        name, rows = _table(sys.stdin.buffer.read(limits.content + 1), limits)
        _write(name)
        while block := list(islice(rows, BLOCK)):
            _write(block)
    except Refused as refused:
        _give_up(refused.code, refused.found)
    except MemoryError:
        _give_up("too-large", "more memory than a table of figures needs")


def _give_up(code: str, found: str) -> NoReturn:
    _write([code, found])
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


def _table(content: bytes, limits: Limits) -> tuple[str, Rows]:
    """The sheet with the table, and its rows."""
    archive = opened(content, limits)
    listed = [sheet for sheet in sheetxml.sheets(archive) if sheet.visible]
    if len(listed) > limits.sheets:
        raise Refused("too-large", f"{len(listed)} sheets")
    styles = sheetxml.formats(archive)
    strings = sheetxml.lengths(archive)
    scanned = {each: sheetxml.scan(archive.parts[each.part], styles, strings, limits) for each in listed}
    filled = {each: sheet for each, sheet in scanned.items() if sheet.rows}
    if not filled:
        raise Refused("empty-file", "a workbook without a filled sheet")
    packed = archive.packed()
    chosen = next(iter(filled))
    if len(filled) > 1:
        chosen = _chosen({each: _headed(packed, each, sheet) for each, sheet in filled.items()})
    return chosen.name, _rows(packed, chosen, filled[chosen])


def _chosen(tops: dict[Listed, bool]) -> Listed:
    """Of several filled sheets the one that has a `when` among its headings."""
    fitting = [each for each, headed in tops.items() if headed]
    if len(fitting) != 1:
        raise Refused("which-sheet", ", ".join(each.name for each in fitting or tops))
    return fitting[0]


def _headed(packed: BytesIO, listed: Listed, sheet: Sheet) -> bool:
    """Whether one of the first rows has a heading `when`."""
    tops = islice(_rows(packed, listed, sheet), 20)
    return any(isinstance(cell, str) and cell.strip().casefold() == "when" for _, cells in tops for cell in cells)


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
            if any(cell != "" for cell in cells):
                yield number, cells
    except CalamineError as fault:
        raise Refused("damaged", str(fault)) from fault


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
