"""`/p/...`: one period in full: who owes whom how much and why, where it stands, who acts next, what was sent."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from sla.cycle.accepting import LineState, may_accept
from sla.cycle.asking import may_open
from sla.cycle.matter import Kind
from sla.cycle.rules import SIGNATURES
from sla.operations import pages as views
from sla.operations.known import moment, not_open_yet
from sla.operations.pages import Scorecard
from sla.statement import disputes
from sla.values import Findings
from sla.web.sheet import sheet, shown
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy, ngettext
from sla.web.visitor import agreement_at, desk, found, me, missing, now

pages = Blueprint("scorecard", __name__)
ACTS = (
    ("submit", lazy("Send figures"), ""),
    ("settle", lazy("Settle"), ""),
    ("approve", lazy("Approve"), ""),
    ("issue", lazy("Issue the statement"), ""),
    ("reopen", lazy("Reopen"), "second"),
    ("restate", lazy("Restate"), "second"),
    ("drop", lazy("Drop the restatement"), "second"),
    ("extend", lazy("Change the last moment"), "second"),
)
"""What a person may do, the words of its button, and the button's class; the next step comes first."""


ASKS = (
    (Kind.RELIEF, lazy("Ask for relief")),
    (Kind.DISPUTE, lazy("Dispute a result")),
    (Kind.WAIVER, lazy("Waive an amount")),
)
"""What one side may ask of the other, and the words of its link."""


@pages.get("/p/<series>/<period>")
def page(series: str, period: str) -> str | tuple[str, int]:
    """The scorecard, now or as it was known at the moment that `?known=` names."""
    card = load(series, period)
    looked = looked_back(card)
    if isinstance(looked, Findings):
        return render_template("scorecard.html", **shared(card), **seen(card, now()), problems=looked), 400
    return render_template("scorecard.html", **shared(looked), **seen(looked, looked.as_known or now()), problems=None)


def looked_back(card: Scorecard) -> Scorecard | Findings:
    """The same period as it was known at the moment that the address names, if it names one."""
    text = request.args.get("known", "")
    if not text:
        return card
    known = moment(text, card.contract.zone, now())
    if isinstance(known, Findings):
        return known
    key, number = card.cycle.period.key, card.agreement.id
    return views.scorecard(desk().books, number, key, by=me(), at=now(), known=known) or not_open_yet(card.log[0].at)


def named_moment() -> datetime | None:
    """The moment as of which a page shows what was known, as other pages write it; None for now."""
    text = request.args.get("known", "")
    known = moment(text, UTC, now()) if text else None
    if isinstance(known, Findings):
        missing()
    return known


def load(series: str, period: str) -> Scorecard:
    """The period that an address names; 404 if there is none to see."""
    return found(views.scorecard(desk().books, agreement_at(series), period, by=me(), at=now()))


def shared(card: Scorecard) -> dict[str, Any]:
    """What every page about one period asks for."""
    at = {"series": card.agreement.series.lower(), "period": card.cycle.period.key}
    here = card.periods.index(card.cycle.period)
    then = card.as_known.isoformat() if card.as_known else None
    return {
        "card": card,
        "at": at,
        "zone": card.contract.zone,
        "then": then,
        "asks": [(kind, words) for kind, words in ASKS if not then and may_open(card.cycle, kind, me()) is None],
        "corrects": corrects(card),
        "acts": [act for act in ACTS if act[0] in card.possible],
        "before": card.periods[here - 1] if here else None,
        "disputed": disputed(card),
        "taken": Lines.of(card.lines),
        "can_accept": not then and may_accept(card.cycle, me()) is None and any(each.open for each in card.lines),
        "unsigned": [role for role in SIGNATURES if role not in {each.role for each in card.cycle.approvals}],
        "after": card.periods[here + 1] if here + 1 < len(card.periods) else None,
    }


@dataclass(frozen=True, slots=True)
class Lines:
    """How many lines the vendor accepted, how many are in dispute, and how many count as accepted without a word."""

    all: int
    accepted: int
    disputed: int
    silent: int

    @property
    def says(self) -> str:
        """`3 of 4 lines accepted, 1 in dispute.`."""
        count, given = self.all, {"accepted": self.accepted}
        parts = [
            ngettext("%(accepted)s of one line accepted", "%(accepted)s of %(num)s lines accepted", count, **given)
        ]
        if self.disputed:
            parts.append(_("%(disputed)s in dispute", disputed=self.disputed))
        return f"{', '.join(parts)}."

    @classmethod
    def of(cls, states: tuple[LineState, ...]) -> Lines:
        """Counted."""
        return cls(
            all=len(states),
            accepted=sum(each.accepted is not None for each in states),
            disputed=sum(bool(each.disputes) for each in states),
            silent=sum(each.since is not None for each in states),
        )


def corrects(card: Scorecard) -> bool:
    """Whether the person may offer other figures for a period that is closed for them."""
    return card.as_known is None and may_open(card.cycle, Kind.CORRECTION, me()) is None


def disputed(card: Scorecard) -> dict[str, object] | None:
    """What is payable now, and what each outcome of the open disputes comes to; None where there are none."""
    if card.in_dispute is None:
        return None
    parties = card.contract.customer.name, card.contract.vendor.name
    return {
        "rows": disputes.rows(card.in_dispute, *parties, restated=bool(card.cycle.restates)),
        "computed": disputes.computed(card.in_dispute),
        "said": card.in_dispute,
    }


def seen(card: Scorecard, at: datetime) -> dict[str, object]:
    """The sheet of what the period comes to, if there are figures."""
    if not card.settlements:
        return {"s": None}
    return shown(sheet(card.contract, card.settlements, card.figures, at))


@pages.get("/p/<series>/<period>/sent/<int:version>")
def sent(series: str, period: str, version: int) -> Response:
    """A file as it was sent in, byte for byte."""
    number, known = agreement_at(series), named_moment()
    file = found(views.sent_file(desk().books, number, period, version, by=me(), known=known))
    kind = "application/octet-stream"  # never shown as a page of ours, whatever is in it
    return send_file(io.BytesIO(file.content), mimetype=kind, as_attachment=True, download_name=file.file_name)
