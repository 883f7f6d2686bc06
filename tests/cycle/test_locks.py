"""When a figure is final, and which of its values: in business days before the period, as clocks there keep them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from sla.cycle.locks import Lock, bent, final_from, with_final
from sla.submission.figures import Entry
from sla.values import Calendar, Period

LONDON = Calendar(ZoneInfo("Europe/London"), frozenset({date(2026, 4, 3), date(2026, 4, 6)}))
MAY = Period(date(2026, 5, 1), date(2026, 6, 1))
FINAL = Lock("forecast", datetime(2026, 4, 1, tzinfo=UTC), 1)
HELD = Entry(MAY, "forecast", Decimal(1000), row=2)


def test_the_end_of_the_last_business_day_before_it() -> None:
    assert final_from(MAY, 1, LONDON) == datetime(2026, 4, 30, 23, tzinfo=UTC)
    assert final_from(MAY, 0, LONDON) == datetime(2026, 4, 30, 23, tzinfo=UTC)
    # Good Friday and Easter Monday are no business days: the 20th before 1 May is 1 April.
    assert final_from(MAY, 20, LONDON) == datetime(2026, 4, 1, 23, tzinfo=UTC)


@given(st.integers(1, 60), st.dates(date(2025, 1, 1), date(2027, 12, 1)))
def test_so_many_business_days_lie_between(days: int, start: date) -> None:
    """Counted day by day, by an oracle that knows only weekdays and holidays."""
    final = final_from(Period(start, start + timedelta(days=30)), days, LONDON)
    last = (final - timedelta(microseconds=1)).astimezone(LONDON.zone).date()
    between = [last + timedelta(days=each) for each in range((start - last).days)]
    assert sum(day.weekday() < 5 and day not in LONDON.holidays for day in between) == days


def test_only_another_value_is_refused() -> None:
    assert not list(bent(FINAL, [HELD], [HELD, replace(HELD, figure="calls", value=Decimal(5))], "may.csv"))
    [found] = bent(FINAL, [HELD], [replace(HELD, value=Decimal("1000.5"), row=7)], "may.csv")
    assert (found.code, found.place.row, found.found, found.expected) == ("submission.locked", 7, "1000.5", "1000")


def test_what_is_left_out_is_as_it_was() -> None:
    calls = Entry(MAY, "calls", Decimal(5), row=2)
    assert with_final([FINAL], [HELD], (calls,)) == (calls, HELD)
    assert with_final([FINAL], [HELD], (HELD,)) == (HELD,)
