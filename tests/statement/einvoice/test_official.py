"""What we write passes the official schemas and rules; what is wrong with it is found by the right rule."""

import pytest

from sla.contract.model import Invoicing
from sla.statement.einvoice.cii import cii
from sla.statement.einvoice.ubl import ubl
from sla.statement.model import Statement
from tests.statement.einvoice import sample
from tests.statement.einvoice.mistakes import MISTAKES, Mistake
from tests.statement.einvoice.official import broken, misshapen
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
