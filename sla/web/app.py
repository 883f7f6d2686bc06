"""Makes the application: pages, sign-in, protection, errors. Starting it loads neither paper nor spreadsheets."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from flask import Flask, url_for
from jinja2 import StrictUndefined
from werkzeug.routing import IntegerConverter, Map

from sla.config import Config
from sla.operations.apart import ApartPress
from sla.operations.clocks import clock_of
from sla.operations.press import Press
from sla.store.books import Books
from sla.web import (
    accepting,
    acts,
    agreeing,
    agreement,
    api,
    audit,
    blank_forms,
    board,
    calendars,
    compare,
    compression,
    contracts,
    contracts_acts,
    contracts_editor,
    contracts_trial,
    errors,
    feeds,
    filters,
    guide,
    invited,
    keys,
    ledger,
    line,
    matching,
    matters,
    menu,
    news,
    opening,
    own,
    paging,
    parties,
    passkeys,
    payments,
    people,
    portfolio,
    queue,
    scorecard,
    security,
    shortcuts,
    sign_in,
    single,
    statements,
    tables,
    tastes,
    tokens,
    tongues,
    unsent,
    upload,
    verify,
)
from sla.web.visitor import Desk, clock

TEMPLATES = Path(__file__).parents[2] / "templates" / "web"
PAGES = (
    portfolio,
    board,
    feeds,
    opening,
    calendars,
    agreement,
    parties,
    contracts,
    agreeing,
    contracts_editor,
    contracts_acts,
    contracts_trial,
    scorecard,
    line,
    compare,
    upload,
    matching,
    unsent,
    blank_forms,
    acts,
    matters,
    accepting,
    queue,
    statements,
    ledger,
    payments,
    verify,
    guide,
    tokens,
    news,
    tastes,
    shortcuts,
    people,
    invited,
    own,
    passkeys,
    audit,
    keys,
    single,
    sign_in,
)


class Counted(IntegerConverter):
    """The number of a row in an address: one that no database can hold is no address of ours."""

    def __init__(self, url_map: Map) -> None:
        """Up to the largest that PostgreSQL counts to."""
        super().__init__(url_map, max=2**31 - 1)


def create_app(
    config: Config | None = None, *, press: Press | None = None, clock: Callable[[], datetime] = clock
) -> Flask:
    """The application on the books that `config` names; without it, the environment's settings.

    The database is there and migrated: `sla db` does that. The key that seals is not here: `sla sealer` has it.
    """
    config = config or Config.from_environment(os.environ)
    app = Flask(__name__, template_folder=str(TEMPLATES))
    app.url_map.converters["int"] = Counted
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    press = press or ApartPress(config.sealer, config.archive, config.address)
    books = Books.open(config.database)
    app.extensions["sla"] = Desk(config, books, press, clock_of(books, clock), clock)
    app.jinja_env.undefined = StrictUndefined
    security.install(app, config.secret(), config.proxies)
    api.install(app)
    for part in (tongues, tastes, shortcuts, compression, tables, errors, filters, paging, menu, news, unsent, sign_in):
        part.install(app)
    for each in PAGES:
        app.register_blueprint(each.pages)
    _assets(app)
    return app


def _assets(app: Flask) -> None:
    """Files that never change under their address, because the address carries their hash; the icon is in the page."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 365 * 24 * 3600
    folder = Path(app.static_folder or "")
    stamps = {file.name: sha256(file.read_bytes()).hexdigest()[:10] for file in folder.iterdir()}

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=stamps[name])

    app.jinja_env.globals |= {"asset": asset, "icon": (folder / "icon.svg").read_text()}
