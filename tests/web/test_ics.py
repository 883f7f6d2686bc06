"""Dates as a calendar file."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from sla.web.ics import LONGEST, Date, calendar

MADE = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)


def one(says: str, when: datetime = MADE) -> bytes:
    return calendar("sla", [Date("a-1@sla", when, says, "more", "https://sla.example/p/a/2026-03")], MADE)


def test_a_date_stands_in_utc_with_a_name_that_stays() -> None:
    lines = one("Northline: figures", datetime(2026, 7, 9, 18, tzinfo=timezone(timedelta(hours=-4)))).split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert b"UID:a-1@sla" in lines
    assert b"DTSTART:20260709T220000Z" in lines
    assert b"DTSTAMP:20260706T093000Z" in lines
    assert lines[-2:] == [b"END:VCALENDAR", b""]


def test_what_would_end_a_text_is_escaped() -> None:
    assert b"SUMMARY:a\\, b\\; c\\\\d\\nEND:VEVENT" in one("a, b; c\\d\r\nEND:VEVENT")


@given(st.text(max_size=300))
def test_no_line_is_too_long_and_nothing_is_lost(text: str) -> None:
    file = one(text)
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= LONGEST
    unfolded = file.decode().replace("\r\n ", "")
    plain = unfolded.split("SUMMARY:")[1].split("\r\nDESCRIPTION:")[0]
    for written, meant in (("\\\\", "\0"), ("\\;", ";"), ("\\,", ","), ("\\n", "\n"), ("\0", "\\")):
        plain = plain.replace(written, meant) if "\0" not in text else plain
    assert "\0" in text or plain == text.replace("\r", "")
