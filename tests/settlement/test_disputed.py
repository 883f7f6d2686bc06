"""What is in dispute: every outcome is one of them, and deciding a dispute never widens what is left."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Direction
from sla.settlement.disputed import MOST, Disputed, Upheld, disputed, outcomes
from sla.settlement.model import Line, Settlement
from sla.values import Money
from tests.measurement.reports import span

JANUARY = span("2026-01")


def settlement(net: int) -> Settlement:
    """A period with one line that comes to so much."""
    direction = Direction.INCENTIVE if net > 0 else Direction.PENALTY
    money = Money(Decimal(abs(net)), "USD")
    line = Line("1", "answered", JANUARY, (), "missed", direction, "credit", money, money.amount)
    return Settlement("harbour", "1", "USD", JANUARY, (line,), ())


def limited(standing: int, effects: dict[int, int], cap: int) -> dict[Upheld, int]:
    """The net of every outcome: effects add up, up to a cap on both sides, so that they are not independent."""
    numbers = tuple(effects)
    every = (chosen for size in range(len(numbers) + 1) for chosen in combinations(numbers, size))
    return {each: max(-cap, min(cap, standing + sum(effects[number] for number in each))) for each in every}


AMOUNTS = st.integers(-900, 900)
CASES = st.builds(
    limited, AMOUNTS, st.dictionaries(st.integers(1, 40), AMOUNTS, min_size=1, max_size=6), st.integers(0, 1500)
)


def found(nets: dict[Upheld, int]) -> Disputed:
    return disputed(max(nets, key=len), lambda upheld: settlement(nets[upheld]))


@given(CASES)
def test_the_range_is_that_of_all_outcomes(nets: dict[Upheld, int]) -> None:
    whole = found(nets)
    assert whole.exact
    assert whole.lowest.amount == min(nets.values())
    assert whole.highest.amount == max(nets.values())
    assert whole.branches[0].upheld == ()


@given(CASES)
def test_what_is_undisputed_is_owed_under_each_outcome(nets: dict[Upheld, int]) -> None:
    undisputed = found(nets).undisputed
    assert undisputed is not None
    for net in nets.values():
        assert abs(undisputed.amount) <= abs(net)
        assert undisputed.amount * net >= 0
    assert undisputed.amount in {*nets.values(), 0}


@given(CASES, st.data())
def test_a_decision_never_widens_what_is_left(nets: dict[Upheld, int], data: st.DataObject) -> None:
    """Whichever dispute is decided, and however: nothing that was payable before becomes disputed."""
    numbers = max(nets, key=len)
    decided, upheld = data.draw(st.sampled_from(numbers)), data.draw(st.booleans())
    left = {
        tuple(number for number in each if number != decided): net
        for each, net in nets.items()
        if (decided in each) == upheld
    }
    before, after = found(nets), found(left)
    assert before.lowest.amount <= after.lowest.amount <= after.highest.amount <= before.highest.amount
    assert before.undisputed is not None
    assert after.undisputed is not None
    assert abs(before.undisputed.amount) <= abs(after.undisputed.amount)


@given(st.integers(1, 40))
def test_too_many_are_not_passed_off_as_all(count: int) -> None:
    numbers = tuple(range(1, count + 1))
    computed = list(outcomes(numbers))
    assert len(set(computed)) == len(computed)
    whole = disputed(numbers, lambda upheld: settlement(-100 * len(upheld)))
    assert whole.exact == (count <= MOST) == (len(computed) == 2**count)
    assert (whole.undisputed is None) == (count > MOST)
    assert {(), numbers, *((number,) for number in numbers)} <= set(computed)
