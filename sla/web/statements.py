"""`/statements`: every issued statement, to find, to download, to check, and to record as booked."""

from __future__ import annotations

import io
import re
from dataclasses import asdict
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from sla.cycle import Role
from sla.operations import pages as views
from sla.operations.answers import is_unknown
from sla.operations.bundle import MOST, bundle, file_name
from sla.operations.claims import book_statements
from sla.operations.statement_queue import statement_queue
from sla.operations.verifying import statement_file, verify_file
from sla.store.issued import Choices, Issued, Moves, State, Wanted
from sla.values import Findings, Money
from sla.web.amounts import day_of
from sla.web.paging import paged
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy, ngettext
from sla.web.visitor import desk, found, me, missing, now

pages = Blueprint("statements", __name__)
IN_MEMORY = 16 * 1024 * 1024
"""Bytes up to which a file of many statements is not written to disk while it is made."""
MOVES: tuple[tuple[str, str], ...] = (
    (Moves.PENALTY, lazy("Vendor owes")),
    (Moves.INCENTIVE, lazy("Customer owes")),
    (Moves.NOTHING, lazy("Nothing is owed")),
)
"""What a statement moves, and the words of the choice."""


STATES: tuple[tuple[str, str], ...] = (
    (State.OPEN, lazy("Open")),
    (State.DISPUTED, lazy("In dispute")),
    (State.CLEARED, lazy("Nothing open")),
)
BOOKED = (("no", lazy("Not booked")), ("yes", lazy("Booked")))
Page = str | Response | tuple[str, int]


def _asked() -> Wanted:
    """What the address asks for; a word that names nothing finds nothing."""
    return Wanted(*(request.args.get(name, "") for name in Wanted.__slots__))


def _named(wanted: Wanted) -> dict[str, str]:
    """What of it stands in an address."""
    return {name: of for name, of in asdict(wanted).items() if of}


@pages.get("/statements")
def page() -> str:
    """The list, filtered by period, company and what became of it, latest first."""
    asked = _asked()
    queue = statement_queue(desk().books, asked, by=me(), page=lambda every: paged(every).rows)
    return render_template(
        "statements.html",
        queue=queue,
        series=series,
        states=dict(STATES),
        pager=paged(queue.found),
        filters=_filters(queue.choices, asked),
        named=_named(asked),
        asked=asked,
        most=MOST,
        books=me().is_a(Role.FINANCE),
    )


def _filters(there: Choices, asked: Wanted) -> list[tuple[str, str, list[tuple[str, str]], str, str]]:
    """Name, label, choices, what is chosen and the word for all; only where there is something to choose."""
    companies = there.vendors if len(there.vendors) > 1 else there.customers
    every = (
        ("period", _("Period"), [(each.key, each.label) for each in there.periods], asked.period, _("Every period")),
        ("company", _("Company"), [(each, each) for each in companies], asked.company, _("Every company")),
        ("currency", _("Currency"), [(each, each) for each in there.currencies], asked.currency, _("Every currency")),
        ("moves", _("Moves"), list(MOVES), asked.moves, _("Every direction")),
        ("state", _("State"), list(STATES), asked.state, _("Every state")),
        ("booked", _("Other books"), list(BOOKED), asked.booked, _("Booked or not")),
    )
    return [each for each in every if len(each[2]) > 1 or each[3]]


def _chosen() -> list[Issued]:
    """The statements that were ticked, or all that the filter takes if none was."""
    books, numbers = desk().books, request.values.getlist("number")
    if numbers:
        return list(views.list_statements(books, by=me(), numbers=numbers))
    return list(views.list_statements(books, by=me(), wanted=_asked()))


@pages.get("/statements.zip")
def together() -> Page:
    """The statements that were chosen in one file, with index, journal, e-invoices and hashes."""
    numbers = request.args.getlist("number") or [each.number for each in _chosen()]
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the answer that sends it
    if refusal := bundle(desk().books, desk().press, numbers, file, by=me()):
        file.close()
        return render_template("refused.html", title=_("Statements in one file"), refusal=refusal), 422
    file.seek(0)
    name = "_".join(("statements", *_named(_asked()).values()))
    return send_file(file, mimetype="application/zip", as_attachment=True, download_name=f"{plain_name(name)}.zip")


@pages.get("/statements/booked")
def to_book() -> Page:
    """Those that were chosen and are not booked yet, and the form that records where they are."""
    return _to_book(_chosen())


def _to_book(chosen: list[Issued], refusal: Findings | None = None) -> Page:
    here = [each for each in chosen if not each.booked]
    text = render_template(
        "to-book.html",
        statements=here,
        booked=len(chosen) - len(here),
        sums=_sums(here),
        today=now().date(),
        refusal=refusal,
        given=request.form,
    )
    return (text, 409) if refusal else text


def _sums(chosen: list[Issued]) -> list[Money]:
    """What they come to, each currency and direction by itself."""
    sums: dict[tuple[str, bool], Money] = {}
    for each in (each.net for each in chosen if each.net):
        group = (each.currency, each.amount > 0)
        sums[group] = sums[group] + each if group in sums else each
    return [sums[group] for group in sorted(sums)]


@pages.post("/statements/booked")
def book() -> Page:
    """Record that all of them stand in other books."""
    numbers, day = request.form.getlist("number"), day_of(request.form.get("day", ""))
    if isinstance(day, Findings):
        return _to_book(_chosen(), day)
    reference = request.form.get("reference", "")[:200]
    answer = book_statements(desk().books, numbers, day, reference, by=me(), at=now())
    if isinstance(answer, Findings):
        if is_unknown(answer):
            missing(answer)
        return _to_book(_chosen(), answer)
    said = ngettext(
        "%(num)s statement booked as %(name)s.",
        "%(num)s statements booked as %(name)s.",
        len(answer),
        name=reference.strip(),
    )
    flash(said, "good")
    return redirect(url_for("statements.page", booked="no"), 303)


def plain_name(text: str) -> str:
    """A file's name that every system takes."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip("-")[:100]


def series(issued: Issued) -> str:
    """The name of its agreement in addresses."""
    return issued.number.rpartition("-")[0].lower()


@pages.get("/statements/<number>")
def one(number: str) -> str:
    """One statement, its file checked while you look."""
    issued, content = found(statement_file(desk().books, desk().press, number, by=me()))
    verdict = verify_file(desk().books, content, desk().config.trust, by=me()).verdict
    return render_template(
        "statement.html",
        issued=issued,
        series=series(issued),
        verdict=verdict,
        state=dict(STATES)[issued.state],
        size=len(content),
        name=f"{file_name(issued)}.pdf",
    )


@pages.get("/statements/<number>.pdf")
def file(number: str) -> Response:
    """The sealed PDF."""
    issued, content = found(statement_file(desk().books, desk().press, number, by=me()))
    return send_file(
        io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=f"{file_name(issued)}.pdf"
    )
