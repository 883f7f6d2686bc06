"""Statements of every kind, each settled for real under a contract of its own: some to look at, many by chance."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from sla.contract.definition import Definition, read
from sla.contract.model import Direction, Party
from sla.settlement.canonical import as_dict
from sla.settlement.waiver import Waiver
from sla.settlement.workings import sentence
from sla.statement.calculation import Cited
from sla.statement.compose import Before, compose, restated
from sla.statement.model import Allowed, Approval, Claim, InDispute, Prospect, Sealer, Statement
from sla.statement.recompute import Basis, build
from sla.statement.record import Imprint, Record
from sla.submission.figures import Entry, Figures
from sla.values import Money, Period

HARBOUR = Party("Harbour Bank AG", ("Kaiserkai 12", "20457 Hamburg"), "DE 123 456 788", "DE", "HRB 4711")
ATLAS = Party("Atlas Contact Services Ltd", ("1 Wharf Road", "Leeds LS1 4AP"), "GB 654 4421 17", "GB", "04221234")
SEALER = Sealer("Harbour Bank AG, statements", "ab" * 32, "cd" * 32, demonstration=False)
TITLES = (
    *("Calls answered within 30 seconds", "Calls given up while waiting", "First contact resolution"),
    *("E-mails answered within one business day", "Callers fairly or very satisfied", "Chats answered in 60 seconds"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """What a statement is made of. `answered` is a share in per cent for each level; None is not reported."""

    answered: tuple[Decimal | None, ...] = (Decimal("76.2"), Decimal("92.5"), Decimal("81.0"))
    before: tuple[Decimal | None, ...] | None = None
    """What was settled and issued first, where this is a restatement."""
    every: str = "month"
    quarterly: int = 0
    """So many of the levels are measured over quarters."""
    currency: str = "EUR"
    language: str = "en"
    paper: str = "A4"
    vat: str = "reverse charge"
    months: int = 6
    title: str = "Customer service by telephone and mail"
    words: str = "At least 80 % of all contacts shall be answered in time; how they are counted stands in Schedule 2."
    customer: Party = HARBOUR
    vendor: Party = ATLAS
    cap: str = "12 % of monthly_fee"
    waived: Decimal | None = None
    disputed: bool = False
    people: tuple[str, ...] = ("Ada Byron", "Grace Hopper", "Lise Meitner", "Emmy Noether")
    file: str = "march-2026.csv"
    payable: str = "on the invoice of the month after the statement"


def text(case: Case) -> str:
    """The contract."""
    levels, figures = [], ["  monthly_fee: {unit: money}"]
    for at in range(len(case.answered)):
        figures += [f"  contacts_{at}: {{unit: contacts}}", f"  answered_{at}: {{unit: contacts}}"]
        levels.append(_level(case, at))
    invoice = f"\n  invoice: {{vat: {case.vat}}}" if case.vat else ""
    return f"""\
contract: harbour-service
title: {quoted(case.title)}
currency: {case.currency}
time_zone: Europe/Berlin
term: {{from: 2025-01-01, until: 2028-01-01}}
customer: {quoted(case.customer.name)}
vendor: {quoted(case.vendor.name)}
statement:
  every: {case.every}
  due: 30 days
  payable: {quoted(case.payable)}
  language: {case.language}
  paper: {case.paper}{invoice}
figures:
{chr(10).join(figures)}
service_levels:
{chr(10).join(levels)}
limits:
  - {{clause: "6.1", on: penalties, window: {case.every}, at most: {case.cap}}}
  - {{clause: "6.2", on: penalties, window: contract year, at most: 40000.00}}
"""


def _level(case: Case, at: int) -> str:
    title = TITLES[at % len(TITLES)] + (f", site {at // len(TITLES) + 1}" if len(case.answered) > len(TITLES) else "")
    window = "quarter" if at >= len(case.answered) - case.quarterly else "month"
    return f"""\
  level_{at}:
    title: {quoted(title)}
    clause: "4.{at + 1}"
    words: {quoted(case.words)}
    window: {window}
    measure: {{share: answered_{at}, of: contacts_{at}}}
    target: at least 80
    round: none
    missing: {{nothing reported: hold, zero denominator: not measured}}
    pays:
      - clause: 4.{at + 1}(b)
        words: For each percentage point below 80 %, or part of one, one per cent of the monthly fee.
        per step: {{of: 1, below: 80, counted: started}}
        penalty: 1 % of monthly_fee
      - clause: 4.{at + 1}(c)
        words: From 90 % on, a bonus.
        at least: 90
        incentive: 900.00"""


def quoted(words: str) -> str:
    """A text as YAML takes any text."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def month(number: int) -> Period:
    """The month so many months after January 2026; below zero those before."""
    year, index = divmod(2026 * 12 + number, 12)
    later, following = divmod(2026 * 12 + number + 1, 12)
    return Period(date(year, index + 1, 1), date(later, following + 1, 1))


def statement(case: Case, number: str = "HARBOUR-0042") -> Statement:
    """The statement of March 2026, or of the first quarter."""
    of = basis(case, case.answered)
    *past, settlement = of.settled()
    contract = of.definition.on(of.period)
    first = basis(case, case.before).settled()[-1] if case.before else None
    before = Before("HARBOUR-0041", "5e" * 32, first) if first else None
    record = replace(_record(case, number), restates=restated(contract, settlement, before) if before else None)
    cited = Cited(before.number, before.sha256, as_dict((before.settlement,))) if before else None
    imprint = Imprint(record, case.customer, case.vendor)
    return compose(
        contract,
        settlement,
        past,
        record,
        figures=of.figures,
        counting=of.counting,
        calculation=build(of, settlement, imprint, restates=cited),
        says=sentence,
        customer=case.customer,
        vendor=case.vendor,
    )


def basis(case: Case, answered: tuple[Decimal | None, ...]) -> Basis:
    """The last period, with these shares, after others that went well and badly in turn."""
    found = read({"contract.yaml": text(case)}, "harbour-service")
    assert isinstance(found, Definition), "\n".join(found.sentences())
    last = Period(date(2026, 1, 1), date(2026, 4, 1)) if case.every == "quarter" else month(2)
    periods = tuple(each for each in found.statement_periods() if each.end <= last.end)[-max(1, case.months) :]
    entries = [entry for each in periods for entry in _reported(case, each, answered if each == last else None)]
    waivers = () if case.waived is None else (_waiver(last, case.waived),)
    return Basis(found, Figures(entries), last, periods[:-1], waivers=waivers)


def _reported(case: Case, period: Period, answered: tuple[Decimal | None, ...] | None) -> list[Entry]:
    entries = []
    for part in (each for each in map(month, range(-24, 3)) if each in period):
        index = (part.start.month * 7) % 10
        entries.append(Entry(part, "monthly_fee", Decimal("21000.00"), row=2))
        shares = answered or tuple(Decimal(79) + index + Decimal(at) / 2 for at in range(len(case.answered)))
        for at, share in enumerate(shares):
            entries.append(Entry(part, f"contacts_{at}", Decimal(10000), row=3 + 2 * at))
            if share is not None:
                entries.append(Entry(part, f"answered_{at}", (share * 100).to_integral_value(), row=4 + 2 * at))
    return entries


def _waiver(period: Period, most: Decimal) -> Waiver:
    return Waiver("level_0", period, Direction.PENALTY, "Storm Zoltan closed the site", most, "4.1(b)", number=3)


def _record(case: Case, number: str) -> Record:
    sent, prepared, *approved = case.people
    at = datetime(2026, 4, 3, 8, 12, tzinfo=UTC)
    roles = ("vendor manager", "finance")
    signed = tuple(Approval(name, role, at) for name, role in zip(approved, roles, strict=False))
    allowed = (
        Allowed(
            "Calls answered within 30 seconds",
            "Not imposed: storm Zoltan closed the site.",
            f"Asked for by {sent}, agreed by {prepared}",
            Money(case.waived or Decimal(0), case.currency),
        ),
    )
    return Record(
        number=number,
        submission=(case.file, "5e" * 32, at, sent),
        prepared=Approval(prepared, "vendor manager", at),
        approvals=signed,
        issued=datetime(2026, 4, 4, 7, 0, tzinfo=UTC),
        sealer=SEALER,
        log=(4711, "1c" * 32),
        allowed=allowed if case.waived is not None else (),
        in_dispute=_disputed(case) if case.disputed else None,
    )


def _disputed(case: Case) -> InDispute:
    low, high = Money(Decimal("-1860.00"), case.currency), Money(Decimal("-960.00"), case.currency)
    claim = Claim(7, "First contact resolution", "the count leaves transferred calls out.", "Ada Byron")
    return InDispute((claim,), (Prospect("dispute 7", "First contact resolution: met", high),), high, low, high, 2, 2)


SOME = Decimal("85.0")
ALL = {
    "penalty": Case(answered=(Decimal("76.2"), SOME, Decimal("78.9"))),
    "incentive": Case(answered=(Decimal("92.5"), SOME, Decimal("95.0")), paper="Letter", currency="USD", vat=""),
    "mixed": Case(waived=Decimal("200.00"), disputed=True),
    "zero": Case(answered=(SOME, SOME, SOME)),
    "provisional": Case(answered=(Decimal("76.2"), None, SOME)),
    "delta": Case(answered=(Decimal("78.2"), SOME, SOME), before=(Decimal("76.2"), SOME, SOME)),
    "restated": Case(answered=(Decimal("76.2"), Decimal("91.0")), before=(SOME, SOME), paper="Letter"),
    "windows": Case(every="quarter", quarterly=2, answered=(Decimal("76.2"), SOME, Decimal("79.5"), Decimal("93.0"))),
    "long": Case(tuple(Decimal(70) + (at * 7) % 25 for at in range(40)), vat="19 %", cap="400 % of monthly_fee"),
}
"""By name, to be looked at."""


def random(chance: Random) -> Case:
    """Any of them."""
    levels = chance.randint(1, 4)

    def shares() -> tuple[Decimal | None, ...]:
        return tuple(Decimal(chance.randint(700, 960)) / 10 for _ in range(levels))

    answered = shares()
    if chance.random() < 0.1:
        answered = (None, *answered[1:])
    every = chance.choice(("month", "month", "quarter"))
    return Case(
        answered=answered,
        before=shares() if chance.random() < 0.2 else None,
        every=every,
        quarterly=chance.randint(0, levels) if every == "quarter" else 0,
        currency=chance.choice(("EUR", "USD", "GBP", "JPY")),
        language=chance.choice(("en", "de")),
        paper=chance.choice(("A4", "Letter")),
        vat=chance.choice(("", "19 %", "reverse charge", "outside scope", "exempt", "zero")),
        months=chance.randint(1, 3),
        cap=chance.choice(("3 % of monthly_fee", "12 % of monthly_fee", "100000.00")),
        waived=Decimal(chance.randint(1, 400)) if chance.random() < 0.2 else None,
    )
