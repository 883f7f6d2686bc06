"""`/ledger/payments`: a file of payments, looked at first and then recorded, all of it or nothing."""

from __future__ import annotations

import base64
import binascii

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sla.cycle import Role
from sla.operations.payment_rows import LARGEST
from sla.operations.payments import Plan, plan
from sla.values import Findings
from sla.web.tongues import ngettext
from sla.web.visitor import desk, me, now

pages = Blueprint("payments", __name__)
SHOWN = 200
"""Rows of a file that the page shows."""


@pages.get("/ledger/payments")
def page() -> str:
    """The form, and what the file looks like."""
    return _shown()


@pages.post("/ledger/payments")
def look() -> str | Response | tuple[str, int]:
    """What a file comes to; the same again, once that was looked at, records it."""
    name, content, keep = _sent()
    if not content:
        return _shown(missing=True), 422
    answer = plan(desk().books, name, content, by=me(), at=now(), keep=keep)
    if isinstance(answer, Findings):
        return _shown(refusal=answer), 422
    if keep and not answer.problems:
        flash(
            ngettext("%(num)s record added to the ledger.", "%(num)s records added to the ledger.", answer.new), "good"
        )
        return redirect(url_for("ledger.page"), 303)
    text = _shown(plan=answer, name=name, content=base64.b64encode(content).decode())
    return (text, 409) if answer.problems else text


def _sent() -> tuple[str, bytes, bool]:
    """The name and bytes of the file, and whether it is the one that was looked at before."""
    if file := request.files.get("file"):
        return (file.filename or "file")[:100], file.read(LARGEST + 1), False
    try:
        content = base64.b64decode(request.form.get("content", ""), validate=True)
    except (binascii.Error, ValueError):
        content = b""
    return request.form.get("name", "file")[:100], content, True


def _shown(
    *,
    plan: Plan | None = None,
    name: str = "",
    content: str = "",
    refusal: Findings | None = None,
    missing: bool = False,
) -> str:
    return render_template(
        "payments.html",
        plan=plan,
        name=name,
        content=content,
        refusal=refusal,
        missing=missing,
        shown=SHOWN,
        books=me().is_a(Role.FINANCE),
    )
