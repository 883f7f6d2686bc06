"""Something with a token, that asks the machines' door."""

from __future__ import annotations

from typing import Any

from werkzeug.test import TestResponse

from sla.cycle import Person
from sla.cycle.token import Scope
from sla.operations.tokens import Granted, grant
from tests.operations.house import MARCH, NOW
from tests.web.site import Site

AT = f"/api/v1/agreements/north/periods/{MARCH}"


class Machine:
    """It may all that its person may, unless told otherwise."""

    def __init__(self, site: Site, person: Person, *scopes: Scope) -> None:
        granted = grant(site.house.books, "machine", scopes or tuple(Scope), 30, by=person, at=NOW)
        assert isinstance(granted, Granted)
        self.granted = granted
        self.client = site.app.test_client()

    def ask(
        self,
        path: str,
        method: str = "GET",
        *,
        data: object = None,
        said: object = None,
        headers: dict[str, str] | None = None,
    ) -> TestResponse:
        told = {"Authorization": f"Bearer {self.granted.secret}", **(headers or {})}
        return self.client.open(path, method=method, headers=told, data=data, json=said)

    def act(self, act: str, etag: str, **said: str) -> TestResponse:
        return self.ask(f"{AT}/{act}", "POST", said=said, headers={"If-Match": etag})


def code(answer: TestResponse) -> str:
    """The status and the first finding, each of which says what to do."""
    found: dict[str, Any] = answer.get_json()
    assert all(each["remedy"] for each in found["findings"]), found
    return f"{answer.status_code} {found['findings'][0]['code']}"
