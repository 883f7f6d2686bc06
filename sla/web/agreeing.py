"""`/contracts/…/agree`: a contract is concluded with a vendor, with what this agreement says of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml
from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.contract.model import Vat
from sla.contract.parties import Parties, parties
from sla.cycle import Agreement, Role
from sla.operations.agreements import add_agreement
from sla.operations.contracts import Shown
from sla.operations.pages import list_agreements
from sla.values import Findings
from sla.web.asked import plain_text
from sla.web.contracts import load
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy
from sla.web.visitor import desk, me, missing, now

pages = Blueprint("agreeing", __name__)
TOLD = (
    ("tax id", lazy("Tax id"), lazy("For value added tax with its country's letters, as DE 123456789.")),
    ("country", lazy("Country"), lazy("Two letters, as GB or DE.")),
    ("registration", lazy("Number in the register of companies"), ""),
    ("electronic address", lazy("E-invoices go to"), lazy("Scheme and address, as 0204:991-12345-67.")),
)
"""What is said of a party in one line: its word in contracts, its label, and a hint."""
TREATED = (
    (Vat.REVERSE_CHARGE, lazy("Reverse charge")),
    (Vat.OUTSIDE_SCOPE, lazy("Outside the scope of the tax")),
    (Vat.EXEMPT, lazy("Exempt")),
    (Vat.ZERO, lazy("Zero rate")),
)
"""How the tax can apply where no rate is charged."""


@pages.get("/contracts/<int:customer>/<contract>/agree")
def page(customer: int, contract: str) -> str:
    """The form."""
    return _form(_ours(customer, contract))


@pages.post("/contracts/<int:customer>/<contract>/agree")
def conclude(customer: int, contract: str) -> Response | tuple[str, int]:
    """Conclude it, and go on to the agreement."""
    shown, answer = _ours(customer, contract), _concluded(contract)
    if isinstance(answer, Findings):
        return _form(shown, answer), 409
    flash(_("Agreed with %(vendor)s.", vendor=answer.vendor.name), "good")
    return redirect(url_for("agreement.page", series=answer.series.lower()), 303)


def _ours(customer: int, contract: str) -> Shown:
    """The contract, for a vendor manager of its customer; for others there is no such page."""
    shown = load(customer, contract)
    if not (me().is_a(Role.MANAGER) and me().organisation == customer):
        missing()
    return shown


def _concluded(contract: str) -> Agreement | Findings:
    form = {name: plain_text(text).strip() for name, text in request.form.items()}
    said = own(form)
    if isinstance(said, Findings):
        return said
    return add_agreement(
        desk().books,
        contract,
        form.get("vendor", ""),
        form.get("reference", ""),
        by=me(),
        at=now(),
        series=form.get("series", ""),
        parties=said,
        readings={name.removeprefix("reading-"): said for name, said in form.items() if name.startswith("reading-")},
    )


def own(form: Mapping[str, str]) -> Parties | Findings:
    """What the form says, read as the file would be that says the same."""
    said = {role: told for role in ("customer", "vendor") if (told := dict(_of_party(form, role)))}
    invoice = dict(_of_invoice(form))
    whole = said | ({"invoice": invoice} if invoice else {})
    return parties(yaml.safe_dump(whole, allow_unicode=True, width=float("inf")) if whole else "", "")


def _of_party(form: Mapping[str, str], role: str) -> Iterator[tuple[str, object]]:
    if lines := [line.strip() for line in form.get(f"{role}-address", "").split("\n") if line.strip()]:
        yield "address", lines
    for name in ("name", *(name for name, _label, _hint in TOLD)):
        if text := form.get(f"{role}-{name.replace(' ', '-')}"):
            yield name, text


def _of_invoice(form: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    told = {
        "vat": form.get("rate") if form.get("vat") == "rate" else form.get("vat"),
        "because": form.get("because"),
        "issued by": "customer" if form.get("self-billed") else "",
        "buyer reference": form.get("buyer-reference"),
    }
    return ((name, text) for name, text in told.items() if text)


def _form(shown: Shown, problems: Findings | None = None) -> str:
    definition = shown.definition
    return render_template(
        "agree.html",
        shown=shown,
        problems=problems,
        contract=definition.at(definition.versions[-1].days[-1]),
        vendors=sorted({each.vendor.name for each in list_agreements(desk().books, by=me())}),
        given=request.form,
        told=TOLD,
        treated=TREATED,
        at={"customer": shown.customer.id, "contract": definition.key},
    )
