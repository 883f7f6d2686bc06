"""Half-open spans of days: `[start, end)`, so that a month ends where the next begins and nothing falls between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From the first moment of `start` to the first moment of `end`; at least one day long."""

    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse an empty or backward span, and times of day."""
        for day in (self.start, self.end):
            if type(day) is not date:
                raise TypeError(f"a period is bounded by dates, not {day!r}")
        if self.start >= self.end:
            raise ValueError(f"a period starts before it ends: {self.start} to {self.end}")

    def __contains__(self, moment: date | Period) -> bool:
        """Whether a day, or a whole other period, lies within."""
        if isinstance(moment, Period):
            return self.start <= moment.start and moment.end <= self.end
        return self.start <= moment < self.end

    @property
    def days(self) -> int:
        """How many days, the last one included."""
        return (self.end - self.start).days

    @property
    def last_day(self) -> date:
        """The last day that still belongs to it, for people to read; never for comparing."""
        return self.end - timedelta(days=1)

    def overlap(self, other: Period) -> Period | None:
        """The days both have in common."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """First instant and first instant after, in UTC, as clocks in `zone` keep days (23 and 25 hour days too)."""
        return first_instant(self.start, time(0), zone), first_instant(self.end, time(0), zone)

    def hours(self, zone: ZoneInfo) -> Decimal:
        """How many hours pass on clocks in `zone`: a day on which they are moved has 23 or 25."""
        first, after = self.moments(zone)
        return Decimal((after - first) // timedelta(seconds=1)) / 3600

    @property
    def key(self) -> str:
        """Short and sortable: `2026-03`, `2026-Q1`, `2026`, or `2026-02-22_2026-03-22` for any other span."""
        start, end = self.start, self.end
        months = (end.year - start.year) * 12 + end.month - start.month
        if start.day == end.day == 1:
            if months == 1:
                return f"{start:%Y-%m}"
            if months == 3 and start.month % 3 == 1:
                return f"{start.year}-Q{start.month // 3 + 1}"
            if months == 12 and start.month == 1:
                return f"{start.year}"
        return f"{start}" if self.days == 1 else f"{start}_{end}"

    @property
    def label(self) -> str:
        """As people say it in English: `March 2026`, `Q1 2026`, `22 Feb to 21 Mar 2026`."""
        key = self.key
        if len(key) == 7 and key[5] == "Q":
            return f"Q{key[6]} {key[:4]}"
        if len(key) == 7:
            return f"{self.start:%B %Y}"
        if len(key) == 4:
            return key
        first = f"{self.start.day} {self.start:%b}"
        last = f"{self.last_day.day} {self.last_day:%b %Y}"
        if self.days == 1:
            return last
        return f"{first} to {last}" if self.start.year == self.last_day.year else f"{first} {self.start.year} to {last}"

    def __str__(self) -> str:
        """The key."""
        return self.key


def first_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When clocks in `zone` first show `at` on `day`, or have jumped past it, in UTC.

    A time that clocks skip begins at the jump; a time that comes twice is taken the first time.
    """
    local = datetime.combine(day, at, zone)
    instant = local.astimezone(UTC)
    return instant if _shown(instant, zone) == local.replace(tzinfo=None) else _jump(local.replace(tzinfo=None), zone)


def _shown(instant: datetime, zone: ZoneInfo) -> datetime:
    """What clocks in `zone` show at an instant."""
    return instant.astimezone(zone).replace(tzinfo=None)


def _jump(skipped: datetime, zone: ZoneInfo) -> datetime:
    """The instant at which clocks jump over a local time, found by halving.

    Read with the offset after the jump (fold 1), a skipped time falls before it; with the offset before, after it.
    """
    skipped = skipped.replace(microsecond=0)  # clocks jump on whole seconds
    low, high = (skipped.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (1, 0))
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (low, middle) if _shown(middle, zone) >= skipped else (middle, high)
    return high
