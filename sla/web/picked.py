"""Records picked out of the figures that count: by their rows in the file, or by the names they have themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sla.submission.figures import Entry, Figures, Scope
from sla.values import Finding, Period

MOST = 5000
"""How many records one relief may name."""
_ROWS = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?")
Row = tuple[Period, Scope, str]


class Unclear(Exception):
    """Something in the form cannot be read."""

    def __init__(self, code: str, message: str, found: str, remedy: str) -> None:
        """Carry what to tell."""
        super().__init__(message)
        self.finding = Finding(f"matter.{code}", message, found=found[:60], remedy=remedy)


def picked(form: Mapping[str, str], figures: Figures, period: Period, within: Period) -> tuple[Row, ...]:
    """The records that the form names, each once, in the order of the figures.

    `rows` are rows of the file that counts for the period, as a spreadsheet counts them (`17, 21-24`); `records` time
    stamps or names of a site, order or the like, one on each line. Whatever is not among the figures is refused.
    """
    here = [each for each in figures.reported if each.when in within]
    chosen = {*_by_row(form.get("rows", ""), here, period), *_by_name(form.get("records", ""), here)}
    if not chosen:
        raise Unclear("records", "It does not say which records", "none", "Write their rows, or their names.")
    if len(chosen) > MOST:
        found = f"{len(chosen):,} records"
        raise Unclear("records", "These are too many records", found, f"Name {MOST:,} at most, or choose some days.")
    return tuple(sorted(chosen, key=lambda row: (row[0].start, row[2], row[1])))


def _by_row(text: str, here: list[Entry], period: Period) -> Iterator[Row]:
    """Those of some rows of the period's own file."""
    known = {each.row: _record(each) for each in here if each.row and each.when in period}
    for part in filter(None, (each.strip() for each in re.split(r"[,;\n]", text))):
        if not (said := _ROWS.fullmatch(part)):
            raise Unclear("rows", "A row cannot be read", part, "Write rows as 17, 21-24.")
        first = int(said[1])
        last = int(said[2]) if said[2] else first
        wanted = range(first, last + 1)
        if last - first >= MOST or (missing := next((row for row in wanted if row not in known), None)) is not None:
            unknown = part if last - first >= MOST else str(missing)
            raise Unclear("rows", "The figures that count have no such row", unknown, "Look at the file that was sent.")
        yield from (known[row] for row in wanted)


def _by_name(text: str, here: list[Entry]) -> Iterator[Row]:
    """Those that bear a name: the time stamp as it was written, or the value of a dimension."""
    for name in filter(None, (each.strip() for each in text.splitlines())):
        found = {_record(each) for each in here if name == each.stamp or any(name == of for _, of in each.scope)}
        if not found:
            raise Unclear("records", "No record bears this name", name, "Write it just as it stands in the figures.")
        yield from found


def _record(entry: Entry) -> Row:
    return entry.when, entry.scope, entry.stamp
