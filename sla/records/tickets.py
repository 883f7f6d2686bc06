"""Tickets into figures: a log with one row per ticket becomes whole-number counts by month and vendor.

Everything here counts and nothing divides: shares are the contract's business. Times are wall-clock times of one
place, compared as they are written; in the hour that clocks repeat, the log itself does not say which one is meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sla.records.log import shortened
from sla.values import Finding, Findings, Period, Place
from sla.values.window import add_months

if TYPE_CHECKING:
    import pandas as pd


class Basis(StrEnum):
    """Which of a ticket's days puts it into a month."""

    DUE = "due"
    """The day it should be closed; tickets without one have no month."""
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class TicketLog:
    """How one log is written: its headings, its time format (as for `strptime`) and the moment it was taken."""

    vendor: str
    opened: str
    due: str
    closed: str
    time_format: str
    as_of: datetime
    """Wall-clock time without a zone, like every time in the log."""

    def __post_init__(self) -> None:
        """Refuse zones: a log either says wall-clock times throughout, or is brought to one zone before."""
        if self.as_of.tzinfo or "%z" in self.time_format:
            raise ValueError("a ticket log is counted in wall-clock times, without a zone")

    @property
    def headings(self) -> tuple[str, str, str, str]:
        """The columns that counting needs."""
        return self.vendor, self.opened, self.due, self.closed


@dataclass(frozen=True, slots=True)
class TicketCounts:
    """One vendor's tickets of one month. `in_scope` has a due time; `determined` can no longer change its outcome."""

    month: Period
    vendor: str
    tickets: int = 0
    in_scope: int = 0
    determined: int = 0
    """In scope and either closed or past due when the log was taken."""
    met: int = 0
    """Closed by the due time, that moment included."""
    closed: int = 0
    """In scope and closed, in time or not."""
    open_past_due: int = 0
    not_yet_due: int = 0
    late_beyond: int = 0
    """Late by more than the allowed days: closed after them, or still open then. Final once the log was taken that
    many days after the month."""
    days_late: int = 0
    """Days or parts of a day after the due time, summed over late tickets, each ticket at most the allowed days."""
    closed_before_opened: int = 0
    """A fault of the log, in scope or not."""

    @property
    def late(self) -> int:
        """Determined and not met."""
        return self.determined - self.met


def counted(
    tickets: pd.DataFrame, log: TicketLog, basis: Basis = Basis.DUE, days: int = 10
) -> tuple[TicketCounts, ...] | Findings:
    """Counts for each month and vendor that has tickets, in that order.

    `tickets` is text under `log.headings`, indexed by row number (`log.read`); `days` is the allowance after which a
    late ticket counts as `late_beyond`. An open ticket that is not yet due is counted apart and judged later.
    """
    times = _Times(tickets, log)
    vendors = tickets[log.vendor].str.strip()
    nameless = [_no_vendor(log.vendor, row) for row in tickets.index[vendors == ""].tolist()]
    if findings := [*shortened(nameless), *times.findings]:
        return Findings(findings)
    facts = _facts(times, log, days)
    facts.insert(0, "vendor", vendors)
    facts.insert(0, "month", (times.due if basis is Basis.DUE else times.opened).dt.strftime("%Y-%m"))
    sums = facts.dropna(subset="month").groupby(["month", "vendor"], sort=True).sum()
    names = [str(name) for name in sums.columns]
    return tuple(
        TicketCounts(_month(month), vendor, **dict(zip(names, map(int, row), strict=True)))
        for (month, vendor), row in zip(sums.index.tolist(), sums.to_numpy().tolist(), strict=True)
    )


def every_month(counts: tuple[TicketCounts, ...], vendor: str, term: Period) -> tuple[TicketCounts, ...]:
    """One vendor's counts for each month of a term that the log covers whole.

    A whole log without a ticket in some month says that there was none: that zero was counted, it is not missing.
    """
    known = {each.month: each for each in counts if each.vendor == vendor}
    return tuple(known.get(month, TicketCounts(month, vendor)) for month in _months(term))


def _facts(times: _Times, log: TicketLog, days: int) -> pd.DataFrame:
    """Ones and zeros (and days) for each ticket, one column for each count."""
    import pandas as pd

    as_of, day = pd.Timestamp(log.as_of), pd.Timedelta(days=1)
    is_closed, in_scope = times.closed.notna(), times.due.notna()
    past_due = in_scope & (times.due < as_of)
    late = in_scope & ((times.closed > times.due) | (~is_closed & past_due))
    # The moment of taking stands in for a closing that has not come.
    after = (times.closed.fillna(as_of) - times.due).where(late, pd.Timedelta(0))
    facts: dict[str, pd.Series[bool] | pd.Series[int]] = {
        "tickets": times.opened.notna(),
        "in_scope": in_scope,
        "determined": in_scope & (is_closed | past_due),
        "met": in_scope & (times.closed <= times.due),
        "closed": in_scope & is_closed,
        "open_past_due": ~is_closed & past_due,
        "not_yet_due": in_scope & ~is_closed & ~past_due,
        "late_beyond": after > day * days,
        "days_late": (-(-after // day)).clip(upper=days),
        "closed_before_opened": times.closed < times.opened,
    }
    return pd.DataFrame({name: fact.astype("int64") for name, fact in facts.items()})


class _Times:
    """The three times of every ticket, and what could not be read."""

    def __init__(self, tickets: pd.DataFrame, log: TicketLog) -> None:
        self.findings: list[Finding] = []
        self.opened = self._read(tickets, log.opened, log.time_format, needed=True)
        self.due = self._read(tickets, log.due, log.time_format)
        self.closed = self._read(tickets, log.closed, log.time_format)

    def _read(self, tickets: pd.DataFrame, heading: str, form: str, *, needed: bool = False) -> pd.Series[pd.Timestamp]:
        import pandas as pd

        text = tickets[heading].str.strip()
        moments = pd.to_datetime(text, format=form, errors="coerce")
        bad = text[moments.isna() & (needed | (text != ""))]
        self.findings += shortened(
            [_no_time(heading, row, cell, form) for row, cell in zip(bad.index.tolist(), bad.tolist(), strict=True)]
        )
        return moments


def _month(key: str) -> Period:
    """`2015-04` as a period."""
    first = date(int(key[:4]), int(key[5:]), 1)
    return Period(first, add_months(first, 1))


def _months(term: Period) -> Iterator[Period]:
    """The whole months that begin in a term."""
    first = term.start.replace(day=1)
    while first < term.end:
        yield Period(first, add_months(first, 1))
        first = add_months(first, 1)


def _no_time(heading: str, row: int, cell: str, form: str) -> Finding:
    return Finding(
        "records.no-time",
        "This is not a time in the log's format." if cell else "Every ticket needs this time.",
        Place(row=row, heading=heading),
        found=cell or "nothing",
        expected=form,
        remedy="Correct the cell, or state the format that the log is written in.",
    )


def _no_vendor(heading: str, row: int) -> Finding:
    return Finding(
        "records.no-vendor",
        "This ticket belongs to nobody.",
        Place(row=row, heading=heading),
        found="nothing",
        expected="the vendor's key",
        remedy="Fill in whose ticket it is, or leave the row out.",
    )
