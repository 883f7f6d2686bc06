"""Matching columns: what a vendor's own layout says, suggested by us and confirmed by whoever sends it, once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from typing import assert_never

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.contract.model import Contract
from sla.operations import drafts, looking
from sla.operations import pages as views
from sla.operations.pages import Scorecard
from sla.store.drafts import Draft
from sla.submission.choosing import Chosen, chosen, first, unanswered
from sla.submission.matching import Kind, Part
from sla.submission.table import Row, Table, written
from sla.values import Findings, Period
from sla.web import unsent
from sla.web.scorecard import load, shared
from sla.web.tongues import gettext as _
from sla.web.tongues import said, speaking
from sla.web.visitor import desk, found, me, now

pages = Blueprint("matching", __name__)
TOP = 12
"""Among so many rows the headings can be looked for by a person."""


@pages.get("/p/<series>/<period>/match")
def page(series: str, period: str) -> str | Response:
    """The columns of the file that is not sent yet, with what they may say."""
    card = load(series, period)
    draft = drafts.kept(desk().books, card.agreement.id, period, by=me())
    if draft is None:
        return redirect(url_for("upload.page", series=series, period=period), 303)
    said = {} if request.args else unsent.writing(card, "match").given
    if said.get("of") == _digest(draft):
        contract, choice = _chosen(card, draft, said)
        return _page(card, draft, contract, choice)
    contract, span, table = _opened(card, draft, request.args.get("sheet", ""))
    choice = first(contract, table, span, draft.matching, _number(request.args.get("row", "")))
    return _page(card, draft, contract, choice)


@pages.post("/p/<series>/<period>/match")
def match(series: str, period: str) -> str | Response | tuple[str, int]:
    """Read the file as the person says: on to what it comes to, or what is still to be said."""
    card = load(series, period)
    which = (desk().books, card.agreement.id, period)
    draft = drafts.kept(*which, by=me())
    if draft is None:
        return redirect(url_for("upload.page", series=series, period=period), 303)
    unsent.hold(card, "match")
    contract, choice = _chosen(card, draft, request.form)
    if problems := unanswered(contract, choice):
        return _page(card, draft, contract, choice, problems), 422
    if refusal := looking.match(*which, draft, choice.matching, by=me(), at=now()):
        return _page(card, draft, contract, choice, refusal), 409
    unsent.sent(card, "match")
    return redirect(url_for("upload.check", series=series, period=period), 303)


@pages.post("/p/<series>/<period>/again/<int:version>")
def again(series: str, period: str, version: int) -> Response:
    """Take a file that was sent up once more, to match its columns anew."""
    card = load(series, period)
    which = (desk().books, card.agreement.id, period)
    sent = found(views.sent_file(*which, version, by=me()))
    draft = Draft(sent.file_name, sent.content, now(), sent.matching)
    if refusal := drafts.keep(*which, draft, by=me()):
        flash(" ".join(said(each.message) for each in refusal), "careful")
        return redirect(url_for("upload.page", series=series, period=period), 303)
    return redirect(url_for("matching.page", series=series, period=period), 303)


def _number(text: str) -> int | None:
    """The number of a row, if one is named."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None


def _chosen(card: Scorecard, draft: Draft, form: Mapping[str, str]) -> tuple[Contract, Chosen]:
    """What a form says of the file; of a field that came twice the first."""
    contract, span, table = _opened(card, draft, form.get("sheet", ""))
    said = {name: value[:200] for name, value in form.items()}
    return contract, chosen(contract, table.headed(_number(form.get("row", "")) or 0), span, said)


def _digest(draft: Draft) -> str:
    """Which file the choices are about: those about another are of no use."""
    return sha256(draft.content).hexdigest()


def _opened(card: Scorecard, draft: Draft, sheet: str) -> tuple[Contract, Period, Table]:
    return found(looking.to_match(desk().books, card.agreement.id, card.cycle.period.key, draft, sheet, by=me()))


def _page(card: Scorecard, draft: Draft, contract: Contract, choice: Chosen, problems: Findings | None = None) -> str:
    table = choice.table
    return render_template(
        "match.html",
        **shared(card),
        draft=draft,
        writing=unsent.writing(card, "match"),
        of=_digest(draft),
        choice=choice,
        table=table,
        ways=choice.matching.ways,
        said=dict(zip(choice.offers, choice.parts, strict=True)),
        tops=[(row.number, _line(row)) for row in (*table.above, *table.rows)[:TOP]],
        figures=contract.figures,
        meaning=_meaning,
        words=partial(_words, {figure.name: figure.says for figure in contract.figures}),
        problems=problems,
    )


def _line(row: Row) -> str:
    """The first cells of a row, to know it by."""
    texts = [text for cell in row.cells if (text := written(cell))]
    return ", ".join(texts[:5]) + (", …" if texts[5:] else "")


def _meaning(text: str) -> str:
    """What a cell would mean, a time or a number, as the page's language writes it."""
    return speaking().when(speaking().numbers(text))


def _words(says: dict[str, str], part: Part) -> str:
    """What a column can say, in words."""
    match part.kind:
        case Kind.WHEN:
            return _("When: a day, a month or a time stamp")
        case Kind.DIMENSION:
            return _("For which %(name)s", name=part.name.replace("_", " "))
        case Kind.OF:
            told = says.get(part.name, "")
            return f"{part.name}: {told[:70]}" if told else part.name
        case Kind.FIGURE:
            return _("The name of a figure, in every row")
        case Kind.VALUE:
            return _("The value of the figure that the row names")
        case Kind.UNIT:
            return _("The unit of the value")
        case _:
            assert_never(part.kind)
