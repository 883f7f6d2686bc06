"""The people of the cycle's tests, one period, and how far it can be brought."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sla.cycle import Cycle, Person, Role, approve, drop, issue, restate, settle, submit, take_number
from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.model import Measurement, State
from sla.settlement.model import Settlement
from sla.values import Finding, Period

CUSTOMER, VENDOR, STRANGERS = 1, 2, 3
NOW = datetime(2026, 4, 7, 9, 30, tzinfo=UTC)
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
FEBRUARY = Period(date(2026, 2, 1), date(2026, 3, 1))
APRIL = Period(date(2026, 4, 1), date(2026, 5, 1))


def person(number: int, name: str, organisation: int, *roles: Role) -> Person:
    return Person(number, name, organisation, frozenset(roles))


PAT = person(10, "Pat Partner", VENDOR, Role.PARTNER)
MIA = person(11, "Mia Manager", CUSTOMER, Role.MANAGER)
MAX = person(12, "Max Manager", CUSTOMER, Role.MANAGER)
FAY = person(13, "Fay Finance", CUSTOMER, Role.FINANCE)
FRED = person(14, "Fred Finance", CUSTOMER, Role.FINANCE)
BOTH = person(15, "Bo Both", CUSTOMER, Role.MANAGER, Role.FINANCE)
AUDREY = person(16, "Audrey Auditor", CUSTOMER, Role.AUDITOR)
ADA = person(17, "Ada Administrator", CUSTOMER, Role.ADMINISTRATOR)
EVERYBODY = (PAT, MIA, MAX, FAY, FRED, BOTH, AUDREY, ADA)

OPEN = Cycle(agreement=7, customer=CUSTOMER, vendor=VENDOR, period=MARCH)


def settlement(period: Period = MARCH, *, unknown: tuple[str, ...] = ()) -> Settlement:
    evaluations = tuple(
        Evaluation(Measurement(level, period, (), State.NOTHING_REPORTED, None), Outcome.UNKNOWN) for level in unknown
    )
    return Settlement("harbour", "1", "USD", period, (), evaluations)


def done(result: Cycle | Finding) -> Cycle:
    assert isinstance(result, Cycle), result
    return result


def refused(result: Cycle | Finding) -> Finding:
    assert isinstance(result, Finding), f"was allowed: {result}"
    assert result.remedy, "a refusal says what to do next"
    return result


SUBMITTED = done(submit(OPEN, "a" * 64, by=PAT, at=NOW))
SETTLED = done(settle(SUBMITTED, settlement(), (), by=MIA, at=NOW + timedelta(hours=1)))
HALF_APPROVED = done(approve(SETTLED, by=MAX, at=NOW + timedelta(hours=2)))
APPROVED = done(approve(HALF_APPROVED, by=FAY, at=NOW + timedelta(hours=3)))
NUMBERED = done(take_number(APPROVED, "HARBOUR-0001", by=FAY, at=NOW + timedelta(hours=4)))
ISSUED = done(issue(NUMBERED, by=FAY))
RESTATED = done(restate(ISSUED, "late figures", by=MIA, at=NOW + timedelta(days=9)))
DROPPED = done(drop(RESTATED, "they were right", by=MAX, at=NOW + timedelta(days=10)))
STAGES = (OPEN, SUBMITTED, SETTLED, HALF_APPROVED, APPROVED, NUMBERED, ISSUED)


def elsewhere(somebody: Person) -> Person:
    """The same person with the same roles, at a company that has nothing to do with it."""
    return replace(somebody, organisation=STRANGERS)
