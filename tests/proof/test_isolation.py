"""Nobody meets what is not theirs, whatever they ask for: every address, by everybody, with canaries in all books."""

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from sla.store import rights
from tests.operations.house import PlainPress
from tests.postgres import Server
from tests.proof.canaries import found
from tests.proof.isolation import one_each, opened
from tests.proof.routes import Unknown, asks, fields
from tests.proof.world import ISSUED, OPEN

SEARCHED = 7
"""Words are searched for in one place of so many: at each address by some names, by each name at some addresses."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_nobody_meets_what_is_not_theirs(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    """A small part of what `make isolation` asks: each question once, of closed periods on PostgreSQL alone."""
    if kind == "sqlite":
        _walked(f"sqlite:///{tmp_path / 'books.sqlite'}", f"sqlite:///{tmp_path / 'books.sqlite'}", tmp_path, (OPEN,))
        return
    server: Server = request.getfixturevalue("postgres_server")
    with server.database() as name:
        _walked(server.url(name), server.door(name), tmp_path, (ISSUED, OPEN))


def _walked(owner: str, url: str, folder: Path, months: tuple[str, ...]) -> None:
    rights.prepare(owner, url)
    with opened(url, folder, PlainPress(folder / "archive")) as walk:
        tally = walk.go(one_each, searchers=1, months=months, step=SEARCHED)
    assert tally.failures == []
    assert tally.requests > 250
    assert tally.statuses.keys() >= {200, 303, 404}


def test_a_page_that_names_something_new_is_noticed() -> None:
    app = Flask(__name__)
    app.add_url_rule("/secret/<int:treasure>", view_func=str, endpoint="treasure")
    with pytest.raises(Unknown, match="treasure"):
        list(asks(app, {}))


def test_the_pages_are_read_for_what_they_ask() -> None:
    assert fields() >= {"file", "digest", "seen", "reason", "closes", "email", "password", "next"}


def test_a_canary_is_found_wherever_it_sings() -> None:
    assert sung(b"<td>8,642,097</td>") == sung(b"8642097") == {"8642097"}
    assert sung(b"Wexfar") == sung(b"", header="a; filename=WEXFAR.pdf") == {"Wexfar"}
    assert sung(workbook()) == sung(paper()) == {"Wexfar", "8642097"}
    assert sung(b"8642 and 097, Wex far") == set()


def sung(body: bytes, header: str = "") -> set[str]:
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: Response(body, headers={"Content-Disposition": header or "inline"}))
    client: FlaskClient = app.test_client()
    return found(client.get("/"), ("Wexfar", "8642097"))


def workbook() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/Wexfar.xml", "<v>8642097</v>")
    return file.getvalue()


def paper() -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Title"] = "Wexfar"
        made.attachments["figures.csv"] = b"8642097"
        made.save(file)
    return file.getvalue()
