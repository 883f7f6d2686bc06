"""Money, percentages and numbers: what comes of each pair of them, and what does not fit."""

import pytest

from sla.contract.expression import parse
from sla.contract.model import Quantity
from sla.contract.quantities import Misfit, quantity

KNOWN = {
    "fee": Quantity.MONEY,
    "rate": Quantity.PERCENT,
    "calls": Quantity.NUMBER,
    "share of risk": Quantity.MONEY,
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("fee", "money"),
        ("rate", "percent"),
        ("calls", "number"),
        ("5", "number"),
        ("5 %", "percent"),
        ("5 USD", "money"),
        ("share of risk", "money"),
        ("-fee", "money"),
        ("fee + 5 USD", "money"),
        ("fee - fee", "money"),
        ("rate + rate", "percent"),
        ("100 - rate", "percent"),
        ("5 % + 3", "percent"),
        ("calls - 5", "number"),
        ("fee * calls", "money"),
        ("calls * fee", "money"),
        ("calls * calls", "number"),
        ("rate * 2", "percent"),
        ("rate * rate", "percent"),
        ("fee / calls", "money"),
        ("fee / fee", "number"),
        ("calls / calls", "number"),
        ("rate / rate", "number"),
        ("rate / 2", "percent"),
        ("calls / rate", "number"),
        ("5 % of fee", "money"),
        ("rate % of fee", "money"),
        ("calls % of fee", "money"),
        ("5 % of calls", "number"),
        ("5 % of rate", "percent"),
        ("min(fee, 5 USD)", "money"),
        ("max(5 %, 3)", "percent"),
        ("max(calls, 3)", "number"),
        ("abs(rate)", "percent"),
    ],
)
def test_a_formula_comes_to(text: str, kind: str) -> None:
    assert quantity(parse(text), KNOWN, "USD") == kind


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("fee * fee", "both money"),
        ("fee + calls", "do not add up"),
        ("fee + 5 %", "do not add up"),
        ("5 - fee", "do not add up"),
        ("calls / fee", "cannot be divided by money"),
        ("5 EUR", "in USD, not EUR"),
        ("fee * rate", "`rate % of ...`"),
        ("rate * fee", "`rate % of ...`"),
        ("fee * 5 %", "`5 % of ...`"),
        ("calls * 5 %", "`5 % of ...`"),
        ("fee / rate", "`rate % of ...`"),
        ("calls / 5 %", "`5 % of ...`"),
        ("fee % of calls", "cannot be a rate"),
        ("min(fee, calls)", "compares money"),
        ("max(fee, 5 %)", "compares money"),
        ("abs(fees)", "`fees` is not a figure"),
        ("share of pot", "`share of pot` is not a figure"),
    ],
)
def test_what_does_not_fit_is_told(text: str, says: str) -> None:
    with pytest.raises(Misfit, match=says.replace("%", ".")):
        quantity(parse(text), KNOWN, "USD")
