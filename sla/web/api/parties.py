"""Who the parties of an agreement are on paper: as agreed, and as recorded since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from sla.contract.model import Invoicing, Party
from sla.contract.parties import parties as read
from sla.operations import pages
from sla.operations.pages import Concluded
from sla.operations.parties import change_parties, named
from sla.web.api import schemas
from sla.web.api.asked import Named, Parties
from sla.web.api.door import agreement_at, caller, done, found, part
from sla.web.visitor import desk, now

parts = part("parties", "Who the parties are on paper.")
AT = "/agreements/<series>/parties"


@parts.get(AT)
@parts.response(200, Named(many=True))
def listed(series: str) -> list[dict[str, Any]]:
    """What was recorded, the last day first, and at the end what was agreed."""
    return list(_records(_concluded(series)))


@parts.post(AT)
@parts.arguments(Parties)
@parts.response(201, Named(many=True))
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(422, schema=schemas.Refusal)
def change(said: dict[str, Any], series: str) -> tuple[list[dict[str, Any]], int]:
    """Record who they are from a day on, as a vendor manager of the customer."""
    since: date = said.pop("since")
    told = {name: _spaced(of) for name, of in said.items() if of}
    own = done(read(yaml.safe_dump(told, allow_unicode=True, width=float("inf")) if told else "", ""))
    done(change_parties(desk().books, agreement_at(series), own, since, by=caller(), at=now()))
    return list(_records(_concluded(series))), 201


def _concluded(series: str) -> Concluded:
    return found(pages.agreement(desk().books, agreement_at(series), by=caller()))


def _spaced(said: Mapping[str, Any]) -> dict[str, Any]:
    """In the words of contracts, without what is empty."""
    return {name.replace("_", " "): of for name, of in said.items() if of}


def _records(known: Concluded) -> Iterator[dict[str, Any]]:
    for each, changes in named(known, now()).records:
        said = _said(each.customer, each.vendor, each.invoicing)
        yield {"since": each.since, "changes": list(changes), "by": each.made.name, "at": each.made.at, **said}
    first = known.agreement
    said = _said(first.customer_party, first.vendor_party, first.invoicing)
    yield {"since": None, "changes": [], "by": "", "at": None, **said}


def _said(customer: Party, vendor: Party, chosen: Invoicing | None) -> dict[str, Any]:
    return {"customer": _company(customer), "vendor": _company(vendor), "invoice": _tax(chosen) if chosen else None}


def _company(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "address": list(party.address),
        "tax_id": party.tax_id,
        "country": party.country,
        "registration": party.registration,
        "electronic_address": party.electronic,
    }


def _tax(chosen: Invoicing) -> dict[str, str]:
    return {
        "vat": str(chosen.vat) if chosen.rate is None else f"{chosen.rate:f} %",
        "because": chosen.because,
        "issued_by": str(chosen.by),
        "buyer_reference": chosen.reference,
    }
