"""The rows of a file of payments: `reference`, `date` and `amount`, and if wanted `statement` and `what`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from sla.cycle.claims import Deed
from sla.operations.answers import refused
from sla.submission.dates import when
from sla.submission.findings import Code, Problems, Refusal
from sla.submission.headings import either
from sla.submission.numbers import Notation, Written, notation, number
from sla.submission.table import Row, Table, written
from sla.values import Findings, Saying

MOST, LARGEST = 2_000, 250_000
"""Rows of one file, and its bytes."""
COLUMNS = ("reference", "date", "amount")
DEEDS = {"": Deed.PAID, "paid": Deed.PAID, "set off": Deed.SET_OFF, "booked": Deed.BOOKED}
"""What a row says that happened; `what` may be left out."""
_ANYWHERE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Payment:
    """One row. The amount is as it is written: a bank puts a minus before what it paid out; 0 where it is booked."""

    row: int
    statement: str
    reference: str
    day: date
    amount: Decimal
    deed: Deed

    @property
    def names(self) -> str:
        """Where the number of the statement stands."""
        return self.statement or self.reference


def payments(name: str, content: bytes) -> tuple[tuple[Payment, ...], Findings] | Findings:
    """The rows that could be read, and what is wrong with the others; findings alone where it is no such table."""
    from sla.records.limits import Limits
    from sla.records.tables import table

    read = table(name, content, Limits(content=LARGEST, rows=MOST))
    if isinstance(read, Findings):
        return read
    if read.findings.errors:
        return read.findings.errors
    at = {heading.strip().casefold(): index for index, heading in reversed(list(enumerate(read.headings)))}
    missing = [each for each in COLUMNS if each not in at]
    if missing or not read.rows:
        headings = ", ".join(filter(None, read.headings))[:200]
        return refused(
            "payment.columns",
            Saying("This is no table of payments"),
            found=Saying("{names}", names=headings) if headings else Saying("no headings"),
            expected=Saying("columns {names} and a row for each payment", names=", ".join(COLUMNS)),
            remedy=Saying("Name the columns in the first row; there is no {names}.", names=", ".join(missing))
            if missing
            else Saying("Name the columns in the first row; there is no row below them."),
        )
    return _rows(read, at)


def _rows(read: Table, at: Mapping[str, int]) -> tuple[tuple[Payment, ...], Findings]:
    texts = [(row.number, {name: _cell(row, index) for name, index in at.items()}) for row in read.rows]
    problems, mark = Problems(read.name), notation(text["amount"] for _, text in texts)
    if isinstance(mark, tuple):
        problems.add(
            Code.MIXED_NOTATION,
            Saying("the amounts are written in two ways"),
            found=Saying("{first} and {second}", first=mark[0], second=mark[1]),
            expected=Saying("one mark before the cents in the whole column"),
            remedy=Saying("Write all of them with a point or all with a comma"),
        )
        return (), problems.findings()
    found = [_payment(row, text, mark, problems) for row, text in texts]
    return tuple(filter(None, found)), problems.findings()


def _cell(row: Row, index: int) -> str:
    return written(row.cells[index]) if index < len(row.cells) else ""


def _payment(row: int, text: Mapping[str, str], mark: Notation, problems: Problems) -> Payment | None:
    """The row; None where something of it is wrong."""
    deed, said = DEEDS.get(text.get("what", "").casefold()), text["amount"]
    day = _day(text["date"])
    amount = Written(Decimal(0)) if deed is Deed.BOOKED and not said else number(said, mark)
    for heading, read in (("date", day), ("amount", amount)):
        if isinstance(read, Refusal):
            problems.refuse(read, row, heading, text[heading])
    if deed is None:
        problems.add(
            Code.UNKNOWN_VALUE,
            Saying("this is nothing that can happen"),
            row=row,
            heading="what",
            found=text["what"],
            expected=either([each for each in DEEDS if each]),
            remedy=Saying("Write one of these, or nothing for a payment"),
        )
    if deed is None or isinstance(day, Refusal) or isinstance(amount, Refusal):
        return None
    return Payment(row, text.get("statement", ""), text["reference"][:200], day, amount.value, deed)


def _day(text: str) -> date | Refusal:
    read = when(text, _ANYWHERE)
    if isinstance(read, Refusal):
        return read
    if read.period.days != 1:
        remedy = Saying("Write the day on which it happened")
        return Refusal(Code.BAD_WHEN, Saying("this is longer than a day"), Saying("a day, as 2026-04-09"), remedy)
    return read.period.start
