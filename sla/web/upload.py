"""Sending figures: choose a file, see every problem or what it comes to, send it, get a receipt. Nothing is typed."""

from __future__ import annotations

import io
from collections.abc import Hashable
from hashlib import sha256
from pathlib import PurePath

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from sla.contract.model import Quantity
from sla.cycle.rules import may_submit
from sla.operations import drafts, looking, mending, receipts
from sla.operations.answers import is_unknown
from sla.operations.correcting import offer
from sla.operations.looking import Looked
from sla.operations.pages import Scorecard
from sla.operations.submitting import Preview, send_as_seen
from sla.settlement.nearest import Near
from sla.store.drafts import Draft
from sla.store.matters import File
from sla.submission.table import Table
from sla.submission.unusual import is_copy, unusual
from sla.values import Finding, Findings, Place
from sla.web import unsent
from sla.web.problems import Sorted, sorted_out
from sla.web.scorecard import corrects, load, shared
from sla.web.security import WITH_REQUESTS
from sla.web.sheet import compared, sheet, shown
from sla.web.tables import KINDS
from sla.web.tongues import gettext as _
from sla.web.tongues import ngettext
from sla.web.visitor import desk, found, me, missing, now

pages = Blueprint("upload", __name__)
Page = str | Response | tuple[str, int]
ARRIVED = ("figures sent", "figures taken in")
"""How the log says that a version of the figures came to count."""
NO_FILE = Finding(
    "upload.no-file",
    "no file was chosen",
    Place(),
    remedy="Choose the file with the figures, then press the button again",
)
NO_WHOLE = Finding(
    "upload.no-whole",
    "these are rows of a file that is not here any more",
    Place(),
    remedy="Choose the whole file, then take the rows to fix out of it once more",
)


@pages.after_request
def _for_scripts(answer: Response) -> Response:
    """The script that sends a file would follow any way onward itself: it is told the way, for the browser to go."""
    if request.headers.get("X-Upload") and answer.status_code == 303:
        answer.status_code = 204
        answer.set_data(b"")
    if request.endpoint in {"upload.page", "upload.look", "upload.check", "upload.send"}:
        answer.headers["Content-Security-Policy"] = WITH_REQUESTS
    return answer


@pages.get("/p/<series>/<period>/upload")
def page(series: str, period: str) -> Page:
    """The form, or why figures cannot be sent now."""
    card = load(series, period)
    if refusal := _closed(card):
        return _form(card, refusal=refusal)
    return _form(card, kept=drafts.kept(desk().books, card.agreement.id, period, by=me()))


@pages.post("/p/<series>/<period>/upload")
def look(series: str, period: str) -> Page:
    """Look at a file: its problems, or on to what it comes to."""
    card = load(series, period)
    if refusal := _closed(card):
        return _form(card, refusal=refusal), 409
    chosen = _chosen(card)
    if chosen is None:
        return _form(card, problems=sorted_out(Findings([NO_FILE]))), 422
    name, content = chosen
    if card.cycle.latest and card.cycle.latest.digest == sha256(content).hexdigest():
        unsent.sent(card, "upload")
        flash(_("This exact file was sent before. It counts; nothing has to be done."), "careful")
        return redirect(url_for("upload.receipt", **shared(card)["at"], version=card.cycle.latest.version), 303)
    looked = found(looking.look(desk().books, card.agreement.id, period, name, content, by=me(), at=now()))
    unsent.sent(card, "upload", "match")
    if looked.mended and looked.table:
        return _mended(card, looked.table)
    if looked.unmatched:
        return redirect(url_for("matching.page", series=series, period=period), 303)
    if isinstance(looked.outcome, Findings):
        return _wrong(card, looked)
    desk().looked.put(_name(card, looked.draft), looked)
    return redirect(url_for("upload.check", series=series, period=period), 303)


def _chosen(card: Scorecard) -> File | None:
    """The file of the form, or the one that arrived when nobody was signed in any more."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return file.filename, file.read()
    return next(reversed(unsent.files(card, "upload")), None)


def _name(card: Scorecard, draft: Draft) -> Hashable:
    """All that it follows from what a file comes to."""
    here, digest = card.cycle, sha256(draft.content).hexdigest()
    return me().id, here.id, here.revision, draft.file_name, digest, draft.matching, draft.at


def _wrong(card: Scorecard, looked: Looked) -> tuple[str, int]:
    """What is wrong with a file, and the form to send it again."""
    problems = sorted_out(looked.outcome) if isinstance(looked.outcome, Findings) else None
    return _form(card, problems=problems, name=looked.draft.file_name, looked=looked), 422


def _mended(card: Scorecard, rows: Table) -> Page:
    """Rows that were taken out and repaired go back into the file that was looked at last."""
    which = (desk().books, card.agreement.id, card.cycle.period.key)
    put = mending.put_in(*which, rows, by=me(), at=now())
    if put is None or isinstance(put, Findings):
        return _form(card, problems=sorted_out(put or Findings([NO_WHOLE])), name=rows.name), 422
    draft, count = put
    if refusal := drafts.keep(*which, draft, by=me()):
        return _form(card, refusal=refusal), 409
    flash(
        ngettext(
            "%(num)s row was put back into the whole file, in place of the old one; all others are as they were.",
            "%(num)s rows were put back into the whole file, in place of the old ones; all others are as they were.",
            count,
        ),
        "good",
    )
    return redirect(url_for("upload.check", **shared(card)["at"]), 303)


@pages.get(f"/p/<series>/<period>/fix.<any({','.join(KINDS)}):kind>")
def to_fix(series: str, period: str, kind: str) -> Response:
    """Only the rows to fix of the file that is not sent yet, each with its number and what is wrong."""
    card = load(series, period)
    draft = found(drafts.kept(desk().books, card.agreement.id, period, by=me()))
    looked = found(looking.look_again(desk().books, card.agreement.id, period, draft, by=me(), at=now()))
    file = io.BytesIO(found(mending.rows_to_fix(looked, kind, now())))
    name = f"{PurePath(draft.file_name).stem} to fix.{kind}"
    return send_file(file, mimetype=KINDS[kind], as_attachment=True, download_name=name)


def _closed(card: Scorecard) -> Findings | None:
    """Why figures can neither be sent now nor offered as a correction."""
    refusal = may_submit(card.cycle, me(), now())
    return Findings([refusal]) if refusal and not corrects(card) else None


def _form(
    card: Scorecard,
    *,
    problems: Sorted | None = None,
    refusal: Findings | None = None,
    name: str = "",
    kept: Draft | None = None,
    looked: Looked | None = None,
) -> str:
    said = {"problems": problems, "refusal": refusal, "name": name, "kept": kept, "looked": looked}
    return render_template("upload.html", **shared(card), **said, writing=unsent.writing(card, "upload"))


@pages.get("/p/<series>/<period>/check")
def check(series: str, period: str) -> Page:
    """What the file comes to, before anything is sent."""
    card = load(series, period)
    draft = drafts.kept(desk().books, card.agreement.id, period, by=me())
    if draft is None:
        return redirect(url_for("upload.page", series=series, period=period), 303)
    looked = desk().looked.take(_name(card, draft)) or found(
        looking.look_again(desk().books, card.agreement.id, period, draft, by=me(), at=now())
    )
    if isinstance(looked.outcome, Findings):
        return _wrong(card, looked)
    return _priced(card, draft, looked.outcome)


def _priced(card: Scorecard, draft: Draft, looked: Preview, refusal: Findings | None = None) -> str:
    figures, at = looked.submission.figures, now()
    statement = sheet(looked.contract, looked.settlements, figures, at)
    before = sheet(looked.contract, looked.settlements[:-1], figures, at) if looked.settlements[1:] else None
    sent = sheet(card.contract, card.settlements, card.figures, at) if card.settlements else None
    return render_template(
        "check.html",
        **shared(card),
        **shown(statement),
        draft=draft,
        digest=looked.submission.sha256,
        submission=looked.submission,
        warnings=sorted_out(looked.submission.warnings),
        earlier=before,
        changes=compared(before, statement) if before else (),
        sent=sent,
        versions=compared(sent, statement) if sent else (),
        near=looked.near,
        unit_of=_unit,
        **_unusual(looked),
        refusal=refusal,
        writing=unsent.writing(card, "check") if corrects(card) else None,
    )


def _unusual(looked: Preview) -> dict[str, object]:
    """What is far from the period before it."""
    if not looked.settlements[1:]:
        return {"unusual": (), "copied": False}
    figures, spans = looked.basis.figures, (looked.settlements[-2].period, looked.settlement.period)
    return {"unusual": unusual(looked.contract, figures, *spans), "copied": is_copy(figures, *spans)}


def _unit(near: Near) -> str:
    """What a distance is counted in: points of a percentage, or the level's unit."""
    return _("points") if near.level.quantity is Quantity.PERCENT else near.level.unit


@pages.post("/p/<series>/<period>/send")
def send(series: str, period: str) -> Page:
    """Send the file that was looked at; sending it twice leads to the one receipt."""
    card, digest = load(series, period), request.form.get("digest", "")
    which = (desk().books, card.agreement.id, period)
    draft = drafts.kept(*which, by=me())
    read_by = draft.matching.digest if draft and draft.matching else ""
    if draft is None or (sha256(draft.content).hexdigest(), read_by) != (digest, request.form.get("matching", "")):
        return _elsewhere(card, digest)
    if corrects(card):
        return _offered(card, draft)
    answer = send_as_seen(*which, draft.file_name, draft.content, draft.matching, by=me(), at=now())
    if isinstance(answer, Findings):
        if is_unknown(answer):
            missing(answer)
        return _form(load(series, period), refusal=answer), 409
    drafts.drop(*which, by=me())
    unsent.sent(card, "match")
    version = answer.cycle.sent[-1].version
    found(receipts.receipt(desk().books, desk().press, card.agreement.id, period, version, by=me(), at=now()))
    return redirect(url_for("upload.receipt", series=series, period=period, version=version), 303)


def _offered(card: Scorecard, draft: Draft) -> Page:
    """The period is closed for figures: the file is laid before the customer, with a reason."""
    unsent.hold(card, "check")
    which, reason = (desk().books, card.agreement.id, card.cycle.period.key), request.form.get("reason", "")[:2000]
    answer = offer(*which, draft.file_name, draft.content, reason, by=me(), at=now(), matching=draft.matching)
    if isinstance(answer, Findings):
        if is_unknown(answer):
            missing(answer)
        looked = found(looking.look_again(*which, draft, by=me(), at=now()))
        if isinstance(looked.outcome, Findings):
            return _wrong(card, looked)
        return _priced(card, draft, looked.outcome, answer), 409
    drafts.drop(*which, by=me())
    unsent.sent(card, "check", "match")
    flash(_("Your correction was sent to the customer, with what it comes to."), "good")
    return redirect(url_for("matters.page", **shared(card)["at"], matter=answer.number), 303)


@pages.get("/p/<series>/<period>/send")
def sending(series: str, period: str) -> Response:
    """Whoever comes back to where they were sending looks at the file once more."""
    return redirect(url_for("upload.check", **shared(load(series, period))["at"]), 303)


def _elsewhere(card: Scorecard, digest: str) -> Response:
    """The file was sent already, or another was chosen in another window."""
    at = shared(card)["at"]
    for sent in reversed(card.cycle.sent):
        if sent.digest == digest:
            return redirect(url_for("upload.receipt", **at, version=sent.version), 303)
    flash(_("Another file was chosen in the meantime. Look at it once more, then send it."), "careful")
    return redirect(url_for("upload.check", **at), 303)


@pages.get("/p/<series>/<period>/receipt/<int:version>")
def receipt(series: str, period: str, version: int) -> str:
    """What was received, when, from whom, and where it stands in the log."""
    card = load(series, period)
    kept = found(next((each for each in card.uploads if each.version == version), None))
    entry = next(
        (each for each in card.log if each.act in ARRIVED and each.detail.get("version") == str(version)), None
    )
    return render_template("receipt.html", **shared(card), kept=kept, entry=entry)


@pages.get("/p/<series>/<period>/receipt/<int:version>.json")
def receipt_file(series: str, period: str, version: int) -> Response:
    """The same, signed, to keep: with it and a copy of the log anybody can prove what was sent when."""
    card = load(series, period)
    kept = found(next((each for each in card.uploads if each.version == version), None))
    which = (card.agreement.id, period, kept.version)
    file = found(receipts.receipt(desk().books, desk().press, *which, by=me(), at=now()))
    name = f"receipt-{series}-{period}-{version}.json"
    return send_file(io.BytesIO(file), mimetype="application/json", as_attachment=True, download_name=name)
