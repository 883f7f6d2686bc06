"""Settle, approve, issue, reopen, restate, extend: each first shows what is decided, then asks once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.cycle import Act, Cycle, Person, Stage
from sla.operations import deciding, restating
from sla.operations.answers import is_unknown, refused
from sla.operations.issuing import issue_statement
from sla.operations.pages import Scorecard
from sla.store.issued import Issued
from sla.values import Findings
from sla.web import unsent
from sla.web.filters import owes
from sla.web.scorecard import load, seen, shared
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy, said
from sla.web.visitor import desk, me, missing, now

pages = Blueprint("acts", __name__)
Page = str | Response | tuple[str, int]
Done = Cycle | Issued | Findings


@dataclass(frozen=True, slots=True)
class Step:
    """The words of one act: title and button, what follows from it, and what is said when it is done."""

    title: str
    follows: str
    done: str


STEPS = {
    "settle": Step(
        lazy("Settle"),
        lazy("You become its preparer: two others approve it, a vendor manager and finance."),
        lazy("Settled"),
    ),
    "approve": Step(
        lazy("Approve"), lazy("Your name will stand under it, here and on the statement."), lazy("Approved")
    ),
    "issue": Step(
        lazy("Issue the statement"),
        lazy("It takes the next number of its series, is printed, sealed and posted. This cannot be taken back."),
        lazy("Issued"),
    ),
    "reopen": Step(
        lazy("Reopen"),
        lazy("The settlement and its approvals are void, and the vendor can send figures again."),
        lazy("Reopened"),
    ),
    "restate": Step(
        lazy("Restate"),
        lazy(
            "The period is settled once more, through the same stages. What is issued stays; the difference gets a "
            "statement of its own. If nothing differs there is none."
        ),
        lazy("Opened for restatement"),
    ),
    "drop": Step(lazy("Drop the restatement"), lazy("The statement before it stands."), lazy("Dropped")),
    "extend": Step(
        lazy("Change the last moment"),
        lazy("Until then the vendor can send figures."),
        lazy("The last moment is changed"),
    ),
}
WITH_REASON = ("reopen", "restate", "drop")
"""Acts that somebody says why for."""
ADDRESS = f"/p/<series>/<period>/<any({','.join(STEPS)}):act>"


@pages.get(ADDRESS)
def confirm(series: str, period: str, act: str) -> Page:
    """What is decided, with one button; whoever may not is told what comes next."""
    card = load(series, period)
    if act not in card.possible:
        not_now = _("%(act)s: not open to you now. %(next)s", act=STEPS[act].title, next=said(card.next_step.says))
        flash(not_now, "careful")
        return redirect(url_for("scorecard.page", series=series, period=period), 303)
    return _page(card, act)


@pages.post(ADDRESS)
def perform(series: str, period: str, act: str) -> Page:
    """Do it, and go on to what comes next."""
    card = load(series, period)
    answer = (unsent.hold(card, act) if act in WITH_REASON else None) or _performed(card, act)
    if isinstance(answer, Findings):
        if is_unknown(answer):
            missing(answer)
        current = load(series, period)
        if not _done_before(current, act):
            return _page(current, act, answer), 409
    if act in WITH_REASON:
        unsent.sent(card, act)
    words = owes(card.settlement.net) if card.settlement and act != "extend" else ""
    said = f"{STEPS[act].done}: {card.agreement.vendor.name}, {card.cycle.period.label}"
    flash(f"{said}. {words}.".replace(". .", "."), "good")
    return redirect(_onward(series, period, answer), 303)


def _performed(card: Scorecard, act: str) -> Done:
    seen_at = request.form.get("seen", "")
    if not (seen_at.isascii() and seen_at.isdigit()):
        return refused("upload.seen", "this form is incomplete", remedy="Open the page again and repeat your step")
    if act == "extend":
        return _extended(card)
    return acted(act, card.agreement.id, card.cycle.period.key, _reason(), by=me(), seen=int(seen_at))


def acted(act: str, number: int, period: str, reason: str, *, by: Person, seen: int) -> Done:
    """Do one of the acts that both doors know, on a period as it was at the revision that was looked at."""
    books, at = desk().books, now()
    acts: dict[str, Callable[[], Done]] = {
        "settle": lambda: deciding.settle_period(books, number, period, by=by, at=at, seen=seen),
        "approve": lambda: deciding.approve_period(books, number, period, by=by, at=at, seen=seen),
        "issue": lambda: issue_statement(books, desk().press, number, period, by=by, at=at, seen=seen),
        "reopen": lambda: deciding.reopen_period(books, number, period, reason, by=by, at=at, seen=seen),
        "restate": lambda: restating.restate_period(books, number, period, reason, by=by, at=at, seen=seen),
        "drop": lambda: restating.drop_restatement(books, number, period, reason, by=by, at=at, seen=seen),
    }
    return acts[act]()


def _reason() -> str:
    return request.form.get("reason", "")[:2000]


def _extended(card: Scorecard) -> Done:
    """An empty moment lifts the limit."""
    closes = local_moment(request.form.get("closes", ""), card.contract.zone)
    if isinstance(closes, Findings):
        return closes
    return deciding.extend_period(desk().books, card.agreement.id, card.cycle.period.key, closes, by=me(), at=now())


def local_moment(written: str, zone: ZoneInfo) -> datetime | Findings | None:
    """A last moment as a form has it, on the contract's clock; None where it is empty."""
    text = written.strip()
    try:
        local = datetime.fromisoformat(text) if text else None
    except ValueError:
        remedy = "Write it as 2026-04-09T18:00"
        return refused(
            "cycle.moment", "this is no moment", found=text[:40], expected="a date and a time", remedy=remedy
        )
    return local.replace(tzinfo=local.tzinfo or zone).astimezone(UTC) if local else None


def _done_before(card: Scorecard, act: str) -> bool:
    """Whether this person did it already: a button pressed twice does no harm, and says so."""
    cycle, mine = card.cycle, me().id
    signed: dict[str, list[Act | None]] = {
        "settle": [cycle.prepared.act if cycle.prepared else None],
        "approve": [each.act for each in cycle.approvals],
        "issue": [cycle.issued if cycle.stage is Stage.ISSUED else None],
    }
    return any(each is not None and each.person == mine for each in signed.get(act, []))


def _onward(series: str, period: str, answer: Done) -> str:
    """To the statement that was made, back to the list the person came from, or to the scorecard."""
    if isinstance(answer, Issued):
        return url_for("statements.one", number=answer.number)
    if request.form.get("back") == "queue":
        return url_for("queue.page")
    return url_for("scorecard.page", series=series, period=period)


def _page(card: Scorecard, act: str, refusal: Findings | None = None) -> str:
    return render_template(
        "act.html",
        **shared(card),
        **seen(card, now()),
        act=act,
        step=STEPS[act],
        refusal=refusal,
        writing=unsent.writing(card, act) if act in WITH_REASON else None,
        back=request.values.get("back", ""),
    )
