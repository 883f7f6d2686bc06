"""`/keys`: the keys that seal, and what became of each. They are changed where they lie, by `sla keys`."""

from __future__ import annotations

from flask import Blueprint, render_template

from sla.operations.registered import sealing_keys
from sla.web.visitor import desk, now

pages = Blueprint("keys", __name__)


@pages.get("/keys")
def page() -> str:
    """All of them, the newest first."""
    return render_template("keys.html", keys=sealing_keys(desk().config.trust), at=now())
