"""Makes the e-invoice of a statement, or says why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sla.contract.invoicing import vat_id
from sla.contract.model import Direction, Invoicing, Issuer, Party, Vat
from sla.statement.einvoice.model import EInvoice, Item, Tax, Trader
from sla.statement.model import Statement
from sla.values import Money, Rounding, exact
from sla.values.countries import COUNTRIES
from sla.values.money import places_of

CENT = Rounding(Decimal("0.01"))
TYPES = {
    (Issuer.VENDOR, True): "381",
    (Issuer.VENDOR, False): "380",
    (Issuer.CUSTOMER, True): "261",
    (Issuer.CUSTOMER, False): "389",
}
"""By who issues it, and whether it is a credit note."""
TREATED = {
    Vat.STANDARD: Tax("S", None),
    Vat.ZERO: Tax("Z", Decimal(0)),
    Vat.EXEMPT: Tax("E", Decimal(0), "Exempt from VAT"),
    Vat.REVERSE_CHARGE: Tax("AE", Decimal(0), "Reverse charge", "VATEX-EU-AE"),
    Vat.OUTSIDE_SCOPE: Tax("O", None, "Not subject to VAT", "VATEX-EU-O"),
}
_LINES = 3
"""How many lines of an address both syntaxes know."""


Reason = tuple[str, dict[str, object]]
"""A message, and what its places hold."""


@dataclass(frozen=True, slots=True)
class NotMade:
    """Why a statement has no e-invoice, each as the rest of a sentence; none where nothing is owed."""

    because: tuple[Reason, ...] = ()


def einvoice(statement: Statement) -> EInvoice | NotMade:
    """The e-invoice over what the statement moves."""
    chosen = statement.invoicing
    if not statement.moves:
        return NotMade()
    if chosen is None:
        return NotMade((("the contract does not say how value added tax applies", {}),))
    credit = statement.moves.amount < 0
    items = tuple(_items(statement, credit=credit))
    if because := tuple(_missing(statement, chosen, items)):
        return NotMade(because)
    made = EInvoice(
        number=statement.number,
        type_code=TYPES[chosen.by, credit],
        issued=statement.issued.astimezone(statement.zone).date(),
        due=statement.due,
        payable=statement.payable,
        note=statement.decision,
        currency=statement.currency,
        contract=statement.contract_key,
        preceding=statement.restates.number if statement.restates else "",
        start=statement.period.start,
        end=statement.period.last_day,
        seller=_trader(statement.vendor, chosen),
        buyer=_trader(statement.customer, chosen),
        items=items,
        tax=TREATED[chosen.vat],
        reference=chosen.reference,
    )
    if made.net != abs(statement.moves.amount):
        raise ValueError(f"the lines of statement {statement.number} come to {made.net}, its net is {statement.moves}")
    return replace(made, tax=_tax(chosen, made.net))


def _items(statement: Statement, *, credit: bool) -> Iterator[Item]:
    """What is owed, line by line; of a restatement only what changed."""
    moves = _changes(statement) if statement.restates else _lines(statement)
    for number, (name, says, net) in enumerate((each for each in moves if each[2]), start=1):
        quantity = 1 if (net.amount < 0) == credit else -1
        yield Item(number, name, says, CENT(abs(net.amount)), quantity)


def _lines(statement: Statement) -> Iterator[tuple[str, str, Money]]:
    for line in statement.lines:
        where = ", ".join(filter(None, (f"Clause {line.clause}" if line.clause else "", line.window, line.scope)))
        says = ". ".join(filter(None, (where, line.workings)))
        yield line.title, says, line.amount if line.direction is Direction.INCENTIVE else -line.amount


def _changes(statement: Statement) -> Iterator[tuple[str, str, Money]]:
    for moved in statement.restates.moved if statement.restates else ():
        where = ", ".join(filter(None, (f"Clause {moved.clause}" if moved.clause else "", moved.window, moved.scope)))
        yield moved.title, f"{where}. Before {moved.before}, now {moved.now}", moved.net


def _missing(statement: Statement, chosen: Invoicing, items: tuple[Item, ...]) -> Iterator[Reason]:
    """Everything that stands in the way."""
    if not statement.approvals:
        yield "nobody approved this statement", {}
    if statement.waiting_for:
        yield "its amounts are provisional", {}
    if places_of(statement.currency) > 2:
        places = {"currency": statement.currency, "places": places_of(statement.currency)}
        yield "its amounts have two decimals, and {currency} has {places}", places
    elif sum((item.net for item in items), start=Decimal(0)) != abs(statement.moves.amount):
        yield "its amounts have two decimals, and those of this statement have more", {}
    if statement.due is None and not statement.payable:
        yield "the contract does not say when or how it is paid", {}
    for role, party in (("customer", statement.customer), ("vendor", statement.vendor)):
        if party.country not in COUNTRIES:
            yield f"the {role}'s country is not known", {}
    if chosen.vat is Vat.OUTSIDE_SCOPE:
        if not statement.vendor.registration:
            yield "the vendor's number in the register of companies is not known", {}
        return
    yield from _tax_ids(statement, chosen)


def _tax_ids(statement: Statement, chosen: Invoicing) -> Iterator[Reason]:
    """Tax ids of the vendor always, of the customer where the tax is due from them."""
    asked = [("vendor", statement.vendor)]
    if chosen.vat is Vat.REVERSE_CHARGE and not statement.customer.registration:
        asked.append(("customer", statement.customer))
    for role, party in asked:
        if not vat_id(party):
            yield f"the {role}'s tax id, with its country's letters, is not known", {}


def _trader(party: Party, chosen: Invoicing) -> Trader:
    """A party; where the tax does not apply its tax id must not stand on the invoice."""
    first, rest = party.address[: _LINES - 1], party.address[_LINES - 1 :]
    return Trader(
        name=party.name,
        address=(*first, ", ".join(rest)) if rest else first,
        country=party.country,
        vat_id="" if chosen.vat is Vat.OUTSIDE_SCOPE else vat_id(party),
        registration=party.registration,
        electronic=party.electronic,
    )


def _tax(chosen: Invoicing, net: Decimal) -> Tax:
    tax = TREATED[chosen.vat]
    if chosen.rate is not None:
        with exact():
            return replace(tax, rate=chosen.rate, amount=CENT(net * chosen.rate / 100))
    return replace(tax, reason=chosen.because or tax.reason) if tax.reason else tax
