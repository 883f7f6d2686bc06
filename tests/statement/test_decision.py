"""Who owes whom, in words and in rows."""

from decimal import Decimal

import pytest

from sla.statement import decision
from sla.values import Money


def gbp(amount: str) -> Money:
    return Money(Decimal(amount), "GBP")


@pytest.mark.parametrize(
    ("penalties", "incentives", "says"),
    [
        ("1500", "265.50", "Acme owes NHS GBP 1,234.50 (penalties GBP 1,500.00 less incentives GBP 265.50)."),
        ("265.50", "1500", "NHS owes Acme GBP 1,234.50 (incentives GBP 1,500.00 less penalties GBP 265.50)."),
        ("1500", "0", "Acme owes NHS GBP 1,500.00 in penalties."),
        ("0", "265.50", "NHS owes Acme GBP 265.50 in incentives."),
        ("500", "500", "Nothing is owed: penalties and incentives of GBP 500.00 each cancel out."),
        ("0", "0", "Nothing is owed: there are no penalties and no incentives."),
    ],
)
def test_the_decision_in_one_sentence(penalties: str, incentives: str, says: str) -> None:
    assert decision.sentence("NHS", "Acme", gbp(penalties), gbp(incentives)) == says


def test_the_decision_in_rows() -> None:
    assert decision.rows("NHS", "Acme", gbp("1500"), gbp("265.50")) == (
        ("Acme owes NHS", "GBP 1,234.50"),
        ("Penalties, owed to NHS", "GBP −1,500.00"),
        ("Incentives, owed to Acme", "GBP +265.50"),
        ("Net, owed to NHS", "GBP −1,234.50"),
    )


def test_rows_when_nothing_is_owed() -> None:
    rows = decision.rows("NHS", "Acme", gbp("0"), gbp("0"))
    assert rows[0] == ("Nothing is owed", "GBP 0.00")
    assert rows[-1] == ("Net", "GBP 0.00")
