"""What a contract says about statements, payment, deadlines and e-invoices, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sla.contract.model import Contract, Invoicing, Issuer, Remainder, Terms, Vat
from sla.contract.phrases import led_by, value
from sla.contract.vocabulary import mode_in_words, window_in_words
from sla.values import Saying, plain

_LEFT = {
    Remainder.CARRY: Saying("carried to the next, and paid with the last one of the term"),
    Remainder.PAY: Saying("paid"),
    Remainder.FORFEIT: Saying("forfeited"),
}


def terms_in_words(contract: Contract) -> Iterator[str]:
    """How results become a statement, and what follows from it until when."""
    terms, step = contract.terms, contract.money
    made = Saying(
        "A statement is made each {window}; each line is rounded to {number} ({mode}).",
        window=window_in_words(terms.statement),
        number=plain(step.step),
        mode=mode_in_words(step.mode),
    )
    yield led_by(terms.statement_clause, made)
    if terms.against is not None:
        charge, left = value(contract, terms.against), _LEFT[terms.remainder]
        form = Saying("A credit is set against {charge}; what exceeds it is {left}.", charge=charge, left=left)
        yield led_by(terms.remainder_clause, form)
    if terms.payable:
        yield Saying("Payable {how}.", how=terms.payable.rstrip("."))
    if terms.invoicing is not None:
        yield _invoiced(terms.invoicing)
    yield from _until(terms)


def _invoiced(chosen: Invoicing) -> Saying:
    """How a statement becomes an e-invoice."""
    with_vat = _vat(chosen)
    if chosen.because:
        with_vat = Saying("{vat}: {because}", vat=with_vat, because=chosen.because.rstrip("."))
    by = Saying("the vendor")
    if chosen.by is Issuer.CUSTOMER:
        by = Saying("the customer in the vendor's name")
    carried = Saying("Each statement carries an e-invoice of {issuer}, with {vat}.", issuer=by, vat=with_vat)
    if not chosen.reference:
        return carried
    reference = chosen.reference
    return Saying("{invoice} It names {reference} as the buyer's reference.", invoice=carried, reference=reference)


def _vat(chosen: Invoicing) -> Saying:
    match chosen.vat:
        case Vat.STANDARD:
            return Saying("value added tax of {number} % on top", number=plain(chosen.rate or Decimal(0)))
        case Vat.ZERO:
            return Saying("value added tax at the zero rate")
        case Vat.EXEMPT:
            return Saying("no value added tax, being exempt")
        case Vat.REVERSE_CHARGE:
            return Saying("value added tax due from the customer (reverse charge)")
        case Vat.OUTSIDE_SCOPE:
            return Saying("no value added tax, being outside its scope")


def _until(terms: Terms) -> Iterator[Saying]:
    """The days by which somebody acts."""
    if terms.due_days is not None:
        yield Saying("Due {number} days after issue.", number=str(terms.due_days))
    if terms.claim_days is not None:
        yield Saying(
            "A credit must be claimed within {number} business days after issue.", number=str(terms.claim_days)
        )
    if terms.submit_days is not None:
        yield Saying(
            "Figures are sent within {number} business days after the end of the period.", number=str(terms.submit_days)
        )
    if terms.approve_days is not None:
        yield Saying(
            "A period is approved within {number} business days after its figures.", number=str(terms.approve_days)
        )
    if terms.dispute_days is not None:
        yield Saying(
            "A statement can be disputed within {number} business days after its issue.", number=str(terms.dispute_days)
        )
    if terms.answer_days is not None:
        yield Saying(
            "Disputes and requests for relief are answered within {number} business days.",
            number=str(terms.answer_days),
        )
