"""What was agreed not to count, and what is owed and not imposed: on outcomes, on figures, on money."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Direction
from sla.evaluation.model import Outcome
from sla.measurement.relief import Days, Extent, First, Forgiven, Less, Records, Relief, Relieved, Whole
from sla.settlement.canonical import as_dict
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.settlement.waiver import Waiver
from sla.submission.figures import Figures
from sla.values import Period
from tests.contract.texts import HEAD, definition
from tests.measurement.reports import entries, figures, site, span

DAILY = (
    HEAD
    + """\
figures:
  calls: {unit: calls, every: day}
  answered: {unit: calls, every: day}
  fee: {unit: money}
service_levels:
  answered:
    clause: "1"
    measure: {share: answered, of: calls}
    target: at least 90
    missing: {nothing reported: hold, zero denominator: not measured}
    pays:
      - {when: missed, penalty: 5 % of fee}
"""
)
TICKETS = (
    HEAD
    + """\
figures:
  hours: {unit: hours, by: [site]}
service_levels:
  late:
    clause: "2"
    measure: hours
    window: event
    by: [site]
    target: at most 4
    missing: {nothing reported: hold}
    pays:
      - {when: missed, penalty: 10}
"""
)
JANUARY = span("2026-01")
ZERO = Decimal(0)


def january(text: str, reported: Figures, *waivers: Waiver) -> Settlement:
    return settled_through(definition(text), reported, (JANUARY,), waivers=waivers)[0]


def days_of_january(bad: range) -> Figures:
    """100 calls a day, all answered but on bad days; 10,000.00 a month."""
    rows = {f"2026-01-{day:02}": {"calls": 100, "answered": 20 if day in bad else 100} for day in range(1, 32)}
    return figures({**rows, "2026-01": {"fee": 10000}})


def relief(extent: Extent, level: str = "answered", within: Period = JANUARY) -> Relief:
    return Relief(level, within, extent, "power cut")


def outcome(settled: Settlement) -> Outcome:
    return settled.evaluations[0].outcome


def test_days_that_do_not_count_are_no_gap_in_daily_figures() -> None:
    reported = days_of_january(range(3, 8))
    assert january(DAILY, reported).penalties.amount == 500
    excused = january(
        DAILY, Relieved(reported, [relief(Days(Period(span("2026-01-03").start, span("2026-01-07").end)))])
    )
    assert (outcome(excused), excused.penalties.amount) == (Outcome.MET, ZERO)
    assert excused.evaluations[0].measurement.result == 100


def test_a_month_of_which_nothing_counts_is_excused_and_not_awaited() -> None:
    excused = january(DAILY, Relieved(days_of_january(range(1, 32)), [relief(Days(JANUARY))]))
    assert (outcome(excused), excused.penalties.amount, excused.waiting_for) == (Outcome.EXCUSED, ZERO, ())


def test_a_gap_stays_a_gap_whatever_is_excused() -> None:
    reported = Figures(each for each in days_of_january(range(3, 8)) if each.when != span("2026-01-20"))
    excused = january(DAILY, Relieved(reported, [relief(Days(span("2026-01-03")))]))
    assert outcome(excused) is Outcome.UNKNOWN


def test_a_whole_level_is_measured_and_excused() -> None:
    excused = january(DAILY, Relieved(days_of_january(range(1, 32)), [relief(Whole())]))
    assert (outcome(excused), excused.penalties.amount) == (Outcome.EXCUSED, ZERO)
    assert excused.evaluations[0].measurement.result == 20


def test_an_excused_level_waits_for_nothing() -> None:
    silent = figures({"2026-01": {"fee": 10000}})
    assert outcome(january(DAILY, silent)) is Outcome.UNKNOWN
    assert january(DAILY, Relieved(silent, [relief(Whole())])).waiting_for == ()


def test_fewer_calls_for_one_level_are_taken_from_the_first_days() -> None:
    reported = days_of_january(range(3, 8))
    less = january(DAILY, Relieved(reported, [relief(Less("calls", Decimal(250)))]))
    assert less.evaluations[0].measurement.inputs == (("answered", Decimal(2700)), ("calls", Decimal(2850)))


def tickets(*hours: int) -> Figures:
    rows = [entries("2026-01-05", site("Leeds"), f"2026-01-05T{at:02}:00", hours=each) for at, each in enumerate(hours)]
    return Figures(entry for row in rows for entry in row)


def test_records_that_do_not_count_are_not_there() -> None:
    out = relief(Records(((span("2026-01-05"), site("Leeds"), "2026-01-05T01:00"),)), "late")
    assert january(TICKETS, tickets(9, 8, 3)).penalties.amount == 20
    assert january(TICKETS, Relieved(tickets(9, 8, 3), [out])).penalties.amount == 10


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(0, 12))
def test_the_first_misses_are_excused_and_no_others(hours: list[int], count: int) -> None:
    late = [each for each in hours if each > 4]
    excused = january(TICKETS, Relieved(tickets(*hours), [relief(First(count), "late")]))
    assert excused.penalties.amount == 10 * max(len(late) - count, 0)
    outcomes = [each.outcome for each in excused.evaluations]
    assert outcomes.count(Outcome.EXCUSED) == min(len(late), count)


def test_points_are_forgiven_once() -> None:
    text = TICKETS.replace("penalty: 10", "points: 2")
    total = """\
  points:
    clause: "3"
    measure: {points: all}
    better: lower
    missing: {nothing reported: hold, zero denominator: hold}
    pays:
      - {each: result, penalty: 1}
"""
    reported = tickets(9, 8, 7)
    assert january(text + total, reported).penalties.amount == 6
    forgiven = Relieved(reported, [relief(Forgiven(Decimal(5)), "late")])
    assert january(text + total, forgiven).penalties.amount == 1


def test_relief_touches_nothing_outside_its_level_days_and_site() -> None:
    reported = days_of_january(range(3, 8))
    february, york = span("2026-02"), site("York")
    for elsewhere in (
        relief(Whole(), within=february),
        relief(Days(february), within=february),
        relief(Days(JANUARY), level="other"),
        relief(Less("fee", Decimal(1)), level="other"),
    ):
        assert as_dict((january(DAILY, Relieved(reported, [elsewhere])),)) == as_dict((january(DAILY, reported),))
    there = Relief("late", JANUARY, Whole(), "power cut", york)
    assert january(TICKETS, Relieved(tickets(9), [there])).penalties.amount == 10


def waiver(most: int | None = None, level: str = "late", place: Period = JANUARY) -> Waiver:
    return Waiver(level, place, Direction.PENALTY, "goodwill", None if most is None else Decimal(most))


def test_what_is_waived_stays_in_sight() -> None:
    text = TICKETS.replace("window: event", "window: month").replace("measure: hours", "measure: hours / 1")
    settled = january(text, tickets(9), waiver(4))
    assert [line.amount.amount for line in settled.lines] == [10]
    assert [each.amount for each in settled.imposed] == [6]
    assert (settled.penalties.amount, settled.net.amount) == (Decimal(6), Decimal(-6))
    assert as_dict((settled,))["settlements"][0]["waived"][0]["amount"] == "4.00"


@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=4))
def test_no_line_gives_up_more_than_it_has(waivers: list[int | None]) -> None:
    text = TICKETS.replace("window: event", "window: month")
    settled = january(text, tickets(9), *map(waiver, waivers))
    expected = 0 if None in waivers else max(10 - sum(each or 0 for each in waivers), 0)
    assert settled.penalties.amount == expected
    assert sum((each.amount for each in settled.imposed), ZERO) == expected


def test_a_waiver_of_something_else_changes_nothing() -> None:
    for other in (waiver(level="other"), waiver(place=span("2026-02"))):
        assert january(TICKETS, tickets(9), other).waived == ()


def test_what_was_waived_cannot_be_earned_back_or_set_off() -> None:
    back = 'earn back:\n  - {clause: "9", when: {level: answered, is: met, in a row: 1}}\n'
    statement = "statement: {every: month, against: fee, remainder: carry}\n"
    bad = days_of_january(range(1, 32)).entries
    good = [each for day in range(1, 29) for each in entries(f"2026-02-{day:02}", calls=100, answered=100)]
    reported = Figures([*bad, *good, *entries("2026-02", fee=10000)])
    periods = (JANUARY, span("2026-02"))
    let_go = waiver(200, "answered")
    _, february = settled_through(definition(DAILY + back + statement), reported, periods, waivers=(let_go,))
    assert february.incentives.amount == 300
