"""Thirty layouts in which vendors keep their figures: each reaches the price of the same month in at most six clicks.

`python -m tests.proof.layouts` walks all of them in Chromium, from the vendor's home to the priced preview, and counts
every press. What the suite runs of it reads the same files without a browser.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from tests.proof.walks import Walk, walking

CLICKS = 6
CALLS, ANSWERED, COMPLAINTS, RATE = 41_000, 31_000, 12, Decimal("91.5")
PAYS = "USD 2,500.00"
"""What the month comes to, whatever the layout: 75.6 % were answered in time, and complaints are two too many."""
TEXT = """\
contract: harbour
title: Harbour City contact centre
version: 1
currency: USD
time_zone: America/New_York
term: {from: 2026-01-01, until: 2027-01-01}
customer: Harbour City
vendor: The vendor
statement: {every: month, due: 30 days}

figures:
  calls_offered: {unit: calls, whole: yes, from: 0, says: calls that reached the service}
  answered_in_30s: {unit: calls, whole: yes, from: 0, says: calls answered within thirty seconds}
  complaints: {unit: complaints, whole: yes, from: 0, says: complaints received}
  satisfaction: {unit: "%", from: 0, to: 100, combine: mean, says: surveys scored four or five}

service_levels:
  answered_in_time:
    title: Answered within 30 seconds
    clause: "4.1"
    words: Eighty per cent of calls shall be answered within thirty seconds.
    measure: {share: answered_in_30s, of: calls_offered}
    target: at least 80
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
    pays: [{clause: "4.2", below: 80, penalty: 2000.00}]
  complaints:
    clause: "5.1"
    words: No more than ten complaints shall be received in a month.
    measure: complaints
    target: at most 10
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
    pays: [{clause: "5.2", above: 10, penalty: 500.00}]
  satisfied:
    clause: "6.1"
    words: Ninety per cent of callers asked shall be satisfied.
    measure: satisfaction
    target: at least 90
    better: higher
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}

examples:
  - says: too few in time, and too many complaints
    period: 2026-01
    given: {calls_offered: 1000, answered_in_30s: 700, complaints: 11, satisfaction: 95}
    pays: {penalties: 2500.00, incentives: 0.00}
"""
Value = str | int | float | date | Decimal | None
Rows = Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Layout:
    """One file, and what has to be pressed beyond what is suggested: fields of the form with their values."""

    name: str
    content: bytes
    file: str = "march.csv"
    answers: tuple[tuple[str, str], ...] = field(default=())


def days() -> Iterator[tuple[date, int, int, int]]:
    """The month in pieces of ten days or so: day, calls, answered, complaints. They add up to the month."""
    yield date(2026, 3, 2), 11_000, 9_000, 5
    yield date(2026, 3, 4), 10_000, 8_000, 3
    yield date(2026, 3, 5), 10_000, 7_000, 2
    yield date(2026, 3, 31), 10_000, 7_000, 2


def text(rows: Rows, mark: str = ",") -> bytes:
    """A CSV file, with quotes where they are needed."""

    def cell(value: Value) -> str:
        said = "" if value is None else str(value)
        return f'"{said}"' if mark in said else said

    return "".join(mark.join(map(cell, row)) + "\r\n" for row in rows).encode()


def book(sheets: dict[str, Rows], shown: Callable[[Cell], None] | None = None) -> bytes:
    """A workbook of these sheets."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        if shown:
            for line in sheet.iter_rows():
                for cell in line:
                    if isinstance(cell, Cell):
                        shown(cell)
    content = BytesIO()
    made.save(content)
    return content.getvalue()


HEADS = ("Date", "Calls offered", "Answered in 30s", "Complaints", "Satisfaction")


def _daily(written: Callable[[date], Value], *, rate: Value = RATE, heads: Rows = (HEADS,)) -> list[Sequence[Value]]:
    rows: list[Sequence[Value]] = list(heads)
    rows += [(written(day), calls, answered, complaints, rate) for day, calls, answered, complaints in days()]
    return rows


def _percent(cell: Cell) -> None:
    if isinstance(cell.value, float):
        cell.number_format = "0.0%"


def _month(cell: Cell) -> None:
    if isinstance(cell.value, date):
        cell.number_format = "mmm-yy"


def _grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


MONTH: Sequence[Value] = ("2026-03", CALLS, ANSWERED, COMPLAINTS, RATE)
NAMES: Sequence[str] = ("calls_offered", "answered_in_30s", "complaints", "satisfaction")
OWN = ("Calls offered", "Answered within 30 seconds", "Complaints received", "Satisfaction")


def layouts() -> Iterator[Layout]:
    """Every one of them."""
    yield from _plain()
    yield from _dated()
    yield from _written()
    yield from _framed()
    yield from _tall()


def _plain() -> Iterator[Layout]:
    long: list[Sequence[Value]] = [
        ("when", "figure", "value"),
        *(("2026-03", name, of) for name, of in zip(NAMES, MONTH[1:], strict=True)),
    ]
    yield Layout("the blank form, filled in", text(long))
    yield Layout("a column for each figure, by the contract's names", text([("when", *NAMES), MONTH]))
    yield Layout("headings of one's own", text([("Month", *OWN), MONTH]))
    heads: Sequence[Value] = ("Month", *OWN)
    yield Layout("another order", text([[row[at] for at in (3, 0, 4, 1, 2)] for row in (heads, MONTH)]))
    extra: Rows = [
        ("Month", "Team leader", *OWN, "Headcount", "Occupancy", "Remarks"),
        ("2026-03", "A. Ng", *MONTH[1:], 84, "81 %", "two trainees"),
    ]
    yield Layout("columns nobody asked for", text(extra))
    yield Layout("tabs between", text([("Month", *OWN), MONTH], "\t"), "march.tsv")
    yield Layout("bars between", text([("Month", *OWN), MONTH], "|"))
    yield Layout("no time at all", text([OWN, MONTH[1:]]))


def _dated() -> Iterator[Layout]:
    yield Layout("days, the year first", text(_daily(lambda day: day.isoformat())))
    yield Layout("days, the day first", text(_daily(lambda day: f"{day:%d/%m/%Y}")))
    yield Layout("days, the month first", text(_daily(lambda day: f"{day:%m/%d/%Y}")))
    yield Layout("days with points and short years", text(_daily(lambda day: f"{day:%d.%m.%y}")))
    yield Layout("days by name", text(_daily(lambda day: f"{day:%d %b %Y}")))
    yield Layout("days with a clock", text(_daily(lambda day: f"{day:%m/%d/%Y} 00:00")))
    yield Layout("dates of a workbook", book({"Export": _daily(lambda day: day)}), "march.xlsx")
    yield Layout(
        "months of a workbook",
        book({"KPI": [("Period", *OWN), (date(2026, 3, 1), CALLS, ANSWERED, COMPLAINTS, float(RATE))]}, _month),
        "march.xlsx",
    )
    year = [("Month", *OWN)]
    earlier = [(name, 100, 90, 1, 95) for name in ("January", "February")]
    yield Layout("a year to date, months by name", text([*year, *earlier, ("March", *MONTH[1:])]))
    yield Layout("months with short years", text([("Month", *OWN), ("Mar-26", *MONTH[1:])]))


def _written() -> Iterator[Layout]:
    yield Layout("decimal comma", text([("Month", *OWN), ("2026-03", 41000, 31000, 12, "91,5")], ";"))
    many = ("2026-03", _grouped(CALLS, ","), _grouped(ANSWERED, ","), COMPLAINTS, RATE)
    yield Layout("commas between thousands", text([("Month", *OWN), many]))
    points = ("03/2026", _grouped(CALLS, "."), _grouped(ANSWERED, "."), COMPLAINTS, "91,5")
    yield Layout("points between thousands, decimal comma", text([("Month", *OWN), points], ";"))
    spaced = ("2026-03", _grouped(CALLS, "\u00a0"), _grouped(ANSWERED, "\u00a0"), COMPLAINTS, "91,5 %")
    yield Layout("spaces between thousands", text([("Month", *OWN), spaced], ";"))
    yield Layout(
        "percent cells",
        book({"March": [("Month", *OWN), ("2026-03", CALLS, ANSWERED, COMPLAINTS, 0.915)]}, _percent),
        "march.xlsx",
    )
    yield Layout(
        "fractions for percentages", text([("Month", *OWN), ("2026-03", CALLS, ANSWERED, COMPLAINTS, "0.915")])
    )
    yield Layout(
        "n/a where nothing is",
        text([*_daily(lambda day: day.isoformat()), ("2026-03-08", "n/a", "n/a", "n/a", "n/a")]),
    )


def _framed() -> Iterator[Layout]:
    title = [("Harbour City service report",), ("March 2026",), ()]
    yield Layout("titles above", text([*title, ("Month", *OWN), MONTH]))
    total = ("Total", CALLS, ANSWERED, COMPLAINTS, RATE)
    yield Layout("a total below", text([*_daily(lambda day: day.isoformat()), total, ("Source: ACD export",)]))
    units = ("", "calls", "calls", "complaints", "%")
    yield Layout("units under the headings", text([*_daily(lambda day: day.isoformat(), heads=(HEADS, units))]))
    cover = [("Prepared by", "Northline"), ("For", "Harbour City")]
    yield Layout(
        "another sheet, below a cover",
        book({"Cover": cover, "Agents": [("Agent", "Shift"), ("Ng", "late")], "SLA": [("Month", *OWN), MONTH]}),
        "march.xlsx",
        (("sheet", "SLA"),),
    )
    yield Layout(
        "a sheet for each month",
        book(
            {
                "Feb 2026": [OWN, (100, 90, 1, 95)],
                "Mar 2026": [OWN, (CALLS, ANSWERED, COMPLAINTS, float(RATE))],
            }
        ),
        "year.xlsx",
    )


def _tall() -> Iterator[Layout]:
    values: list[Value] = [CALLS, ANSWERED, COMPLAINTS, RATE]
    own: list[Sequence[Value]] = list(zip(OWN, values, strict=True))
    yield Layout("names of one's own, one row for each value", text([("KPI", "Actual"), *own]))
    goals: Sequence[Value] = (None, None, 10, 90)
    targets: list[Sequence[Value]] = list(zip(OWN, goals, values, strict=True))
    yield Layout("with targets beside", text([("KPI", "Target", "Actual"), *targets]))
    months: list[Sequence[Value]] = [(name, 1, 2, of) for name, of in zip(OWN, values, strict=True)]
    yield Layout("months side by side", text([("KPI", "Jan 2026", "Feb 2026", "Mar 2026"), *months]))
    more: list[Sequence[Value]] = [*own, ("Average handling time", 312), ("Shrinkage", "28 %")]
    yield Layout("with rows of no concern", text([("Metric", "Value"), *more]))


def main() -> int:
    """Walk them all; the exit code says whether each arrived in time."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, walking(Path(folder), TEXT) as walk:
        found = [(layout, walked(walk, layout)) for layout in layouts()]
    for layout, (clicks, arrived) in found:
        print(f"{'ok ' if arrived and clicks <= CLICKS else 'BAD'} {clicks} clicks  {layout.name}")
    well = sum(arrived and clicks <= CLICKS for _, (clicks, arrived) in found)
    most = max(clicks for _, (clicks, _) in found)
    seconds = time.monotonic() - began
    print(f"{well} of {len(found)} layouts reach the price in at most {CLICKS} clicks (most: {most}); {seconds:.0f} s")
    return 0 if well == len(found) >= 30 else 1


def walked(walk: Walk, layout: Layout) -> tuple[int, bool]:
    """How many presses it took, and whether the right price was reached."""
    walk.clicks = 0
    walk.upload(layout.file, layout.content)
    if walk.at("match"):
        walk.answer(layout.answers)
    return walk.clicks, walk.at("check") and PAYS in walk.text()


if __name__ == "__main__":
    sys.exit(main())
