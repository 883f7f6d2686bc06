"""Tickets are counted by month and vendor, once each, on the right side of every edge."""

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla.records.tickets import Basis, TicketCounts, TicketLog, counted, every_month
from sla.values import Findings, Period

FORM = "%Y-%m-%d %H:%M:%S"
LOG = TicketLog("who", "opened", "due", "closed", FORM, datetime(2026, 3, 1, 12))  # noqa: DTZ001 -- the log has local times without a zone
Row = tuple[str, str, str, str]


def table(*rows: Row) -> pd.DataFrame:
    columns = pd.Index(LOG.headings)
    return pd.DataFrame(list(rows), columns=columns, index=pd.RangeIndex(2, len(rows) + 2), dtype="str")


def one(row: Row, days: int = 10) -> TicketCounts:
    """The counts that a single ticket makes."""
    found = counted(table(row), LOG, Basis.DUE, days)
    assert not isinstance(found, Findings)
    return found[0]


def test_a_ticket_belongs_to_the_month_it_is_due_or_opened_in() -> None:
    rows = table(("A", "2026-01-31 10:00:00", "2026-02-01 00:00:00", ""), ("A", "2026-02-01 00:00:00", "", ""))
    by_due, by_opened = counted(rows, LOG), counted(rows, LOG, Basis.OPENED)
    assert not isinstance(by_due, Findings)
    assert not isinstance(by_opened, Findings)
    assert [(each.month.key, each.tickets, each.in_scope) for each in by_due] == [("2026-02", 1, 1)]
    assert [(each.month.key, each.tickets, each.in_scope) for each in by_opened] == [
        ("2026-01", 1, 1),
        ("2026-02", 1, 0),
    ]


@pytest.mark.parametrize(
    ("due", "closed", "expected"),
    [
        pytest.param("2026-02-10 09:00:00", "2026-02-10 09:00:00", "determined met closed", id="closed when due"),
        pytest.param("2026-02-10 09:00:00", "2026-02-10 09:00:01", "determined closed", id="closed a second late"),
        pytest.param("2026-02-10 09:00:00", "", "determined open_past_due late_beyond", id="open and past due"),
        pytest.param("2026-03-01 12:00:00", "", "not_yet_due", id="open and due when the log was taken"),
        pytest.param("2026-03-01 11:59:59", "", "determined open_past_due", id="open and due a second before"),
        pytest.param("2026-04-01 00:00:00", "2026-02-01 00:00:00", "determined met closed", id="closed ahead"),
        pytest.param("2026-02-10 09:00:00", "2025-12-01 00:00:00", "determined met closed closed_before_opened",
                     id="closed before it was opened"),
    ],
)  # fmt: skip
def test_each_ticket_counts_once_on_its_side(due: str, closed: str, expected: str) -> None:
    found = one(("A", "2026-01-05 08:00:00", due, closed))
    facts = ["determined", "met", "closed", "open_past_due", "not_yet_due", "late_beyond", "closed_before_opened"]
    assert [name for name in facts if getattr(found, name)] == sorted(expected.split(), key=facts.index)
    assert found.late == found.determined - found.met


@pytest.mark.parametrize(
    ("closed", "beyond", "days"),
    [
        ("2026-02-01 09:00:00", 0, 0),
        ("2026-02-01 09:00:01", 0, 1),
        ("2026-02-02 09:00:00", 0, 1),
        ("2026-02-02 09:00:01", 0, 2),
        ("2026-02-06 09:00:00", 0, 5),
        ("2026-02-06 09:00:01", 1, 5),
        ("", 1, 5),
    ],
)
def test_days_late_are_started_days_up_to_the_allowance(closed: str, beyond: int, days: int) -> None:
    found = one(("A", "2026-01-05 08:00:00", "2026-02-01 09:00:00", closed), days=5)
    assert (found.late_beyond, found.days_late) == (beyond, days)


def test_a_fraction_of_a_second_is_late() -> None:
    fine = TicketLog("who", "opened", "due", "closed", FORM + ".%f", LOG.as_of)
    row = ("A", "2026-01-05 08:00:00.0", "2026-02-01 09:00:00.0", "2026-02-01 09:00:00.000001")
    found = counted(table(row), fine)
    assert not isinstance(found, Findings)
    assert (found[0].met, found[0].days_late) == (0, 1)


MOMENTS = st.integers(0, 90 * 86_400).map(lambda seconds: datetime(2025, 12, 15) + timedelta(seconds=seconds))  # noqa: DTZ001 -- the log has local times without a zone
TICKETS = st.lists(st.tuples(st.sampled_from("AB"), MOMENTS, st.none() | MOMENTS, st.none() | MOMENTS), max_size=30)


@settings(max_examples=60, deadline=None)
@given(TICKETS, st.integers(0, 20))
def test_the_counts_are_those_of_going_through_the_tickets_one_by_one(
    log: list[tuple[str, datetime, datetime | None, datetime | None]], days: int
) -> None:
    def text(moment: datetime | None) -> str:
        return moment.strftime(FORM) if moment else ""

    found = counted(table(*((who, text(o), text(d), text(c)) for who, o, d, c in log)), LOG, Basis.DUE, days)
    slow: dict[tuple[str, str], list[int]] = {}
    for who, _, due, closed in log:
        if due:
            end, over = closed or LOG.as_of, timedelta(days=days)
            late = end > due
            started = -(-(end - due) // timedelta(days=1)) if late else 0
            row = slow.setdefault((due.strftime("%Y-%m"), who), [0] * 5)
            facts = [1, not late and closed is not None, late, late and end - due > over, min(started, days)]
            slow[due.strftime("%Y-%m"), who] = [old + new for old, new in zip(row, facts, strict=True)]
    assert not isinstance(found, Findings)
    assert {
        (each.month.key, each.vendor): [each.in_scope, each.met, each.late, each.late_beyond, each.days_late]
        for each in found
    } == slow


def test_a_month_without_tickets_in_a_whole_log_counts_zero() -> None:
    found = counted(table(("A", "2026-01-05 08:00:00", "2026-01-06 08:00:00", "")), LOG)
    assert not isinstance(found, Findings)
    term = Period(date(2025, 12, 1), date(2026, 3, 1))
    assert [each.in_scope for each in every_month(found, "A", term)] == [0, 1, 0]
    assert [each.month.key for each in every_month(found, "A", term)] == ["2025-12", "2026-01", "2026-02"]


def test_every_unreadable_time_is_found_with_its_row_and_column() -> None:
    found = counted(
        table(
            ("A", "", "2026-02-01 09:00:00", ""),
            ("A", "2026-01-05 08:00:00", "01/02/2026", "soon"),
            (" ", "2026-01-05 08:00:00", "", ""),
        ),
        LOG,
    )
    assert isinstance(found, Findings)
    assert [(finding.code, str(finding.place), finding.found) for finding in found] == [
        ("records.no-vendor", "row 4, column who", "nothing"),
        ("records.no-time", "row 2, column opened", "nothing"),
        ("records.no-time", "row 3, column due", "01/02/2026"),
        ("records.no-time", "row 3, column closed", "soon"),
    ]
    assert all(finding.remedy for finding in found)


@pytest.mark.parametrize(("form", "as_of"), [(FORM + "%z", LOG.as_of), (FORM, LOG.as_of.replace(tzinfo=UTC))])
def test_times_with_a_zone_are_refused(form: str, as_of: datetime) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        TicketLog("who", "opened", "due", "closed", form, as_of)
