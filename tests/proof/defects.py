"""A hundred defects planted in files of figures: each told at its row and column, and mended by following what is said.

`python -m tests.proof.defects` plants them one by one, reads each file, and lets a script repair it that knows nothing
but the findings: their row, column, what was found and what to do. Clean files show that nothing is told without cause.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from sla.records.tables import table
from sla.submission import Submission, Table, read
from sla.values import Findings
from tests.proof.repairs import Grid, follow
from tests.submission.harbour import MARCH, SITES, contract

ROUNDS, MENDED = 4, 95
"""So often a file may be sent again, and so many of a hundred defects have to be gone by then."""
DAYS = tuple(f"2026-03-{day:02}" for day in range(2, 14))


def wide() -> Grid:
    """A column for each figure, a row for each day."""
    heads = ["when", "calls_offered", "answered_in_30s", "surveys", "surveys_top_two"]
    return [heads, *([day, str(900 + at), str(800 + at), "40.5", "38.5"] for at, day in enumerate(DAYS))]


def long() -> Grid:
    """A row for each value."""
    rows = [["when", "figure", "site", "value", "unit"]]
    for at, day in enumerate(DAYS):
        rows += [[day, "calls_offered", "", str(900 + at), "calls"], [day, "minutes_down", "Leeds", str(at), "minutes"]]
        rows.append([f"{day}T10:00", "incident_hours", "", "2.5", "hours"])
    return [*rows, ["2026-03", "satisfaction", "", "91.5", "%"], ["2026-03", "monthly_fee", "", "84000", ""]]


@dataclass(frozen=True, slots=True)
class Planted:
    """A file with one thing wrong in it, and where that is; `raw` where it is no grid any more."""

    kind: str
    grid: Grid
    row: int
    heading: str
    raw: str = ""

    @property
    def text(self) -> str:
        """The file."""
        return self.raw or as_text(self.grid)


def as_text(grid: Grid) -> str:
    """A grid as CSV."""
    made = StringIO()
    csv.writer(made, lineterminator="\n").writerows(grid)
    return made.getvalue()


def cell(kind: str, heading: str, text: str, *, figure: str = "") -> Callable[[int], Planted]:
    """A defect of one cell, in the row of a turn: of the wide file, or in the rows of one figure of the long one."""

    def plant(turn: int) -> Planted:
        grid = long() if figure else wide()
        rows = [at for at, row in enumerate(grid) if not figure or row[1] == figure][0 if figure else 1 :]
        at = rows[(3 * turn + 1) % len(rows)]
        grid[at][grid[0].index(heading)] = text
        return Planted(kind, grid, at + 1, heading)

    return plant


def heading(kind: str, change: Callable[[Grid, int], str], row: int = 1) -> Callable[[int], Planted]:
    """A defect of a column; `change` makes it and says how the column is called."""

    def plant(turn: int) -> Planted:
        grid = wide()
        named = change(grid, turn % 4 + 1)
        return Planted(kind, grid, row, named)

    return plant


def _typo(grid: Grid, at: int) -> str:
    grid[0][at] = grid[0][at].replace("e", "ee", 1)
    return grid[0][at]


def _twice(grid: Grid, at: int) -> str:
    for row in grid:
        row.append(row[at])
    return grid[0][at]


def _unnamed(grid: Grid, at: int) -> str:
    for number, row in enumerate(grid):
        row.append("" if number == 0 else str(at))
    return "F"


def repeated(turn: int) -> Planted:
    """A row that stands twice with other values."""
    grid = wide()
    row = list(grid[turn + 2])
    grid.insert(turn + 6, [row[0], "7", *row[2:]])
    return Planted("the same day twice", grid, turn + 7, "calls_offered")


def overlapping(turn: int) -> Planted:
    """A month beside its own days."""
    grid = wide()
    grid.insert(turn + 3, ["2026-03", "9000", "", "", ""])
    return Planted("a total beside its parts", grid, turn + 4, "calls_offered")


def commas(turn: int) -> Planted:
    """A comma in a number without quotes: one cell too many."""
    grid = wide()
    grid[turn + 1].insert(2, "234")
    return Planted("a comma in a number", grid, turn + 2, "")


def quotes(turn: int) -> Planted:
    """A quote that is never closed."""
    grid = wide()
    lines = as_text(grid).splitlines()
    lines[turn + 2] = lines[turn + 2].replace(",", ',"', 1)
    return Planted("quotes that do not match", grid, turn + 3, "", "\n".join(lines) + "\n")


CALLS, VALUE = "calls_offered", "value"
KINDS: tuple[Callable[[int], Planted], ...] = (
    cell("words for a number", CALLS, "lots"),
    cell("a unit beside the number", "answered_in_30s", "820 calls"),
    cell("a sign of money", VALUE, "$84000", figure="monthly_fee"),
    cell("an exponent", CALLS, "1.2e3"),
    cell("an error of a spreadsheet", "surveys", "#N/A"),
    cell("no number at all", "surveys_top_two", "NaN"),
    cell("a number with two meanings", CALLS, "1,234"),
    cell("another decimal mark", "surveys", "40,5"),
    cell("less than nothing", CALLS, "-3"),
    cell("more than all", VALUE, "101", figure="satisfaction"),
    cell("half a call", CALLS, "900.5"),
    cell("a percentage of calls", "answered_in_30s", "90%"),
    cell("more digits than there are", "surveys", "1" * 31),
    cell("a date with a dot at its end", "when", "2026.03.20."),
    cell("a date with two meanings", "when", "03/04/2026"),
    cell("a day of another month", "when", "2026-04-02"),
    cell("a day before the contract", "when", "2025-03-02"),
    cell("a quarter for a day", "when", "2026-Q1", figure=CALLS),
    cell("no time", "when", ""),
    cell("a figure misspelt", "figure", "calls_ofered", figure=CALLS),
    cell("no figure", "figure", "", figure=CALLS),
    cell("no site", "site", "", figure="minutes_down"),
    cell("a site misspelt", "site", "Leads", figure="minutes_down"),
    cell("another unit", "unit", "days", figure="incident_hours"),
    heading("a heading misspelt", _typo),
    heading("a heading that stands twice", _twice),
    heading("a column without a heading", _unnamed, row=2),
    repeated,
    overlapping,
    commas,
    quotes,
)
"""One for each kind; each is planted in several places."""


def planted(turns: int = 4) -> Iterator[Planted]:
    """Every kind, in so many places."""
    for turn in range(turns):
        yield from (kind(turn) for kind in KINDS)


def looked(text: str) -> Submission | Findings:
    """A file as every door reads it."""
    found = table("march.csv", text.encode())
    return read(contract(SITES), found, MARCH) if isinstance(found, Table) else found


def told(defect: Planted) -> bool:
    """Whether the defect is told at its row and column, with something to do about it, and nothing else is."""
    found = looked(defect.text)
    if not isinstance(found, Findings) or not found.errors:
        return False
    first = found.errors[0]
    place = (first.place.row, first.place.heading) == (defect.row, defect.heading or first.place.heading)
    return place and bool(first.remedy) and len(found.errors) == 1


def mended(defect: Planted) -> bool:
    """Whether the file is taken after what was said was done, a few times over if need be."""
    grid = [list(row) for row in defect.grid]
    text = defect.text
    for _ in range(ROUNDS):
        found = looked(text)
        if isinstance(found, Submission):
            return True
        follow(grid, found.errors[0])
        text = as_text(grid)
    return isinstance(looked(text), Submission)


CLEAN: tuple[str, ...] = (
    as_text(wide()),
    as_text(long()),
    as_text(wide()).replace(",", ";"),
    as_text(wide()).replace(",", "\t"),
    as_text(wide()).replace("40.5", "40,5").replace(",", ";").replace("40;5", "40,5").replace("38.5", "38,5"),
    as_text(wide()).replace("\n", "\r\n"),
    "Report of March\n\n" + as_text(wide()),
    as_text([list(reversed(row)) for row in wide()]),
    as_text([[*row, "a remark" if at else "remarks"] for at, row in enumerate(wide())]),
    as_text([[each.upper() if at == 0 else each for each in row] for at, row in enumerate(long())]),
    "\ufeff" + as_text(long()),
)


def main() -> int:
    """Plant all of them; the exit code says whether each was told, enough were mended, and no clean file was blamed."""
    began = time.monotonic()
    every = tuple(planted())
    missed = [each for each in every if not told(each)]
    left = [each for each in every if not mended(each)]
    blamed = [text for text in CLEAN if not isinstance(found := looked(text), Submission) or found.warnings]
    for name, those in (("not told", missed), ("not mended", left)):
        for each in those:
            found = looked(each.text)
            said = next(iter(found.sentences()), "") if isinstance(found, Findings) else "taken"
            print(f"{name}: {each.kind}, row {each.row} {each.heading}: {said}")
    print(
        f"{len(every) - len(missed)} of {len(every)} defects of {len(KINDS)} kinds told at their row and column; "
        f"{len(every) - len(left)} mended by following what is said; {len(blamed)} alarms in {len(CLEAN)} clean files; "
        f"{time.monotonic() - began:.0f} s"
    )
    enough = 100 * (len(every) - len(left)) >= MENDED * len(every)
    return 0 if not missed and not blamed and enough and len(every) >= 100 else 1


if __name__ == "__main__":
    sys.exit(main())
