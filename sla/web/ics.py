"""Dates as a calendar file (RFC 5545): text escaped, lines folded, moments in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = 75
"""How many bytes a line may have."""


@dataclass(frozen=True, slots=True)
class Date:
    """One entry: `uid` stays the same as long as it is about the same thing."""

    uid: str
    when: datetime
    says: str
    more: str
    url: str


def calendar(name: str, dates: Iterable[Date], made: datetime) -> bytes:
    """A whole calendar, for whatever program keeps calendars."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//sla//calendar//EN",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for date in dates for line in _entry(date, made)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)).encode()


def _entry(date: Date, made: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(date.uid)}"
    yield f"DTSTAMP:{_moment(made)}"
    yield f"DTSTART:{_moment(date.when)}"
    yield f"SUMMARY:{_text(date.says)}"
    yield f"DESCRIPTION:{_text(date.more)}"
    yield f"URL:{date.url}"
    yield "END:VEVENT"


def _moment(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A text that ends nothing early."""
    for plain, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(plain, written)
    return text


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of so many bytes, each but the first behind a blank; no letter is cut in two."""
    piece, room = "", LONGEST
    for letter in line:
        if len((piece + letter).encode()) > room:
            yield piece
            piece = " "
        piece += letter
    yield piece
