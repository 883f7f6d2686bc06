"""The pages over a house of operations, visited by its people as a browser would, forms and tokens included."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sla.cycle import Person
from tests.operations.house import MARCH, House, figures

UPLOAD = f"/p/north/{MARCH}/upload"


@dataclass(frozen=True, slots=True)
class Browser:
    """One visitor with their cookies."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        return self.client.get(path, buffered=True)

    def page(self, path: str) -> str:
        """The text of a page that is there."""
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status}"
        return html.unescape(answer.text)

    def post(self, path: str, **fields: object) -> TestResponse:
        """Send a form with its token, as the page it stands on would."""
        return self.client.post(path, data={"csrf_token": self.token(), **fields})

    def token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get("/verify").text)
        assert found
        return found[1]

    def look(self, content: bytes, name: str = "march.csv", path: str = UPLOAD) -> TestResponse:
        """Choose a file and press the button."""
        return self.post(path, file=(io.BytesIO(content), name))

    def seen(self, path: str) -> str:
        """The revision that a page of confirmation shows."""
        found = re.search(r'name="seen" value="(\d+)"', self.page(path))
        assert found
        return found[1]

    def act_on(self, path: str, act: str, **fields: object) -> TestResponse:
        """Press the button of an act on what an address names, as it is now."""
        return self.post(f"{path}/{act}", seen=self.seen(path), **fields)

    def act(self, path: str, **fields: object) -> TestResponse:
        """Open a page of confirmation and press its button."""
        return self.post(path, seen=self.seen(path), **fields)


@dataclass(frozen=True, slots=True)
class Site:
    """The application and the house it stands on."""

    app: Flask
    house: House

    def visit(self, person: Person | None = None) -> Browser:
        """Somebody who is signed in already, or nobody."""
        client = self.app.test_client()
        if person:
            with client.session_transaction() as session:
                session["_user_id"] = str(person.id)
        return Browser(client)

    def sent(self, content: bytes | None = None) -> Browser:
        """The northern vendor has looked at the figures of March and sent them through the pages."""
        browser = self.visit(self.house.pat)
        answer = browser.look(figures(MARCH) if content is None else content)
        assert answer.status_code == 303, html.unescape(answer.text)
        answer = browser.post(f"/p/north/{MARCH}/send", digest=digest(browser.page(answer.headers["Location"])))
        assert answer.status_code == 303, html.unescape(answer.text)
        return browser


def digest(page: str) -> str:
    """The fingerprint that the page of a preview shows."""
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def words(answer: TestResponse) -> str:
    """The text of an answer without its marks, and without the address that whoever asked wrote themselves."""
    text = re.sub(r'<p class="printed hash">[^<]*</p>', "", answer.text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
