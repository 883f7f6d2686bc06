"""Idempotency keys: a writing request that is sent again is answered again, and not done again."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from werkzeug.test import TestResponse

from sla.operations.pages import scorecard
from sla.web.api import figures as door
from tests.operations.house import MARCH, NOW, figures
from tests.web.api.machine import AT, Machine, code
from tests.web.site import Site

SENDERS = 8


def send(pat: Machine, key: str = "one", content: bytes = figures(MARCH), headers: str = "") -> TestResponse:
    told = {"Idempotency-Key": key} | ({"If-Match": headers} if headers else {})
    return pat.ask(f"{AT}/submissions", "POST", data={"file": (io.BytesIO(content), "march.csv")}, headers=told)


def versions(site: Site) -> int:
    house = site.house
    card = scorecard(house.books, house.north.id, MARCH, by=house.pat, at=NOW)
    assert card
    return len(card.uploads)


def test_the_same_again_is_answered_again(site: Site) -> None:
    pat = Machine(site, site.house.pat)
    first, again = send(pat), send(Machine(site, site.house.pat))
    assert (first.status_code, again.status_code, first.data) == (201, 201, again.data)
    assert (first.headers.get("Idempotent-Replayed"), again.headers["Idempotent-Replayed"]) == (None, "true")
    assert code(send(pat, "another")) == "409 cycle.sent-before"
    assert code(send(pat, "another")) == "409 cycle.sent-before"
    assert versions(site) == 1


def test_another_request_needs_another_key(site: Site) -> None:
    pat = Machine(site, site.house.pat)
    send(pat)
    assert code(send(pat, content=figures(MARCH, answered=700))) == "422 request.key-taken"
    assert code(send(pat, headers='"1.1"')) == "422 request.key-taken"
    assert code(send(pat, "x" * 300)) == "422 request.key"
    assert versions(site) == 1


def test_an_act_is_done_once(site: Site) -> None:
    site.house.sent()
    mia = Machine(site, site.house.mia)
    told = {"If-Match": mia.ask(AT).headers["ETag"], "Idempotency-Key": "settle it"}
    first, again = (mia.ask(f"{AT}/settle", "POST", headers=told) for _ in range(2))
    assert first.status_code == again.status_code == 200, again.text
    assert first.headers["ETag"] == again.headers["ETag"]
    assert first.data == again.data


def test_what_broke_on_our_side_may_be_sent_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    pat = Machine(site, site.house.pat)
    with monkeypatch.context() as patched:
        patched.setattr(door, "send_figures", broken)
        assert code(send(pat)) == "500 request.500"
    assert send(pat).status_code == 201


def broken(*_: object, **__: object) -> None:
    raise OSError("the disk is full")


def test_of_many_at_once_one_is_done(site: Site) -> None:
    barrier = Barrier(SENDERS)
    machines = [Machine(site, site.house.pat) for _ in range(SENDERS)]

    def sender(pat: Machine) -> TestResponse:
        barrier.wait()
        return send(pat)

    with ThreadPoolExecutor(SENDERS) as pool:
        answers = list(pool.map(sender, machines))
    done = [each for each in answers if each.status_code == 201]
    assert len([each for each in done if "Idempotent-Replayed" not in each.headers]) == 1
    assert {code(each) for each in answers if each.status_code != 201} <= {"409 request.under-way"}
    assert {send(pat).data for pat in machines} == {done[0].data}
    assert versions(site) == 1
