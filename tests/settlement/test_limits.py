"""Ceilings: lines that share one add up to it to the cent, and nothing is cut by a ceiling that is not known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sla.contract.definition import Definition, read
from sla.settlement.model import Settlement
from sla.settlement.settle import settle_period
from sla.submission.figures import Entry, Figures
from sla.values import Rounding
from sla.values.money import unit_of

LEVEL = """
  {key}:
    clause: "1"
    measure: {key}
    target: at most 0
    round: none
    missing: {{nothing reported: hold, zero denominator: hold}}
    pays: [{{each: {key}, penalty: 0.001}}]
"""
TEXT = """
contract: ceilings
currency: EUR
term: {from: 2026-01-01, until: 2027-01-01}
figures: {one: {unit: calls}, two: {unit: calls}, three: {unit: calls}, fee: {unit: money}}
service_levels:
"""
LIMITS = """
limits:
  - {{clause: "2", words: The fee is the most., on: penalties, at most: fee, shared: {how}}}
"""
KEYS = ("one", "two", "three")


def contract(how: str) -> Definition:
    text = TEXT + "".join(LEVEL.format(key=key) for key in KEYS) + LIMITS.format(how=how)
    found = read({"ceilings.yaml": text})
    assert isinstance(found, Definition), found
    return found


CONTRACTS = {how: contract(how) for how in ("pro rata", "in order", "largest first")}


def settled(how: str, calls: tuple[int, ...], fee: Decimal | None) -> Settlement:
    definition = CONTRACTS[how]
    month = definition.statement_periods()[0]
    values = {**dict(zip(KEYS, map(Decimal, calls), strict=True)), **({} if fee is None else {"fee": fee})}
    return settle_period(definition, Figures(Entry(month, name, value) for name, value in values.items()), month)


counts = some.tuples(*(some.integers(0, 300_000) for _ in KEYS))


@given(some.sampled_from(sorted(CONTRACTS)), counts, some.integers(0, 60_000))
def test_lines_that_are_cut_add_up_to_the_ceiling_to_the_cent(how: str, calls: tuple[int, ...], cents: int) -> None:
    fee = Decimal(cents) / 100
    paid = settled(how, calls, fee)
    computed = [line.computed for line in paid.lines]
    if sum(computed) > fee:
        assert paid.penalties.amount == fee
        assert all(line.amount.amount <= line.computed + unit_of("EUR") for line in paid.lines)
    else:
        half_up = Rounding(unit_of("EUR"))
        assert [line.amount.amount for line in paid.lines] == [half_up(amount) for amount in computed]


@pytest.mark.parametrize(
    ("how", "amounts"),
    [
        ("pro rata", ["40.00", "20.00", "60.00"]),
        ("in order", ["80.00", "40.00", "0.00"]),
        ("largest first", ["0.00", "0.00", "120.00"]),
    ],
)
def test_who_gives_way(how: str, amounts: list[str]) -> None:
    paid = settled(how, (80_000, 40_000, 120_000), Decimal(120))
    assert [f"{line.amount.amount:.2f}" for line in paid.lines] == amounts


def test_a_line_that_is_not_cut_counts_towards_the_ceiling_when_cents_are_shared() -> None:
    paid = settled("largest first", (100_005, 50_000, 0), Decimal(120))
    assert [str(line.amount.amount) for line in paid.lines[:2]] == ["100.01", "19.99"]


def test_what_depends_on_an_unknown_ceiling_waits_for_it() -> None:
    paid = settled("pro rata", (1_000, 0, 0), None)
    assert paid.penalties.amount == 0
    assert paid.waiting_for == ("one: fee",)
