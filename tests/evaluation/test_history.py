"""Histories: in a row, times in the last windows, what a window without an outcome does, gates, scale, consequences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Compares, Gap, InARow, Is, Not, Range, Then, TimesIn
from sla.evaluation.history import Facts, Moment, held
from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.model import Measurement, State
from sla.submission.figures import Scope
from sla.values import Period
from sla.values.window import add_months
from tests.evaluation.judged import contract, level, months, year
from tests.measurement.reports import Values, entries, figures, site

OUTCOMES = {
    "x": Outcome.MISSED,
    "+": Outcome.MET,
    "-": Outcome.NOT_MEASURED,
    "?": Outcome.UNKNOWN,
    "e": Outcome.EXCUSED,
}
MISSED = Is("one", ("missed",))
NOT_MET = Not(Is("one", ("met",)))


def month(number: int) -> Period:
    start = add_months(date(2026, 1, 1), number)
    return Period(start, add_months(start, 1))


def history(signs: str, key: str = "one", scope: Scope = ()) -> tuple[Evaluation, ...]:
    """An evaluation a month: `x` missed, `+` met, `-` not measured, `?` unknown, `e` excused; a blank for none."""
    return tuple(
        Evaluation(Measurement(key, month(at), scope, State.MEASURED, None), OUTCOMES[sign])
        for at, sign in enumerate(signs)
        if sign != " "
    )


def at_the_end(signs: str, *others: tuple[Evaluation, ...]) -> Moment:
    return Moment(Facts([*history(signs), *(each for other in others for each in other)]), month(len(signs) - 1), ())


@pytest.mark.parametrize(
    ("signs", "streak"),
    [("x", 1), ("xx", 2), ("xxx+x", 1), ("xx+", 0), ("+xxx", 3), ("", 0), ("x-", 0), ("x?", 0)],
)
def test_a_streak_ends_now_and_is_broken_by_what_is_met(signs: str, streak: int) -> None:
    moment = at_the_end(signs or "+")
    for times in range(1, 5):
        assert moment.holds(InARow(MISSED, times)) == (streak >= times)


@pytest.mark.parametrize(
    ("signs", "pauses", "resets", "counts"),
    [
        ("xx-x", 3, 1, 4),
        ("x--x", 2, 1, 4),
        ("xex", 2, 1, 3),
        ("x?x", 2, 1, 3),
        ("-x", 1, 1, 2),
        ("x+-x", 1, 1, 2),
        ("xx x", 3, 1, 3),
        ("x-+x", 1, 1, 1),
    ],
)
def test_a_window_without_an_outcome_pauses_resets_or_counts(signs: str, pauses: int, resets: int, counts: int) -> None:
    moment = at_the_end(signs)
    assert moment.streak(MISSED, Gap.PAUSES) == pauses
    assert moment.streak(MISSED, Gap.RESETS) == resets
    assert moment.streak(MISSED, Gap.COUNTS) == counts


@pytest.mark.parametrize(("signs", "streak"), [("xx-x", 3), ("x-", 0), ("xx", 2), ("x?x", 2)])
def test_not_met_is_no_name_for_absence(signs: str, streak: int) -> None:
    assert at_the_end(signs).streak(NOT_MET, Gap.PAUSES) == streak


def test_absence_itself_may_be_counted() -> None:
    assert at_the_end("x---").streak(Is("one", ("not measured",)), Gap.PAUSES) == 3
    assert at_the_end("x---").streak(Is("one", ("missed", "not measured")), Gap.RESETS) == 4


@pytest.mark.parametrize(
    ("signs", "times", "windows", "holds"),
    [
        ("x+x+x", 3, 5, True),
        ("x+x+x", 3, 4, False),
        ("xx+", 2, 3, False),
        ("x", 1, 1, True),
        ("x", 2, 12, False),
        ("x-x", 2, 2, False),
        ("x-x", 2, 3, True),
        ("+" * 11 + "x", 1, 12, True),
    ],
)
def test_times_in_the_last_windows_count_this_one_too(signs: str, times: int, windows: int, holds: bool) -> None:
    assert at_the_end(signs).holds(TimesIn(MISSED, times, windows)) is holds


def test_a_full_count_may_start_over() -> None:
    keep = [at_the_end("x" * n).holds(TimesIn(MISSED, 3, 12)) for n in range(1, 8)]
    over = [at_the_end("x" * n).holds(TimesIn(MISSED, 3, 12, Then.START_OVER)) for n in range(1, 8)]
    assert keep == [False, False, True, True, True, True, True]
    assert over == [False, False, True, False, False, True, False]


@given(st.text("x+-", min_size=1, max_size=24), st.integers(1, 6), st.integers(1, 12))
def test_counts_are_those_that_a_person_would_make(signs: str, times: int, windows: int) -> None:
    moment = at_the_end(signs)
    assert moment.holds(TimesIn(MISSED, times, windows)) == (signs[-1] == "x" and signs[-windows:].count("x") >= times)
    heard = signs.replace("-", "")
    tail = len(heard) - len(heard.rstrip("x"))
    assert moment.holds(InARow(MISSED, times)) == (signs[-1] == "x" and tail >= times)


def test_the_order_of_the_past_makes_no_difference() -> None:
    past = history("xx+xx")
    assert Moment(Facts(past[::-1]), month(4), ()).streak(MISSED, Gap.PAUSES) == 2


def test_a_result_is_asked_for_where_there_is_one() -> None:
    (found,) = history("+")
    here = found._replace(measurement=found.measurement._replace(result=Decimal(96)))
    for low, holds in ((96, True), (97, False)):
        asked = Compares("one", Range(low=Decimal(low)))
        assert Moment(Facts([here]), month(0), ()).holds(asked) is holds
        assert not Moment(Facts([found]), month(0), ()).holds(asked)


def test_a_site_has_its_own_history_and_else_that_of_the_whole() -> None:
    leeds, york, whole = history("xx", scope=site("Leeds")), history("+x", scope=site("York")), history("xx", "two")
    facts = Facts([*leeds, *york, *whole])
    assert Moment(facts, month(1), site("Leeds")).streak(MISSED, Gap.PAUSES) == 2
    assert Moment(facts, month(1), site("York")).streak(MISSED, Gap.PAUSES) == 1
    assert Moment(facts, month(1), site("York")).streak(Is("two", ("missed",)), Gap.PAUSES) == 2
    assert Moment(facts, month(1), ()).streak(MISSED, Gap.PAUSES) == 0
    assert [moment.scope for moment in held(facts, InARow(MISSED, 2), month(1))] == [site("Leeds")]


def test_what_happened_inside_a_period_is_seen_even_if_it_ended_well() -> None:
    quarter = Period(month(0).start, month(2).end)
    facts = Facts(history("xx+"))
    assert [moment.window for moment in held(facts, InARow(MISSED, 2), quarter)] == [month(1)]
    assert held(facts, InARow(MISSED, 3), quarter) == ()


# In contracts


def scales(results: Sequence[int | None], scale: str) -> list[Decimal]:
    pays = f"      - {{when: missed, penalty: 5, scale: {{by: 2, when: {scale}}}}}\n"
    return [each.hits[0].scale if each.hits else Decimal(0) for each in year(contract(level(pays)), results)]


def test_a_price_is_doubled_while_the_failure_is_repeated() -> None:
    assert scales([1, 95, 1, 1, 1, 95, 1], "{is: missed, in a row: 2}") == [1, 0, 1, 2, 2, 0, 1]
    assert scales([1, None, 1, 1], "{is: missed, in a row: 2}") == [1, 0, 2, 2]
    assert scales([1, None, 1, 1], "{is: missed, in a row: 2, no data: resets}") == [1, 0, 1, 2]


def test_a_streak_begins_before_prices_do() -> None:
    pays = "      - {when: {is: missed, in a row: 3}, penalty: 5}\n"
    found = year(contract(level(pays, more="    priced from: 2026-03-01\n")), [1, 1, 1, 1])
    assert [len(each.hits) for each in found] == [0, 0, 1, 1]


GATES = {
    "{level: two, is: met}": [True, False, False],
    "{level: two, is: missed}": [False, True, False],
    "{level: two, is: not measured}": [False, False, True],
    "{level: two, at least: 5}": [True, False, False],
    "{level: two, below: 5}": [False, True, False],
    "{not: {level: two, is: met}}": [False, True, True],
    "{all: [missed, {level: two, is: met}]}": [True, False, False],
    "{any: [met, {level: two, is: met}]}": [True, False, False],
    "[missed, {level: two, is: missed}]": [False, True, False],
    "{level: two, is: [met, missed]}": [True, True, False],
    "{level: two, result: at least 5 and below 9}": [True, False, False],
    "{level: two, is: good}": [True, False, False],
}


@pytest.mark.parametrize("gate", GATES)
def test_a_gate_looks_at_the_facts_of_any_level_in_any_order(gate: str) -> None:
    other = level("", "at least 5", "    grades: [{called: good, at least: 6}]\n", "two", "s")
    text = contract(level(f"      - {{when: {gate}, penalty: 5}}\n"), other)
    found = year(text, [1, 1, 1], s=[6, 1, None])
    assert [bool(each.hits) for each in found] == GATES[gate]


def test_weeks_are_asked_week_by_week() -> None:
    text = contract(level(more="    window: week\n")) + (
        "consequences: [{clause: 9, says: A plan is due., when: {level: one, is: missed, in a row: 2}}]\n"
    )
    rows: dict[str, Values] = {f"2026-01-{day:02}": {"r": 1 if day in (8, 15) else 95} for day in range(1, 32)}
    weeks = months(text.replace("r: {unit: points}", "r: {unit: points, combine: smallest}"), figures(rows))[0]
    assert [each.outcome for each in weeks] == [Outcome.MET, Outcome.MISSED, Outcome.MISSED, Outcome.MET]


def test_each_site_is_judged_by_its_own_past() -> None:
    from sla.submission.figures import Figures

    text = contract(level("      - {when: {is: missed, in a row: 2}, penalty: 5}\n", more="    by: site\n"))
    text = text.replace("r: {unit: points}", "r: {unit: points, by: site}")
    rows = [
        row
        for at, (leeds, york) in enumerate([(1, 95), (1, 1), (95, 1)], 1)
        for name, value in (("Leeds", leeds), ("York", york))
        for row in entries(f"2026-{at:02}", site(name), r=value)
    ]
    found = months(text, Figures(rows))[:3]
    assert [[bool(each.hits) for each in evaluations] for evaluations in found] == [
        [False, False],
        [True, False],
        [False, True],
    ]
