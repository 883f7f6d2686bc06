"""A contract, its settlements and its statement, made by hand: an urgent care line with four levels."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sla.contract.expression import parse
from sla.contract.model import (
    Absent,
    Apply,
    Band,
    Bands,
    Better,
    Combine,
    Contract,
    Direction,
    Figure,
    Formula,
    Level,
    Party,
    Quantity,
    Range,
    Rule,
    Terms,
)
from sla.evaluation.model import Evaluation, Hit, Outcome
from sla.measurement.model import Measurement, State
from sla.settlement.canonical import as_dict
from sla.settlement.model import Line, Settlement
from sla.statement.calculation import Calculation, written
from sla.statement.compose import compose
from sla.statement.model import Approval, Sealer, Statement
from sla.statement.record import Record
from sla.submission.figures import Entry, Figures, Scope
from sla.values import Money, Period, Rounding, Window
from sla.values.window import Every

MONTH = Window(Every.MONTH)
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
LONDON = ZoneInfo("Europe/London")
CUSTOMER = Party("NHS England", ("Quarry House", "Quarry Hill", "Leeds LS2 7UE"), "GB 654 4421 17")
VENDOR = Party(
    "North East Ambulance Service", ("Bernicia House", "Newburn Riverside", "Newcastle NE15 8NY"), "GB 654 9"
)
TEXT = "contract: urgent-care-line\n"


def month(number: int) -> Period:
    """The month so many months before (or after) March 2026."""
    index = 2026 * 12 + 2 + number
    following = index + 1
    return Period(date(index // 12, index % 12 + 1, 1), date(following // 12, following % 12 + 1, 1))


def level(key: str, title: str, clause: str, target: Range | None, unit: str = "%", words: str = "") -> Level:
    """A monthly level with one band that costs 1,500."""
    rule = Rule(
        clause=f"{clause}(c)",
        words="Where the result lies below the target, the Provider pays the amount in the table.",
        direction=Direction.PENALTY,
        kind="credit",
        tariff=Bands(Apply.ONE, (Band(Range(high=Decimal(95), high_in=False), parse("1500")),)),
    )
    return Level(
        key=key,
        title=title,
        clause=clause,
        words=words or f"{title}: the Provider shall reach the target in each Month, measured over all calls offered.",
        window=MONTH,
        measure=Formula(parse("100 * answered / offered")),
        unit=unit,
        quantity=Quantity.PERCENT if unit == "%" else Quantity.NUMBER,
        better=Better.HIGHER,
        rounding=Rounding(Decimal("0.01")),
        target=target,
        nothing_reported=Absent.HOLD,
        zero_denominator=Absent.NOT_MEASURED,
        pays=(rule,),
    )


LEVELS = (
    level("answered_in_60s", "Calls answered in 60 seconds", "4.2(a)", Range(low=Decimal(95))),
    level("abandoned", "Calls abandoned after 30 seconds", "4.2(b)", Range(high=Decimal(5))),
    level("called_back", "Calls back within 10 minutes", "4.3", Range(low=Decimal(98))),
    level("satisfaction", "Callers fairly or very satisfied", "4.4", None),
)


def contract(levels: tuple[Level, ...] = LEVELS) -> Contract:
    """The contract in force in March 2026."""
    return Contract(
        key="urgent-care-line",
        title="Urgent care telephone line, North East",
        version="2",
        effective=date(2025, 4, 1),
        currency="GBP",
        zone=LONDON,
        term=Period(date(2024, 4, 1), date(2029, 4, 1)),
        customer=CUSTOMER,
        vendor=VENDOR,
        source="Made for the tests.",
        figures=(
            Figure("offered", "calls", Quantity.NUMBER, Combine.SUM),
            Figure("answered", "calls", Quantity.NUMBER, Combine.SUM),
        ),
        amounts=(),
        pools=(),
        levels=levels,
        limits=(),
        consequences=(),
        terms=Terms(MONTH, due_days=30, payable="on the invoice of the month after the statement"),
        money=Rounding(Decimal("0.01")),
        digest="9f2c" * 16,
        index={each.key: each for each in levels},
    )


def evaluation(key: str, when: Period, result: str | None, outcome: Outcome, scope: Scope = ()) -> Evaluation:
    """What one level came to in one month."""
    state = State.NOTHING_REPORTED if result is None else State.MEASURED
    value = None if result is None else Decimal(result)
    return Evaluation(Measurement(key, when, scope, state, value, value), outcome)


def line(each: Evaluation, amount: str = "0", direction: Direction = Direction.PENALTY, kind: str = "credit") -> Line:
    """The line of one evaluation."""
    measured = each.measurement
    paid = Money(Decimal(amount), "GBP")
    return Line(
        clause=f"{next((known.clause for known in LEVELS if known.key == measured.level), '5.1')}(c)",
        level=measured.level,
        window=measured.window,
        scope=measured.scope,
        outcome=each.outcome.value,
        direction=direction,
        kind=kind,
        amount=paid,
        computed=paid.amount,
        result=measured.result,
        hit=Hit(0, 0, Decimal(1)) if paid else None,
    )


def settlement(when: Period = MARCH, answered: str = "93.12") -> Settlement:
    """March 2026: one missed level, one with a bonus, one without figures, one without a target."""
    facts = (
        evaluation("answered_in_60s", when, answered, Outcome.MISSED),
        evaluation("abandoned", when, "1.87", Outcome.MET),
        evaluation("called_back", when, None, Outcome.UNKNOWN),
        evaluation("satisfaction", when, "89.4", Outcome.NO_TARGET),
    )
    lines = (
        line(facts[0], "1500.00"),
        line(facts[1], "265.50", Direction.INCENTIVE, "bonus"),
        line(facts[2]),
        line(facts[3]),
    )
    consequences = (("6.3", "The Provider presents an improvement plan within ten Business Days."),)
    return Settlement("urgent-care-line", "2", "GBP", when, lines, facts, consequences)


def past() -> tuple[Settlement, ...]:
    """Eleven months before March 2026."""
    results = ("95.4", "96.1", "95.0", "94.2", "96.6", "97.1", "96.8", "95.9", "94.8", "93.9", "93.3")
    return tuple(settlement(month(index - 11), result) for index, result in enumerate(results))


def says(_contract: Contract, each: Line, _evaluation: Evaluation | None) -> str:
    """Stands in for the workings that the settlement writes."""
    if not each.amount:
        return "No rule of the clause applies, so nothing is paid."
    return f"{each.result} lies in the band below 95 %: {each.amount.currency} {each.amount.amount}."


FIGURES = Figures(
    [
        Entry(MARCH, "offered", Decimal(41220), row=2),
        Entry(MARCH, "answered", Decimal(38384), row=3),
        Entry(MARCH, "answered", Decimal(120), (("site", "=Leeds"),), row=4),
        Entry(month(-5), "answered", Decimal(37001), row=2),
    ]
)
DEMONSTRATION = Sealer("TEST — demonstration key", "ab" * 32, "cd" * 32, demonstration=True)
RECORD = Record(
    number="STM-000123",
    submission=("march-2026.csv", "5e" * 32, datetime(2026, 4, 3, 8, 12, tzinfo=UTC), "Ada Byron"),
    prepared=Approval("Grace Hopper", "vendor manager", datetime(2026, 4, 3, 9, 0, tzinfo=UTC)),
    approvals=(
        Approval("Lise Meitner", "vendor manager", datetime(2026, 4, 3, 9, 20, tzinfo=UTC)),
        Approval("Emmy Noether", "finance", datetime(2026, 4, 3, 15, 30, tzinfo=UTC)),
    ),
    issued=datetime(2026, 4, 4, 7, 0, tzinfo=UTC),
    sealer=DEMONSTRATION,
)


def calculation(of: Settlement) -> Calculation:
    """The calculation of a settlement, with amounts as its public form has them."""
    return Calculation(
        number=RECORD.number,
        customer=CUSTOMER.name,
        vendor=VENDOR.name,
        contract=of.contract,
        version=of.version,
        digest="9f2c" * 16,
        texts=(("contract.yaml", TEXT),),
        readings=(),
        period=of.period,
        past=(),
        figures=FIGURES.entries,
        settlement=as_dict((of,)),
    )


def statement(of: Settlement | None = None, agreed: Contract | None = None) -> Statement:
    """The statement of March 2026, or of another settlement."""
    settled = of or settlement()
    return compose(
        agreed or contract(),
        settled,
        past(),
        RECORD,
        figures=FIGURES,
        calculation=written(calculation(settled)),
        says=says,
    )


def long(lines: int = 60) -> Statement:
    """Four levels over fifteen sites."""
    outcomes = (Outcome.MET, Outcome.MISSED, Outcome.MET, Outcome.NOT_MEASURED)
    facts = tuple(
        evaluation(
            LEVELS[index // 15 % 4].key,
            MARCH,
            None if index % 4 == 3 else str(Decimal("90.25") + Decimal(index % 15) / 2),
            outcomes[index % 4],
            (("site", f"Contact centre {index % 15 + 1}"),),
        )
        for index in range(lines)
    )
    made = tuple(line(each, "127.35" if each.outcome is Outcome.MISSED else "0") for each in facts)
    return statement(Settlement("urgent-care-line", "2", "GBP", MARCH, made, facts))


def nothing() -> Statement:
    """A month in which nobody owes anything."""
    fact = evaluation("answered_in_60s", MARCH, "96.4", Outcome.MET)
    settled = Settlement("urgent-care-line", "2", "GBP", MARCH, (line(fact),), (fact,))
    return replace(statement(settled), consequences=())
