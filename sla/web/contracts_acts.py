"""A draft on its way into force: reviewed against what is in force, proposed by one and signed by another."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.contract.definition import Definition, Version
from sla.contract.passages import Row, passages
from sla.cycle.proposing import Draft, may_countersign, may_take_back, may_write
from sla.operations import contract_drafts
from sla.operations.answers import is_unknown
from sla.operations.contract_drafts import Looked
from sla.values import Findings
from sla.web.asked import plain_text
from sla.web.contracts import words
from sla.web.contracts_editor import load, revision
from sla.web.tongues import gettext as _
from sla.web.visitor import desk, me, missing, now

pages = Blueprint("contracts_acts", __name__)
Page = str | Response | tuple[str, int]


@pages.get("/contracts/drafts/<int:draft>/review")
def review(draft: int) -> Page:
    """What the draft changes, what it reaches, and what the person may do with it."""
    return _page(load(draft))


@pages.post("/contracts/drafts/<int:draft>/<any(propose, 'take-back', sign, drop):act>")
def perform(draft: int, act: str) -> Page:
    """Do it, and go on to what comes next."""
    looked = load(draft)
    answer = _performed(draft, act)
    if isinstance(answer, Findings):
        if is_unknown(answer):
            missing(answer)
        return _page(load(draft), answer), 409
    if isinstance(answer, Definition):
        flash(_("In force: %(title)s", title=answer.title), "good")
        onward = url_for("contracts.one", customer=looked.draft.customer, contract=answer.key)
        return redirect(onward, 303)
    if act == "drop":
        flash(_("The draft is dropped."), "good")
        return redirect(url_for("contracts.page"), 303)
    page = "contracts_acts.review" if act == "propose" else "contracts_editor.page"
    return redirect(url_for(page, draft=draft), 303)


def _performed(draft: int, act: str) -> Draft | Definition | Findings:
    books, at, seen = desk().books, now(), revision(request.form)
    restating = bool(request.form.get("restating"))
    match act:
        case "propose":
            reason = plain_text(request.form.get("reason", ""))[:2000]
            return contract_drafts.offer(books, draft, reason, seen, restating=restating, by=me(), at=at)
        case "take-back":
            return contract_drafts.withdraw(books, draft, seen, by=me())
        case "sign":
            return contract_drafts.sign(books, draft, seen, restating=restating, by=me(), at=at)
        case _:
            return contract_drafts.drop(books, draft, seen, by=me())


def _page(looked: Looked, refusal: Findings | None = None) -> str:
    draft, person = looked.draft, me()
    behind = contract_drafts.behind(desk().books, looked, by=person)
    return render_template(
        "contract-review.html",
        looked=looked,
        draft=draft,
        refusal=refusal,
        changes=[_changes(looked, version) for version in looked.judged.new],
        may={
            "propose": may_write(draft, person) is None,
            "take-back": may_take_back(draft, person) is None,
            "sign": may_countersign(draft, person) is None,
        },
        back=[each for each in behind if each.code == contract_drafts.REACHES_BACK],
        cut=[each for each in behind if each.code != contract_drafts.REACHES_BACK],
        reason=request.form.get("reason", ""),
    )


def _changes(looked: Looked, version: Version) -> tuple[Version, Version | None, tuple[tuple[Row, ...], ...]]:
    """A version, the one before it, and what it changes in words."""
    definition = looked.judged.definition
    if definition is None:
        raise TypeError("a version is part of a contract that can be read")
    at = definition.versions.index(version)
    before = definition.versions[at - 1] if at else None
    return version, before, passages(words(definition, before), words(definition, version)) if before else ()
