"""Links to come in by, sent by mail: as good as the one that was shown, and kept nowhere either."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from argon2 import PasswordHasher

from sla.cycle import Person, Role
from sla.operations import invitations, passwords, staff
from sla.operations.delivering import Courier
from sla.operations.invitations import Invited
from sla.operations.linking import WAITS
from sla.operations.pages import check_log
from sla.operations.people import reachable, speak
from tests.operations.house import NOW, House, administrator, refused
from tests.operations.test_delivering import Watch
from tests.operations.test_mailing import Box, courier, opened

PASSWORD = "quite a long password"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", lambda: PasswordHasher(1, 8, 1))


@pytest.fixture
def box() -> Iterator[Box]:
    with opened() as held:
        yield held


@pytest.fixture
def ada(house: House) -> Person:
    return administrator(house.books, house.mia)


def invited(house: House, by: Person, *, mailed: bool = True) -> Invited:
    who = ("Harbour City", "Nina New", "nina@new.example", [Role.FINANCE])
    made = staff.invite(house.books, *who, by=by, at=NOW, mailed=mailed)
    assert isinstance(made, Invited), made
    return made


def secret(letter: EmailMessage) -> str:
    found = re.search(r"https://sla.example/invited/(\S+)", letter.get_content())
    assert found, letter.get_content()
    return found[1]


def test_either_link_lets_in_and_ends_both(house: House, box: Box, ada: Person) -> None:
    shown, post = invited(house, ada), courier(house, box, Watch(NOW))
    assert shown.mailed
    assert (post.round(), post.round()) == (1, 0)
    assert box.to == ["nina@new.example"]
    mailed = secret(box.letters[0])
    assert mailed != shown.secret
    assert "Ada Admin of Harbour City made this link for you" in box.letters[0].get_content()
    for each in (mailed, shown.secret):
        assert invitations.invitee(house.books, each, at=NOW) == shown.person
    assert invitations.accept(house.books, mailed, PASSWORD, at=NOW) == shown.person
    assert refused(invitations.accept(house.books, shown.secret, PASSWORD, at=NOW)) == "invitation.ended"
    assert check_log(house.books) is None


def test_what_the_server_refuses_is_tried_again_until_somebody_came_in(house: House, box: Box, ada: Person) -> None:
    shown, watch = invited(house, ada), Watch(NOW)
    post = courier(house, box, watch)
    box.refuses = ["451 later", "451 later"]
    assert (post.round(), post.round()) == (1, 0)
    watch.at += WAITS[0]
    assert post.round() == 1
    invitations.accept(house.books, shown.secret, PASSWORD, at=NOW)
    watch.at += WAITS[1]
    assert (post.round(), box.letters) == (0, [])


def test_it_is_given_up_at_last(house: House, box: Box, ada: Person) -> None:
    invited(house, ada)
    watch = Watch(NOW)
    post = courier(house, box, watch)
    box.refuses = ["451 later"] * (len(WAITS) + 2)
    tried = 0
    for wait in (timedelta(), *WAITS, timedelta(days=1)):
        watch.at += wait
        tried += post.round()
    assert tried == len(WAITS) + 1


def test_only_what_is_promised_is_mailed(house: House, box: Box, ada: Person) -> None:
    shown = invited(house, ada, mailed=False)
    without = Courier(house.books, house.press, Watch(NOW), mail=box.mail)
    assert (courier(house, box, Watch(NOW)).round(), without.round()) == (0, 0)
    again = staff.readmit(house.books, shown.person.id, by=ada, at=NOW, mailed=True)
    assert isinstance(again, Invited)
    assert without.round() == 0, "without an address of the pages there is no link"
    assert courier(house, box, Watch(again.until)).round() == 0, "it has ended"
    assert [reachable(each) for each in ("nina@new.example", "a<b@x.example", "ü@x.example")] == [True, False, False]


def test_it_speaks_the_language_of_whoever_made_it(house: House, box: Box, ada: Person) -> None:
    speak(house.books, "de", by=ada, at=NOW)
    invited(house, ada)
    courier(house, box, Watch(NOW)).round()
    assert box.letters[0]["Subject"] == "Ihr Link zum Hereinkommen"
    assert "Er gilt einmal und bis 13. Juli 2026." in box.letters[0].get_content()
