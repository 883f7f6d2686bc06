"""`/verify`: anybody can hold a statement against the seal of this installation, signed in or not."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from sla.operations.verifying import Checked, verify_file
from sla.web.visitor import desk, somebody

pages = Blueprint("verify", __name__)


@pages.route("/verify", methods=["GET", "POST"])
def page() -> str | tuple[str, int]:
    """The form, and under it what the file proved to be."""
    if request.method == "GET":
        return render_template("verify.html", checked=None, name="", missing=False)
    file = request.files.get("file")
    if file is None or not file.filename:
        return render_template("verify.html", checked=None, name="", missing=True), 422
    return render_template("verify.html", checked=_checked(file.read()), name=file.filename, missing=False)


def _checked(content: bytes) -> Checked:
    """Against the seal for everybody; against the books as well for those who may see the statement."""
    return verify_file(desk().books, content, desk().config.trust, by=somebody())
