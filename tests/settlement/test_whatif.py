"""What another text would have paid: nothing for the same text, and parts that add up for another."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from sla.contract.definition import Definition, read
from sla.settlement.settle import settled_through
from sla.settlement.whatif import differences
from sla.submission.figures import Entry, Figures

FIRST = Path(__file__).parents[2] / "docs/first/contract.yaml"
TEXT = FIRST.read_text(encoding="utf-8")


def definition(text: str) -> Definition:
    """The text, read."""
    found = read({"contract.yaml": text})
    assert isinstance(found, Definition)
    return found


def months(of: Definition) -> Figures:
    """Three months: two steps missed, met with a bonus, far missed and capped."""
    rows = zip(of.statement_periods(), (7890, 9100, 6000), strict=False)
    return Figures(
        Entry(period, figure, Decimal(value))
        for period, answered in rows
        for figure, value in (("calls", 10000), ("answered_in_30s", answered), ("monthly_fee", 84000))
    )


def test_the_same_text_changes_nothing() -> None:
    """Every clause that paid is listed with a change of nothing."""
    here = definition(TEXT)
    settled = settled_through(here, months(here), here.statement_periods()[:3])
    found = tuple(differences(settled, settled))
    assert [each.clause for each in found] == ["4.2(c)", "4.2(d)", "4.2(c)"]
    assert all(each.change.amount == 0 for each in found)


def test_the_clauses_add_up_to_the_change_of_the_net() -> None:
    """A dearer step and a higher cap: every period's parts are the difference of its nets."""
    here = definition(TEXT)
    there = definition(TEXT.replace("penalty: 1 % of", "penalty: 2 % of").replace("at most: 3 % of", "at most: 9 % of"))
    periods = here.statement_periods()[:3]
    before, after = (settled_through(each, months(here), periods) for each in (here, there))
    found = tuple(differences(before, after))
    for one, other in zip(before, after, strict=True):
        parts = [each.change.amount for each in found if each.period == one.period]
        assert sum(parts, Decimal(0)) == other.net.amount - one.net.amount
    assert [str(each.change.amount) for each in found] == ["-1680.00", "0.00", "-5040.00"]


def test_a_period_that_only_one_text_has() -> None:
    """What the other text does not settle counts as nothing there."""
    here = definition(TEXT)
    settled = settled_through(here, months(here), here.statement_periods()[:3])
    found = tuple(differences(settled[:1], settled))
    assert [(str(each.before), str(each.after)) for each in found][1:] == [
        ("USD 0.00", "USD 2500.00"),
        ("USD 0.00", "USD -2520.00"),
    ]
