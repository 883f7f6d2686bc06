"""Counts over history: in a row, and so many times in the last windows, with and without starting over."""

from datetime import date
from decimal import Decimal

import pytest

from sla.contract.model import Gap, InARow, Is, Then, TimesIn
from sla.evaluation.history import Facts, Moment
from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.model import Measurement, State
from sla.values import Period
from sla.values.window import add_months

OUTCOMES = {"x": Outcome.MISSED, ".": Outcome.MET, "-": Outcome.NOT_MEASURED}
MISSED = Is("answered", ("missed",))


def months(story: str) -> list[Evaluation]:
    """A month each, oldest first: `x` missed, `.` met, `-` not measured."""
    found = []
    for at, sign in enumerate(story):
        start = add_months(date(2026, 1, 1), at)
        here = Measurement("answered", Period(start, add_months(start, 1)), (), State.MEASURED, Decimal(1))
        found.append(Evaluation(here, OUTCOMES[sign]))
    return found


def held(condition: InARow | TimesIn, story: str) -> str:
    """For each month of the story, `!` where the condition holds in it."""
    known = months(story)
    moments = (Moment(Facts(known[: at + 1]), each.measurement.window, ()) for at, each in enumerate(known))
    return "".join("!" if moment.holds(condition) else " " for moment in moments)


@pytest.mark.parametrize(
    ("then", "story", "expected"),
    [
        (Then.KEEP_COUNTING, "xxxxxx", "  !!!!"),
        (Then.KEEP_COUNTING, "xxx.xx", "  ! !!"),
        (Then.KEEP_COUNTING, "x..xx.", "    ! "),
        (Then.KEEP_COUNTING, "x...xx", "      "),
        (Then.KEEP_COUNTING, "x-x-x-", "    ! "),
        (Then.START_OVER, "xxxxxx", "  !  !"),
        (Then.START_OVER, "xxx.xx", "  !   "),
        (Then.START_OVER, "xxx.xxx", "  !   !"),
        (Then.START_OVER, "x...xxx", "      !"),
        (Then.START_OVER, "x-x-x-", "    ! "),
    ],
)
def test_three_times_in_the_last_five(then: Then, story: str, expected: str) -> None:
    assert held(TimesIn(MISSED, 3, 5, then), story) == expected


@pytest.mark.parametrize(
    ("no_data", "expected"), [(Gap.PAUSES, "  !   "), (Gap.RESETS, "      "), (Gap.COUNTS, "  !  !")]
)
def test_two_in_a_row_around_months_without_an_outcome(no_data: Gap, expected: str) -> None:
    assert held(InARow(MISSED, 2, no_data), "x-x.-x") == expected


def test_a_run_begins_anew_after_a_month_that_met() -> None:
    assert held(InARow(MISSED, 2), "xx.xxx") == " !  !!"
