"""The machines' door: the same nouns, the same rules and the same refusals as the pages, as JSON under /api/v1.

Every request carries a token (`Authorization: Bearer sla_...`) and may do what its scope and its person may; whoever
is signed in at the pages can also look, and nothing else. What a period is like has an ETag, and whoever changes it
says with If-Match what they looked at. The whole is described at /api, for people, and at /api/openapi.json.
"""

from __future__ import annotations

from flask import Flask
from flask_smorest import Api
from flask_wtf.csrf import CSRFProtect

from sla import __version__
from sla.web.api import (
    acts,
    agreements,
    calendars,
    changes,
    claims,
    contracts,
    described,
    drafts,
    figures,
    lines,
    mail,
    matters,
    mine,
    parties,
    payments,
    people,
    schemas,
    statements,
    trail,
    webhooks,
)

PARTS = tuple(
    each.parts
    for each in (
        *(agreements, parties, contracts, calendars, drafts, figures, acts, lines, matters, changes),
        *(statements, claims, payments, webhooks, mail, people, trail, mine),
    )
)
INTRODUCTION = (
    "Agreements with their periods, contracts and calendars; drafts on their way into force; figures sent and priced; "
    "decisions, relief and disputes; statements, and what became of them; people, and the log. Amounts are text in the "
    "currency's own places, moments are in UTC, and a refusal says what was found, what was expected and what to do."
)


def install(app: Flask) -> None:
    """Add the addresses, their description, and who may use them."""
    app.config.update(
        API_TITLE="sla",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={
            "info": {"description": INTRODUCTION, "x-program": __version__},
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
            "security": [{"token": []}],
        },
    )
    api = Api()
    api.ERROR_SCHEMA = schemas.Refusal
    api.init_app(app)
    protection: CSRFProtect = app.extensions["csrf"]
    for part in PARTS:
        protection.exempt(part)
        api.register_blueprint(part)
    app.extensions["sla-api"] = api
    app.register_blueprint(described.pages)
