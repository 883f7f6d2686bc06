"""Forms keep what is written in them: while somebody types, before it is sent, and when they were signed out meanwhile.

A form carries a slip that we signed: for whom it was shown, and which form it is. By it what comes is kept for that
person, even where the session is over; nothing else can be done with it, and nothing is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from flask import (
    Blueprint,
    Flask,
    abort,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from sla.operations import unsent
from sla.operations.answers import is_unknown
from sla.operations.pages import Scorecard
from sla.store.matters import File
from sla.store.unsent import Attached, Form, Unsent, Waiting
from sla.values import Findings
from sla.web.asked import plain_text
from sla.web.security import WITH_REQUESTS
from sla.web.slips import Slip, address, says, signed, slipped
from sla.web.tongues import gettext as _
from sla.web.tongues import said
from sla.web.visitor import desk, me, missing, now, somebody

pages = Blueprint("unsent", __name__)
OURS = frozenset({"csrf_token", "slip", "revision", "without", "do", "home", "look", "send", "act", "seen", "back"})
"""Fields of a form in which nobody writes."""
WRITTEN = ("reason", "words", "records", "cause", "text")
"""The fields in which people write sentences."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A form as it is shown: its slip, and what stands in it already. `at` is None where nothing was kept."""

    slip: str
    given: Mapping[str, str]
    revision: int
    at: datetime | None
    files: tuple[Attached, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that was begun and not sent, as a list shows it, whether it can still be sent or not."""

    says: str
    waiting: Waiting
    address: str
    slip: str
    words: tuple[str, ...]


def install(app: Flask) -> None:
    """The slip stands for itself: what keeps a form asks neither for a session nor for its token."""
    protection: CSRFProtect = app.extensions["csrf"]
    protection.exempt(keep)
    app.after_request(_with_script)


def _with_script(answer: Response) -> Response:
    if g.get("writing"):
        answer.headers.setdefault("Content-Security-Policy", WITH_REQUESTS)
    return answer


def writing(card: Scorecard, name: str) -> Writing:
    """A form of a period: what came with this request, or what was kept."""
    g.writing = True
    said_now: Mapping[str, str] | None = g.get("held", {}).get(name)
    kept = unsent.kept(desk().books, _form(card, name), by=me())
    slip = signed(card.agreement.series, card.cycle.period.key, name)
    if kept is None:
        return Writing(slip, said_now or {}, 0, None, ())
    return Writing(slip, kept.fields if said_now is None else said_now, kept.revision, kept.at, kept.files)


def hold(card: Scorecard, name: str) -> Findings | None:
    """Keep the form that came, before anything is done with it."""
    form = _form(card, name)
    g.setdefault("held", {})[name] = written()
    answer = unsent.keep(desk().books, form, written(), sent_along(), _without(), by=me(), at=now())
    return answer if isinstance(answer, Findings) else None


def files(card: Scorecard, name: str) -> tuple[File, ...]:
    """The files of the form, those of this request among them."""
    return unsent.files(desk().books, _form(card, name), by=me())


def sent(card: Scorecard, *names: str) -> None:
    """What was written is sent, and is no draft any more."""
    for name in names:
        unsent.drop(desk().books, _form(card, name), by=me())


def _form(card: Scorecard, name: str) -> Form:
    return Form(card.agreement.id, card.cycle.period.key, name)


def written() -> dict[str, str]:
    """The fields of the form that came, as far as people fill them in."""
    return {name: plain_text(value) for name, value in request.form.items() if name not in OURS}


def sent_along() -> tuple[File, ...]:
    """The files of the form, by their names without the folders that some browsers send along."""
    chosen = (
        (PurePosixPath((each.filename or "").replace("\\", "/")).name, each) for each in request.files.getlist("file")
    )
    return tuple((plain_text(name)[:200], _content(each)) for name, each in chosen if name)


def _content(file: FileStorage) -> bytes:
    """All of it; whoever reads it next finds it whole."""
    content: bytes = file.read()
    file.seek(0)
    return content


def _without() -> tuple[int, ...]:
    named = (each for each in request.form.getlist("without") if each.isascii() and each.isdigit() and len(each) < 10)
    return tuple(map(int, named))


@pages.post("/unsent")
def keep() -> Response | tuple[str, int, dict[str, str]]:
    """Keep a form as it stands, or forget it; a script that keeps it while somebody types is answered in short."""
    slip, by_script = slipped(), "X-While-Writing" in request.headers
    if slip is None and by_script:
        return _told(_("This page is too old to keep what you write. Copy it, and open the page again."))
    if slip is None:
        abort(400)
    if request.form.get("do") == "discard":
        return _discarded(slip)
    seen = request.form.get("revision", "")
    told = int(seen) if by_script and seen.isascii() and seen.isdigit() and len(seen) < 10 else None
    answer = _kept(slip, told)
    if by_script:
        return _in_short(slip, answer)
    if isinstance(answer, Findings):
        _refused(answer)
    else:
        flash(_("Kept. It stands here whenever you come back, for you alone."), "good")
    return redirect(slip.address, 303)


def _kept(slip: Slip, seen: int | None = None) -> Unsent | Findings:
    """As it came; of figures only the last file counts."""
    which, by, files = (desk().books, slip.form), slip.person, sent_along()
    before = unsent.kept(*which, by=by) if files and slip.form.name == "upload" else None
    without = tuple(each.id for each in before.files) if before else () if seen is not None else _without()
    return unsent.keep(*which, written(), files, without, by=by, at=now(), seen=seen)


def _in_short(slip: Slip, answer: Unsent | Findings) -> tuple[str, int, dict[str, str]]:
    """The files that are kept, and the revision; or why it is not kept. Who is signed out is told of what came now."""
    if isinstance(answer, Findings):
        if is_unknown(answer):
            missing(answer)
        return _told(" ".join(f"{said(each.message)}. {said(each.remedy)}" for each in answer))
    now_sent = {name for name, _content in sent_along()}
    files = [each for each in answer.files if _is_here(slip) or each.name in now_sent]
    return render_template("unsent-files.html", files=files), 200, {"X-Revision": str(answer.revision)}


def _told(text: str) -> tuple[str, int, dict[str, str]]:
    return text, 409, {"Content-Type": "text/plain; charset=utf-8"}


def _is_here(slip: Slip) -> bool:
    """Whether it is this person who is signed in."""
    here = somebody()
    return here is not None and here.id == slip.person.id


def _discarded(slip: Slip) -> Response:
    if not _is_here(slip):
        return redirect(url_for("sign_in.page", next=slip.address), 303)
    unsent.drop(desk().books, slip.form, by=slip.person)
    flash(_("Discarded."), "good")
    return redirect(url_for("portfolio.page") if "home" in request.form else slip.address, 303)


def _refused(problems: Findings) -> None:
    for each in problems:
        flash(f"{said(each.message)}. {said(each.remedy)}", "careful")


def rescued() -> Response | None:
    """A form that comes when its session is over: it is kept for whom it was shown to, and they are let in to it."""
    slip = slipped()
    if slip is None or (somebody() and "X-Upload" in request.headers):
        return None
    answer = _kept(slip)
    if somebody() and not _is_here(slip):
        return None
    if isinstance(answer, Findings):
        _refused(answer)
        return None
    if somebody():
        flash(
            _("This page was open too long, and nothing was sent. What you wrote stands here: send it again."),
            "careful",
        )
        return redirect(slip.address, 303)
    flash(
        _("You were signed out before it was sent. What you wrote is kept: sign in, and it stands in its form."),
        "careful",
    )
    return redirect(url_for("sign_in.page", next=slip.address), 303)


def begun() -> tuple[Begun, ...]:
    """Everything that whoever looks has begun and not sent."""
    return tuple(map(_begun, unsent.waiting(desk().books, by=me())))


def _begun(each: Waiting) -> Begun:
    where = each.series.lower(), each.period.key, each.name
    words = tuple(text for name in WRITTEN if (text := each.kept.fields.get(name, "").strip()))
    return Begun(says(each.name), each, address(*where), signed(*where), words)
