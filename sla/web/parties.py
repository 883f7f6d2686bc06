"""`/c/…/parties`: who the parties of an agreement are on paper, and from which day on they are somebody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.contract.model import Invoicing, Issuer, Party, Vat
from sla.cycle import Agreement
from sla.operations.pages import agreement
from sla.operations.parties import Named, change_parties, looks_after, named
from sla.values import Findings
from sla.web.agreeing import TOLD, TREATED, own
from sla.web.amounts import day_of
from sla.web.asked import plain_text
from sla.web.filters import day
from sla.web.tongues import gettext as _
from sla.web.visitor import agreement_at, desk, found, me, missing, now

pages = Blueprint("parties", __name__)


@pages.get("/c/<series>/parties")
def page(series: str) -> str:
    """The form, filled in with what holds today."""
    shown = _ours(series)
    return _form(shown, dict(as_form(shown.agreement)) | {"since": shown.today.isoformat()})


@pages.post("/c/<series>/parties")
def change(series: str) -> Response | tuple[str, int]:
    """Record it, and go back to the agreement."""
    shown = _ours(series)
    form = {name: plain_text(text).strip() for name, text in request.form.items()}
    answer = _changed(shown, form)
    if isinstance(answer, Findings):
        return _form(shown, form, answer), 409
    since = date.fromisoformat(form["since"])
    flash(_("Recorded: papers that are issued from %(day)s on show it.", day=day(since)), "good")
    return redirect(url_for("agreement.page", series=series), 303)


def _ours(series: str) -> Named:
    """The agreement, for a vendor manager of its customer; for others there is no such page."""
    shown = named(found(agreement(desk().books, agreement_at(series), by=me())), now())
    if not looks_after(shown.agreement, me()):
        missing()
    return shown


def _changed(shown: Named, form: Mapping[str, str]) -> Agreement | Findings:
    since, said = day_of(form.get("since", "")), own(form)
    if isinstance(said, Findings):
        return said
    if isinstance(since, Findings):
        return since
    return change_parties(desk().books, shown.agreement.id, said, since, by=me(), at=now(), entirely=True)


def as_form(known: Agreement) -> Iterator[tuple[str, str]]:
    """The parties of an agreement as the fields of a form have them."""
    yield from _of_party("customer", known.customer_party)
    yield from _of_party("vendor", known.vendor_party)
    if known.invoicing:
        yield from _of_invoice(known.invoicing)


def _of_party(role: str, party: Party) -> Iterator[tuple[str, str]]:
    yield f"{role}-name", party.name
    yield f"{role}-address", "\n".join(party.address)
    yield f"{role}-tax-id", party.tax_id
    yield f"{role}-country", party.country
    yield f"{role}-registration", party.registration
    yield f"{role}-electronic-address", party.electronic


def _of_invoice(chosen: Invoicing) -> Iterator[tuple[str, str]]:
    yield "vat", "rate" if chosen.vat is Vat.STANDARD else str(chosen.vat)
    yield "rate", f"{chosen.rate:f}" if chosen.rate is not None else ""
    yield "because", chosen.because
    yield "buyer-reference", chosen.reference
    yield "self-billed", "1" if chosen.by is Issuer.CUSTOMER else ""


def _form(shown: Named, given: Mapping[str, str], problems: Findings | None = None) -> str:
    return render_template(
        "parties.html",
        shown=shown,
        series=shown.agreement.series.lower(),
        problems=problems,
        given=given,
        told=TOLD,
        treated=TREATED,
    )
