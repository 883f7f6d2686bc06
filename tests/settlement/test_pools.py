"""Money split by weight: each level's share, and shares that are rounded together."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from tests.contract.texts import HEAD, definition
from tests.evaluation.judged import FIGURES, MISSING
from tests.measurement.reports import figures

KEYS = ("one", "two", "three")


def january(together: str, fee: str, results: tuple[str, str, str]) -> Settlement:
    """Three levels that earn a third of a fee each, settled for one month."""
    pool = (
        f"pools:\n  price: {{of: fee, weights: {{one: 33.4, two: 33.3, three: 33.3}}, rounded together: {together}}}\n"
    )
    levels = "".join(
        f"  {key}:\n    clause: 1\n    measure: {name}\n    target: at least 1\n{MISSING}"
        "    pays: [{when: met, incentive: share of price}]\n"
        for key, name in zip(KEYS, "rsn", strict=True)
    )
    made = definition(HEAD + FIGURES + pool + "service_levels:\n" + levels)
    values = {"fee": fee, **dict(zip("rsn", results, strict=True))}
    return settled_through(made, figures({"2026-01": values}), made.statement_periods())[0]


def test_each_share_is_rounded_by_itself_unless_the_pool_says_otherwise() -> None:
    assert [str(line.amount) for line in january("no", "0.05", ("1", "1", "1")).lines] == ["USD 0.02"] * 3
    together = january("yes", "0.05", ("1", "1", "1"))
    assert [str(line.amount) for line in together.lines] == ["USD 0.02", "USD 0.02", "USD 0.01"]


def test_shares_that_are_not_earned_leave_the_others_theirs() -> None:
    assert [str(line.amount) for line in january("yes", "0.05", ("1", "0", "1")).lines] == [
        "USD 0.02",
        "USD 0.00",
        "USD 0.01",
    ]


@given(st.integers(0, 10**9), st.tuples(*[st.sampled_from("01")] * 3))
def test_the_shares_of_a_pool_add_up_to_their_rounded_sum(cents: int, results: tuple[str, str, str]) -> None:
    fee = Decimal(cents) / 100
    settlement = january("yes", str(fee), results)
    share = sum(
        (
            weight
            for weight, earned in zip(map(Decimal, ("0.334", "0.333", "0.333")), results, strict=True)
            if earned == "1"
        ),
        Decimal(0),
    )
    assert settlement.incentives.amount == (fee * share).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert all(abs(line.amount.amount - line.computed) < Decimal("0.01") for line in settlement.lines)
