"""`/ledger`: what is open of issued statements and how old it is; what became of each; the journal for other books."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from sla.cycle import Role
from sla.cycle.ageing import Age, age
from sla.cycle.booked import may_keep_books
from sla.cycle.claims import Booking, Deed, cannot_lapse, claimed_before, may_book, too_late_to_claim, window_open
from sla.operations import claims, journal
from sla.operations.answers import is_unknown, refused
from sla.operations.journal import Chosen, Kind
from sla.values import Findings
from sla.web.amounts import amount_of, day_of
from sla.web.paging import SIZE, paged
from sla.web.tongues import gettext as _
from sla.web.tongues import said
from sla.web.visitor import desk, found, me, missing, now

pages = Blueprint("ledger", __name__)
Page = str | Response | tuple[str, int]
MIME = {Kind.CSV: "text/csv", Kind.BEANCOUNT: "text/plain"}


@pages.get("/ledger")
def page() -> Page:
    """Open claims by age, each with its way to pay it, and the journal to download."""
    return _page()


def _page(problems: Findings | None = None) -> str:
    at, company = now(), request.args.get("company", "")
    ledger = claims.open_ledger(desk().books, by=me(), at=at, company=company)
    pager = paged(len(ledger.claims))
    return render_template(
        "ledger.html",
        ledger=ledger,
        claims=[(each, age(each.claim, at)) for each in ledger.claims[pager.rows]],
        at=at,
        pager=pager,
        company=company,
        companies=[(name, name) for name in ledger.companies],
        most=SIZE,
        ages=tuple(Age),
        agreed={each.claim.agreement: each for each in ledger.claims},
        given=request.args,
        problems=problems,
        books=me().is_a(Role.FINANCE),
    )


@pages.get("/ledger/journal/<any(csv,beancount):kind>")
def file(kind: str) -> Page:
    """The journal of some days or of a period, as far as the person may see it."""
    chosen = _chosen()
    taken = chosen if isinstance(chosen, Findings) else journal.taken(desk().books, chosen, by=me())
    if isinstance(taken, Findings):
        return _page(taken), 422
    content = journal.written(taken, Kind(kind), now())
    name = f"journal_{request.args.get('period', '') or now().date().isoformat()}.{kind}"
    return send_file(io.BytesIO(content), mimetype=MIME[Kind(kind)], as_attachment=True, download_name=name)


def _chosen() -> Chosen | Findings:
    first, last = _perhaps(request.args.get("from", "")), _perhaps(request.args.get("to", ""))
    if isinstance(first, Findings) or isinstance(last, Findings):
        return Findings(
            (*(first if isinstance(first, Findings) else ()), *(last if isinstance(last, Findings) else ()))
        )
    return Chosen(request.args.get("period", "").strip(), first, last)


def _perhaps(text: str) -> date | Findings | None:
    return day_of(text) if text.strip() else None


@pages.get("/ledger/<number>")
def one(number: str) -> str:
    """What is left of one statement, level by level, and what was recorded of it."""
    return _one(number)


@pages.post("/ledger/<number>")
def book(number: str) -> Page:
    """Record that it was claimed, paid, set off, or has lapsed."""
    answer = _booked(number)
    if isinstance(answer, Findings):
        if is_unknown(answer):
            missing(answer)
        return _one(number, answer), 409
    flash(_("Statement %(number)s: %(deed)s. It is in the ledger.", number=number, deed=said(answer.deed)), "good")
    return redirect(url_for("ledger.one", number=number), 303)


def _booked(number: str) -> Booking | Findings:
    seen = request.form.get("seen", "")
    if not (seen.isascii() and seen.isdigit()):
        return refused("claim.seen", "This form is incomplete", remedy="Open the page again and repeat your step.")
    books, by, at, count = desk().books, me(), now(), int(seen)
    deed, reference = request.form.get("deed", ""), request.form.get("reference", "")[:200]
    if deed == Deed.LAPSED:
        return claims.lapse_claim(books, number, by=by, at=at, seen=count)
    day = day_of(request.form.get("day", ""))
    if isinstance(day, Findings):
        return day
    if deed not in set(Deed):
        return refused("claim.deed", "This form is incomplete", found=deed[:20], remedy="Open the page again.")
    amount = amount_of(request.form.get("amount", "")) if deed in (Deed.PAID, Deed.SET_OFF) else Decimal(0)
    if isinstance(amount, Findings):
        return amount
    return claims.record_deed(books, number, Deed(deed), day, reference, amount, by=by, at=at, seen=count)


def _one(number: str, refusal: Findings | None = None) -> str:
    account = found(claims.account_of(desk().books, number, by=me()))
    claim, by, at = account.owed.claim, me(), now()
    can_book = may_book(claim, by) is None
    open_to_claim = too_late_to_claim(claim, claim.day_of(at)) is None and claimed_before(claim) is None
    return render_template(
        "claim.html",
        owed=account.owed,
        claim=claim,
        placed=account.placed,
        postings=account.postings,
        age=age(claim, at),
        today=claim.day_of(at),
        can_keep=may_keep_books(claim, by) is None,
        can_book=can_book,
        can_claim=can_book and claim.claim_until is not None and open_to_claim,
        can_lapse=can_book and not (cannot_lapse(claim) or claimed_before(claim) or window_open(claim, at)),
        refusal=refusal,
        given=request.form,
    )
