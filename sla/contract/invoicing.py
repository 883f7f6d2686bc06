"""Reading how a statement becomes an e-invoice: how value added tax applies, why, and who issues it."""

from __future__ import annotations

import re
from decimal import Decimal

from sla.contract.fields import Fields
from sla.contract.model import Invoicing, Issuer, Vat
from sla.contract.nodes import Node
from sla.contract.report import Report
from sla.values.countries import COUNTRIES

WITHOUT_RATE = (Vat.REVERSE_CHARGE, Vat.OUTSIDE_SCOPE, Vat.EXEMPT, Vat.ZERO)
_RATE = re.compile(r"(?=.*[1-9])([0-9]{1,2}(?:\.[0-9]{1,2})?) ?%?")


def invoicing(node: Node | None, report: Report) -> Invoicing | None:
    """The choices, or None where the contract makes none."""
    if node is None:
        return None
    fields = Fields(node, report, "the e-invoice")
    fields.need("vat", "Say how value added tax applies: `vat: reverse charge`, or its rate as `vat: 19 %`.")
    vat, rate = _vat(fields)
    found = Invoicing(vat, rate, fields.text("because"), fields.choice("issued by", Issuer, Issuer.VENDOR))
    fields.done()
    return found


def country(fields: Fields) -> str:
    """The two letters of a company's country; empty where they are not given."""
    text = fields.text("country")
    if text and text not in COUNTRIES:
        fields.report.error(
            "unknown-word",
            f"`{text[:60]}` is no country",
            fields.place_of("country"),
            expected="two capital letters of ISO 3166, as GB or DE",
            remedy="Write the letters that the post uses; the United Kingdom is GB, Greece is GR.",
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
            f"`vat` cannot be `{text[:60]}`",
            fields.place_of("vat"),
            expected=" | ".join((*WITHOUT_RATE, "a rate as 19 %")),
            remedy="Ask whoever keeps your books which one applies; it is never guessed.",
        )
    return Vat.ZERO, None
