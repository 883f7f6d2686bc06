"""Reading how a statement becomes an e-invoice: how value added tax applies, why, and who issues it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sla.contract.fields import Fields
from sla.contract.model import Contract, Invoicing, Issuer, Party, Vat
from sla.contract.nodes import Node
from sla.contract.report import Report, doubt
from sla.values import Finding, Saying, joined
from sla.values.countries import COUNTRIES
from sla.values.schemes import SCHEMES

_SPACED = re.compile(r"[\s./-]")
WITHOUT_RATE = (Vat.REVERSE_CHARGE, Vat.OUTSIDE_SCOPE, Vat.EXEMPT, Vat.ZERO)
_RATE = re.compile(r"(?=.*[1-9])([0-9]{1,2}(?:\.[0-9]{1,2})?) ?%?")


def invoicing(node: Node | None, report: Report) -> Invoicing | None:
    """The choices, or None where the contract makes none."""
    if node is None:
        return None
    fields = Fields(node, report, Saying("the e-invoice"))
    fields.need("vat", "Say how value added tax applies: `vat: reverse charge`, or its rate as `vat: 19 %`.")
    vat, rate = _vat(fields)
    found = Invoicing(
        vat,
        rate,
        fields.text("because"),
        fields.choice("issued by", Issuer, Issuer.VENDOR),
        fields.place_of("vat"),
        fields.text("buyer reference"),
    )
    fields.done()
    return found


def country(fields: Fields) -> str:
    """The two letters of a company's country; empty where they are not given."""
    text = fields.text("country")
    if text and text not in COUNTRIES:
        fields.report.error(
            "unknown-word",
            Saying("`{name}` is no country", name=text[:60]),
            fields.place_of("country"),
            expected="two capital letters of ISO 3166, as GB or DE",
            remedy="Write the letters that the post uses; the United Kingdom is GB, Greece is GR.",
        )
        return ""
    return text


def electronic(fields: Fields) -> str:
    """Where a company's e-invoices go; empty where it is not given."""
    text = fields.text("electronic address")
    scheme, _, address = text.partition(":")
    if text and (scheme not in SCHEMES or not address or " " in address):
        fields.report.error(
            "unknown-word",
            Saying("`{name}` is no electronic address", name=text[:60]),
            fields.place_of("electronic address"),
            expected="a scheme of the list EAS, a colon, and the address, as 0204:991-12345-67",
            remedy="Ask the company under which scheme it receives e-invoices; leave it out if it names none.",
        )
        return ""
    return text


def _vat(fields: Fields) -> tuple[Vat, Decimal | None]:
    text = fields.text("vat")
    if match := _RATE.fullmatch(text):
        return Vat.STANDARD, Decimal(match[1])
    if text in WITHOUT_RATE:
        return Vat(text), None
    if text:
        fields.report.error(
            "unknown-word",
            Saying("`vat` cannot be `{name}`", name=text[:60]),
            fields.place_of("vat"),
            expected=" | ".join((*WITHOUT_RATE, "a rate as 19 %")),
            remedy="Ask whoever keeps your books which one applies; it is never guessed.",
        )
    return Vat.ZERO, None


def uninvoiceable(contract: Contract) -> Iterator[Finding]:
    """An e-invoice is asked for, and every statement would have to leave it out: what the contract does not say."""
    chosen = contract.terms.invoicing
    if chosen and (missing := list(_missing(contract, chosen))):
        yield doubt(
            "no-e-invoice",
            Saying("no statement will carry the e-invoice: {list} is missing", list=joined(missing, ", ")),
            chosen.place,
            "Write it beside the party's name or under `statement`, or leave `invoice` out.",
        )


def _missing(contract: Contract, chosen: Invoicing) -> Iterator[str]:
    customer, vendor, outside = contract.customer, contract.vendor, chosen.vat is Vat.OUTSIDE_SCOPE
    if not customer.country:
        yield Saying("`country` of the customer")
    if not vendor.country:
        yield Saying("`country` of the vendor")
    if outside and not vendor.registration:
        yield Saying("`registration` of the vendor")
    if not outside and not vat_id(vendor):
        yield Saying("`tax id` of the vendor, with its country's letters,")
    if chosen.vat is Vat.REVERSE_CHARGE and not (customer.registration or vat_id(customer)):
        yield Saying("`tax id` or `registration` of the customer")
    if contract.terms.due_days is None and not contract.terms.payable:
        yield Saying("`due` or `payable`")


def vat_id(party: Party) -> str:
    """The tax id without blanks, if it opens with a country; Greece writes EL, Northern Ireland XI."""
    text = _SPACED.sub("", party.tax_id).upper()
    return text if len(text) > 2 and (text[:2] in COUNTRIES or text[:2] in ("EL", "XI")) else ""
