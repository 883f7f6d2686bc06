"""`/verify`: anybody can hold a statement against the seal of this installation, signed in or not.

With the file, everything is looked at. With its hash, or with the number and code that are printed on it, only whether
it was issued here and still stands; whose it is, and what it comes to, is not said.
"""

from __future__ import annotations

import io

from flask import Blueprint, Response, abort, current_app, make_response, render_template, request, send_file

from sla.operations import looking_up
from sla.operations.looking_up import Standing
from sla.operations.verifying import Checked, handed_out, verify_file
from sla.values import Findings
from sla.web.pace import Pace
from sla.web.security import WITH_SCRIPT
from sla.web.visitor import desk, now, somebody

pages = Blueprint("verify", __name__)


@pages.route("/verify", methods=["GET", "POST"])
def page() -> Response:
    """The forms, and above them what the file or the question came to."""
    if request.method == "POST":
        file = request.files.get("file")
        if file is None or not file.filename:
            return _shown(422, missing=True)
        _in_turn()
        return _shown(checked=_checked(file.read()), name=file.filename)
    standing = _looked_up()
    return _shown(422 if isinstance(standing, Findings) else 200, standing=standing)


@pages.get("/verify/<any('keys.json', verifier):part>")
def handed(part: str) -> Response:
    """What a partner needs to check statements without us: our public keys, and the verifier as a package."""
    (name, package), keys = handed_out(desk().config.trust)
    if part == "verifier":
        return send_file(io.BytesIO(package), "application/zip", as_attachment=True, download_name=name)
    if not keys:
        abort(404)
    return send_file(io.BytesIO(keys.encode()), "application/json", as_attachment=True, download_name=part)


def _looked_up() -> Standing | Findings | None:
    """What the address asks, as the script of the page or the code on a paper writes it."""
    digest, number, code = (request.args.get(name, "") for name in ("sha256", "number", "code"))
    if digest:
        _in_turn()
        return looking_up.by_file(desk().books, digest)
    if number or code:
        _in_turn()
        return looking_up.by_paper(desk().books, number, code)
    return None


def _in_turn() -> None:
    """Strangers ask slowly; whoever is signed in is known."""
    pace: Pace = current_app.extensions.setdefault("pace", Pace())
    if somebody() is None and (wait := pace.wait(request.remote_addr or "", now())):
        abort(_waiting(wait))


def _waiting(seconds: int) -> Response:
    answer = _shown(429, waiting=seconds)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _shown(
    status: int = 200,
    *,
    checked: Checked | None = None,
    name: str = "",
    missing: bool = False,
    standing: Standing | Findings | None = None,
    waiting: int = 0,
) -> Response:
    refusal = standing if isinstance(standing, Findings) else None
    text = render_template(
        "verify.html",
        checked=checked,
        name=name,
        missing=missing,
        standing=None if refusal else standing,
        refusal=refusal,
        waiting=waiting,
        number=request.args.get("number", "")[:40],
        code=request.args.get("code", "")[:80],
    )
    answer = make_response(text, status)
    answer.headers["Content-Security-Policy"] = WITH_SCRIPT
    return answer


def _checked(content: bytes) -> Checked:
    """Against the seal and the log for everybody; against the books as well for those who may see the statement."""
    return verify_file(desk().books, content, desk().config.trust, by=somebody())
