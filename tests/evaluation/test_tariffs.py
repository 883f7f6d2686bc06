"""Which tariff applies how often: every edge of a band, every way to count steps, pieces, tables, the worst band."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Count, Steps
from sla.evaluation.model import Outcome
from sla.evaluation.tariffs import distance
from sla.values import exact
from tests.contract.texts import definition
from tests.evaluation.judged import contract, level, months, once
from tests.measurement.reports import figures

TABLE = """\
      - apply: {how}
        bands: [{{below: 90, penalty: 1}}, {{below: 80, penalty: 2}}, {{at most: 70, penalty: 3}}]
"""


def rows_hit(text: str, result: str) -> list[int | None]:
    return [hit.row for hit in once(text, r=result).hits]


@pytest.mark.parametrize(
    ("edge", "inside", "outside"),
    [
        ("below: 90", ["89.999999999999999", "-5"], ["90", "90.1"]),
        ("at most: 90", ["90", "89"], ["90.000000000000001"]),
        ("above: 90", ["90.000000000000001", "1000"], ["90", "89"]),
        ("at least: 90", ["90", "91"], ["89.999999999999999"]),
        ("at least: 80, below: 90", ["80", "89.9"], ["90", "79.999"]),
        ("above: 80, at most: 90", ["90", "80.1"], ["80", "90.1"]),
        ("at least: 90, at most: 90", ["90"], ["89.9", "90.1"]),
    ],
)
def test_a_band_holds_its_edges_as_they_are_said(edge: str, inside: list[str], outside: list[str]) -> None:
    text = contract(level(f"      - {{{edge}, penalty: 5}}\n"))
    assert [len(once(text, r=result).hits) for result in inside] == [1] * len(inside)
    assert [len(once(text, r=result).hits) for result in outside] == [0] * len(outside)


@pytest.mark.parametrize(
    ("how", "result", "rows"),
    [
        ("worst", "95", []),
        ("worst", "89", [0]),
        ("worst", "80", [0]),
        ("worst", "79", [1]),
        ("worst", "70", [2]),
        ("every", "95", []),
        ("every", "89", [0]),
        ("every", "79", [0, 1]),
        ("every", "70", [0, 1, 2]),
    ],
)
def test_of_several_bands_the_worst_or_every_one_applies(how: str, result: str, rows: list[int]) -> None:
    assert rows_hit(contract(level(TABLE.format(how=how))), result) == rows


def test_where_one_band_applies_it_is_the_one_that_holds_the_result() -> None:
    text = contract(
        level(
            "      - bands: [{below: 80, penalty: 2}, {at least: 80, below: 90, points: 1}, {above: 95, points: 1}]\n"
        )
    )
    assert [rows_hit(text, result) for result in ("79", "80", "90", "95", "96")] == [[0], [1], [], [], [2]]


def test_each_band_prices_the_part_that_lies_in_it() -> None:
    table = "[{at most: 10, penalty: 1}, {above: 10, at most: 20, penalty: 2}, {above: 20, penalty: 3}]"
    text = contract(level(f"      - {{apply: marginal, bands: {table}}}\n", target="at most 5"))
    for result, parts in (("0", []), ("10", [10]), ("15", [10, 5]), ("25.5", [10, 10, Decimal("5.5")])):
        assert [hit.quantity for hit in once(text, r=result).hits] == parts


# Steps


@pytest.mark.parametrize(
    ("counted", "result", "steps"),
    [
        ("exact", "96.4", "1.6"),
        ("exact", "98", None),
        ("exact", "99", None),
        ("full", "96.4", "1"),
        ("full", "97.000000000000001", None),
        ("full", "97", "1"),
        ("full", "96", "2"),
        ("started", "97.999999999999999", "1"),
        ("started", "97", "1"),
        ("started", "96.9", "2"),
        ("started", "98", None),
    ],
)
def test_a_distance_is_counted_in_steps(counted: str, result: str, steps: str | None) -> None:
    text = contract(level(f"      - {{per step: {{of: 1, below: 98, counted: {counted}}}, penalty: 5}}\n"))
    assert [hit.quantity for hit in once(text, r=result).hits] == ([Decimal(steps)] if steps else [])


def test_a_step_of_a_hundredth_is_no_float() -> None:
    text = contract(level("      - {per step: {of: 0.01, below: 0.80, counted: started}, penalty: 5}\n"))
    (hit,) = once(text, r="0.76").hits
    assert hit.quantity == 4


def test_steps_above_count_the_other_way_and_stop_where_the_contract_says() -> None:
    text = contract(
        level("      - {per step: {of: 2, above: 10, counted: started, at most: 3}, penalty: 5}\n", "at most 10")
    )
    assert [[hit.quantity for hit in once(text, r=result).hits] for result in ("10", "11", "14", "15", "99")] == [
        [],
        [1],
        [2],
        [3],
        [3],
    ]


@given(st.decimals(0, 200, places=4), st.decimals("0.0001", 10, places=4), st.decimals(0, 200, places=4), st.booleans())
def test_full_and_started_steps_lie_around_the_exact_ones(
    reference: Decimal, size: Decimal, result: Decimal, below: bool
) -> None:
    with exact():
        full, exactly, started = (
            distance(Steps(below, reference, size, count), result) for count in (Count.FULL, Count.EXACT, Count.STARTED)
        )
        assert full <= exactly <= started <= full + 1
        assert full == int(full)
        assert (full == started) == (abs(reference - result) % size == 0)


# Pieces, tables of points, flat prices


def test_pieces_are_counted_in_the_window() -> None:
    text = contract(level("      - {each: n - 3, penalty: 5}\n"))
    assert [hit.quantity for hit in once(text, r=95, n=10).hits] == [7]
    assert [once(text, r=95, n=n).hits for n in (0, 3)] == [(), ()]
    assert [hit.quantity for hit in once(contract(level("      - {each: result / 2, penalty: 5}\n")), r=95).hits] == [
        Decimal("47.5")
    ]


def test_pieces_that_cannot_be_counted_hold_the_level() -> None:
    text = contract(level("      - {each: n / s, penalty: 5}\n"))
    held = once(text, r=95, n=10, s=0)
    assert (held.outcome, held.hits) == (Outcome.UNKNOWN, ())
    assert held.measurement.missing == ("a divisor other than zero in n / s",)


@pytest.mark.parametrize(
    ("read", "found"),
    [
        ("down", {"4": None, "5": (0, 0), "17": (2, 0), "99": (3, 0)}),
        ("up", {"4": (0, 0), "5": (0, 0), "17": (3, 0), "20": (3, 0), "21": None}),
        ("between", {"4": None, "5": (0, 0), "16": (2, Decimal("0.2")), "20": (3, 0), "21": None}),
    ],
)
def test_a_table_of_points_is_read_as_it_says(read: str, found: dict[str, tuple[int, Decimal] | None]) -> None:
    rows = ", ".join(f"{{at: {at}, penalty: {at}}}" for at in (20, 5, 15, 10))
    text = contract(level(f"      - {{lookup: {read}, rows: [{rows}]}}\n", target="at most 5"))
    for result, wanted in found.items():
        hits = once(text, r=result).hits
        assert [(hit.row, hit.toward) for hit in hits] == ([wanted] if wanted else [])


@pytest.mark.parametrize(("result", "hits"), [("95", 0), ("89", 1)])
def test_a_flat_price_follows_from_its_condition_alone(result: str, hits: int) -> None:
    assert len(once(contract(level("      - {when: missed, penalty: 5}\n")), r=result).hits) == hits


# Absence


INCENTIVE_STEPS = (
    "      - {below: 90, penalty: 5}\n      - {per step: {of: 1, above: 98, counted: full, at most: 5}, incentive: 5}\n"
)


def hits_without(pays: str, answer: str = "worst band", target: str = "at least 90") -> list[tuple[int | None, int]]:
    more = f"    missing: {{nothing reported: {answer}, zero denominator: not measured}}\n"
    return [(hit.row, int(hit.quantity)) for hit in once(contract(level(pays, target, more)), fee=1).hits]


@pytest.mark.parametrize(
    ("pays", "hits"),
    [
        (TABLE.format(how="worst"), [(2, 1)]),
        ("      - bands: [{above: 95, incentive: 1}, {below: 90, penalty: 1}]\n", [(1, 1)]),
        ("      - {below: 90, penalty: 5}\n      - {at least: 98, incentive: 5}\n", [(0, 1)]),
        ("      - {per step: {of: 1, below: 98, counted: full, at most: 5}, penalty: 5}\n", [(None, 5)]),
        (
            "      - {below: 90, penalty: 5}\n      - {per step: {of: 1, below: 98, counted: full}, penalty: 5}\n",
            [(0, 1)],
        ),
        (INCENTIVE_STEPS, [(0, 1)]),
        ("      - {lookup: down, rows: [{at: 0, penalty: 9}, {at: 90, penalty: 0}]}\n", [(0, 1)]),
        ("      - {below: 90, penalty: 5}\n      - {when: missed, penalty: 5}\n", [(0, 1), (None, 1)]),
    ],
)
def test_not_reporting_comes_to_the_worst_band_and_earns_nothing(pays: str, hits: list[tuple[int | None, int]]) -> None:
    assert hits_without(pays) == hits


def test_the_worst_row_of_a_table_of_points_lies_where_results_are_worse() -> None:
    table = "      - {lookup: down, rows: [{at: 0, penalty: 0}, {at: 10, penalty: 9}]}\n"
    assert hits_without(table, target="at most 5") == [(1, 1)]


@pytest.mark.parametrize("answer", ["hold", "not measured", "met"])
def test_other_answers_to_absence_price_nothing(answer: str) -> None:
    assert hits_without(TABLE.format(how="worst") + "      - {when: missed, penalty: 5}\n", answer) == []


def test_missed_for_want_of_figures_prices_what_is_missed_and_no_band() -> None:
    assert hits_without(TABLE.format(how="worst") + "      - {when: missed, penalty: 5}\n", "missed") == [(None, 1)]


# What is not priced


def test_nothing_is_priced_before_its_date() -> None:
    text = contract(level("      - {when: missed, penalty: 5}\n", more="    priced from: 2026-03-01\n"))
    found = [month[0] for month in months(text, figures({f"2026-{at:02}": {"r": 1} for at in range(1, 5)}))[:4]]
    assert [(each.outcome, each.priced, len(each.hits)) for each in found] == [
        (Outcome.MISSED, False, 0),
        (Outcome.MISSED, False, 0),
        (Outcome.MISSED, True, 1),
        (Outcome.MISSED, True, 1),
    ]


def test_facts_know_no_money() -> None:
    """Whatever a band costs, the facts are the same; a fee that nobody reported changes none of them."""
    cheap, dear = (contract(level(f"      - {{below: 90, penalty: {price}}}\n")) for price in ("1", "5 % of fee"))
    assert once(cheap, r=80).hits == once(dear, r=80).hits == once(dear, r=80, fee=100).hits
    assert definition(dear).at(definition(dear).term.start).levels[0].pays
