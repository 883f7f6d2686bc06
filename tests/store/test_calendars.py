"""A calendar that was kept is the one that comes back."""

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from sla.store.calendars import frozen, thawed
from sla.values import Calendar

zones = st.sampled_from(["UTC", "Europe/London", "America/New_York", "Pacific/Apia"]).map(ZoneInfo)
weekends = st.frozensets(st.integers(0, 6), max_size=6)


@given(st.builds(Calendar, zones, st.frozensets(st.dates(), max_size=20), weekends))
def test_there_and_back(calendar: Calendar) -> None:
    assert thawed(frozen(calendar)) == calendar


def test_none_is_none() -> None:
    assert thawed(frozen(None)) is None
