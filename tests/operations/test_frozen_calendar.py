"""Holidays are frozen into a period when it opens: a date learnt later moves no deadline of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sla.contract.definition import Definition, read
from sla.cycle import Cycle
from sla.operations.activation import activate_contract
from sla.operations.agreements import add_agreement, open_period
from sla.operations.figures import Case, load_case
from sla.operations.pages import agreement_named
from sla.operations.submitting import Receipt, send_figures
from sla.values import Calendar
from tests.operations.house import APRIL, MARCH, TEXT, House, figures, refused

NEW_YORK = ZoneInfo("America/New_York")
DECREED = date(2026, 7, 7)
SECOND = timedelta(seconds=1)


def test_a_holiday_learnt_later_moves_nothing(house: House) -> None:
    house.sent()
    with house.books.reading(house.mia) as connection:
        case = load_case(connection, house.mia, house.north.id, MARCH)
    assert isinstance(case, Case)
    definition = read({"contract.yaml": f"{TEXT}\nholidays: [{DECREED}]\n"}, "harbour")
    assert isinstance(definition, Definition), definition
    learnt = replace(case, definition=definition)
    assert learnt.contract.holidays == (DECREED,)
    assert learnt.calendar == case.calendar == Calendar(NEW_YORK)
    opened_before = replace(learnt, cycle=replace(case.cycle, calendar=None))
    assert opened_before.calendar == Calendar(NEW_YORK, frozenset({DECREED}))


TERMS = "due: 30 days, submit within: 3 business days, approve within: 2 business days"


def opened(house: House, month: str, at: datetime, closes: datetime | None = None) -> Cycle:
    """A period of an agreement in which figures come and are approved in time."""
    text = TEXT.replace("contract: harbour", "contract: timely").replace("due: 30 days", TERMS)
    if agreement_named(house.books, "TIMELY", by=house.mia) is None:
        activate_contract(house.books, {"contract.yaml": text}, by=house.mia, at=at)
        add_agreement(house.books, "timely", "Northline", "Timely", by=house.mia, at=at)
    agreement = agreement_named(house.books, "TIMELY", by=house.mia)
    assert agreement is not None
    made = open_period(house.books, agreement, month, by=house.mia, at=at, closes=closes)
    assert isinstance(made, Cycle), made
    return made


def test_the_days_of_the_contract_are_kept_with_the_period(house: House) -> None:
    march = opened(house, MARCH, datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert march.closes == datetime(2026, 4, 4, 4, tzinfo=UTC)
    sent = send_figures(
        house.books, march.agreement, MARCH, "march.csv", figures(MARCH), by=house.pat, at=march.closes - SECOND
    )
    assert isinstance(sent, Receipt)
    assert sent.cycle.due == datetime(2026, 4, 8, 4, tzinfo=UTC)
    with house.books.reading(house.mia) as connection:
        case = load_case(connection, house.mia, march.agreement, MARCH)
    assert case is not None
    assert (case.cycle.closes, case.cycle.due) == (march.closes, sent.cycle.due)


def test_what_comes_later_is_late_and_a_moment_by_hand_goes_before_the_contract(house: House) -> None:
    march = opened(house, MARCH, datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert march.closes is not None
    late = send_figures(house.books, march.agreement, MARCH, "march.csv", figures(MARCH), by=house.pat, at=march.closes)
    assert refused(late) == "cycle.late"
    by_hand = datetime(2026, 5, 20, tzinfo=UTC)
    assert opened(house, APRIL, datetime(2026, 3, 2, 12, tzinfo=UTC), by_hand).closes == by_hand
