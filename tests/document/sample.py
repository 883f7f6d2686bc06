"""A small contract as text, its figures, and the statement that follows from them, rendered and sealed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from sla.contract.definition import Definition, read
from sla.contract.model import Party
from sla.document import keys
from sla.document.keys import SealKey
from sla.document.render import render
from sla.document.seal import seal
from sla.settlement.workings import sentence
from sla.statement.compose import compose
from sla.statement.model import Statement
from sla.statement.recompute import Basis, build
from sla.statement.record import Imprint
from sla.submission.figures import Entry, Figures
from sla.values import Period
from tests.statement.sample import CUSTOMER, RECORD, VENDOR

TEXT = """\
contract: urgent-care-line
title: Urgent care telephone line
version: 1
currency: GBP
time_zone: Europe/London
term: {from: 2026-01-01, until: 2027-01-01}
customer: NHS England
vendor: North East Ambulance Service
statement:
  every: month
  due: 30 days
  payable: on the invoice of the month after the statement
figures:
  offered: {unit: calls, whole: yes, from: 0, says: calls that reached the service}
  answered: {unit: calls, whole: yes, from: 0, says: calls answered within 60 seconds}
  abandoned: {unit: calls, whole: yes, from: 0, says: calls given up after 30 seconds}
service_levels:
  speed:
    title: Answered within 60 seconds
    clause: "4.2"
    words: At least 95 % of calls shall be answered within 60 seconds in each month.
    measure: {share: answered, of: offered}
    target: at least 95
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
    pays:
      - clause: 4.2(b)
        words: For each percentage point below 95 %, or part of one, GBP 750.
        per step: {of: 1, below: 95, counted: started, at most: 5}
        penalty: 750.00 GBP
  abandoned:
    title: Given up after 30 seconds
    clause: "4.3"
    words: Fewer than 5 % of calls shall be given up after 30 seconds in each month.
    measure: {share: abandoned, of: offered}
    target: below 5
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
    pays:
      - clause: 4.3(b)
        words: Below 2 %, GBP 265.50.
        below: 2
        incentive: 265.50 GBP
"""
SEALED_AT = datetime(2026, 4, 4, 7, 0, tzinfo=UTC)
ANSWERED = {1: 39900, 2: 39560, 3: 38384}


def month(number: int) -> Period:
    """A month of 2026."""
    return Period(date(2026, number, 1), date(2026, number + 1, 1))


def definition(text: str = TEXT) -> Definition:
    """The contract, read; a test that cannot read it fails with its findings."""
    found = read({"contract.yaml": text}, "urgent-care-line")
    assert isinstance(found, Definition), "\n".join(found.sentences())
    return found


def basis(text: str = TEXT) -> Basis:
    """March 2026 after January and February."""
    entries = [
        Entry(month(number), name, Decimal(value), row=row)
        for number, answered in ANSWERED.items()
        for row, (name, value) in enumerate((("offered", 41220), ("answered", answered), ("abandoned", 770)), start=2)
    ]
    return Basis(definition(text), Figures(entries), month(3), (month(1), month(2)))


@cache
def key() -> SealKey:
    """A key of its own for the tests of this run."""
    return keys.make(Path(mkdtemp()), SEALED_AT)


def imprint(number: str = RECORD.number, customer: Party = CUSTOMER, vendor: Party = VENDOR) -> Imprint:
    """What the papers of these tests show besides their amounts."""
    return Imprint(replace(RECORD, number=number, sealer=key().sealer), customer, vendor)


def composed(text: str = TEXT, customer: Party = CUSTOMER, vendor: Party = VENDOR) -> Statement:
    """The statement of March 2026, settled and put into words."""
    of = basis(text)
    *past, settlement = of.settled()
    contract = of.definition.on(of.period)
    shown = imprint(customer=customer, vendor=vendor)
    return compose(
        contract,
        settlement,
        past,
        shown.record,
        figures=of.figures,
        calculation=build(of, settlement, shown),
        says=sentence,
        customer=customer,
        vendor=vendor,
    )


@cache
def invoiced() -> Statement:
    """The same under a contract that asks for an e-invoice."""
    text = TEXT.replace("  due: 30 days\n", "  due: 30 days\n  invoice: {vat: reverse charge}\n")
    customer, vendor = (replace(party, country="GB") for party in (CUSTOMER, VENDOR))
    return composed(text, customer, vendor)


@cache
def statement() -> Statement:
    """The statement of March 2026, as it is issued."""
    return composed()


@cache
def printed() -> bytes:
    """Its PDF before it is sealed."""
    return render(statement())


@cache
def sealed() -> bytes:
    """Its PDF as it is issued."""
    return seal(printed(), key(), SEALED_AT)
