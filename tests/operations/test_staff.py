"""Administrators look after the people of their company, and of companies that have nobody who does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from sla.cycle import Person, Role
from sla.operations import invitations, passwords, people, staff
from sla.operations.auditing import verify
from sla.operations.invitations import Invited
from sla.values import Findings
from tests.operations.house import NOW, House, administrator, refused

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "hasher", lambda: PasswordHasher(1, 8, 1))


@pytest.fixture
def ada(house: House) -> Person:
    return administrator(house.books, house.mia)


def invited(house: House, by: Person, company: str = "Harbour City") -> Invited:
    roles = [Role.FINANCE]
    answer = staff.invite(house.books, company, "Nina New", "Nina@new.example", roles, by=by, at=NOW)
    assert isinstance(answer, Invited), answer
    return answer


def test_a_link_lets_somebody_in_once(house: House, ada: Person) -> None:
    link = invited(house, ada)
    assert isinstance(people.sign_in(house.books, "nina@new.example", "", at=NOW), Findings)
    assert [each.invited_until for each in staff.colleagues(house.books, by=ada, at=NOW) if each.invited_until] == [
        link.until
    ]
    assert refused(invitations.accept(house.books, link.secret, "short", at=NOW)) == "person.password"
    assert refused(invitations.accept(house.books, link.secret, "x" * 201, at=NOW)) == "person.password-long"
    assert refused(invitations.accept(house.books, "another secret", PASSWORD, at=NOW)) == "invitation.ended"
    assert invitations.accept(house.books, link.secret, PASSWORD, at=NOW) == link.person
    assert people.sign_in(house.books, "nina@new.example", PASSWORD, at=NOW) == link.person
    assert refused(invitations.accept(house.books, link.secret, "another password", at=NOW)) == "invitation.ended"


def test_a_link_ends_with_its_time_and_with_the_next(house: House, ada: Person) -> None:
    link = invited(house, ada)
    assert invitations.invitee(house.books, link.secret, at=link.until) is None
    another = staff.readmit(house.books, link.person.id, by=ada, at=NOW + timedelta(hours=1))
    assert isinstance(another, Invited)
    assert invitations.invitee(house.books, link.secret, at=NOW) is None
    assert invitations.invitee(house.books, another.secret, at=NOW) == link.person


def test_whoever_is_shut_out_is_out_at_once(house: House, ada: Person) -> None:
    generation = people.generation(house.books, house.fay)
    link = staff.readmit(house.books, house.fay.id, by=ada, at=NOW)
    assert isinstance(link, Invited)
    assert staff.shut_out(house.books, house.fay.id, by=ada, at=NOW) == house.fay
    assert people.person(house.books, house.fay.id) is None
    assert invitations.invitee(house.books, link.secret, at=NOW) is None
    assert refused(staff.readmit(house.books, house.fay.id, by=ada, at=NOW)) == "person.disabled"
    assert staff.let_in(house.books, house.fay.id, by=ada, at=NOW) == house.fay
    assert people.person(house.books, house.fay.id) == house.fay
    assert people.person(house.books, house.fay.id, generation) is None, "what was signed in before stays out"


def test_roles_change_and_the_log_answers_for_it(house: House, ada: Person) -> None:
    roles = [Role.FINANCE, Role.AUDITOR]
    assert isinstance(staff.change_roles(house.books, house.fay.id, roles, by=ada, at=NOW), Person)
    changed = people.person(house.books, house.fay.id)
    assert changed is not None
    assert changed.roles == frozenset(roles)
    assert isinstance(staff.change_roles(house.books, house.fay.id, [Role.AUDITOR], by=ada, at=NOW), Person)
    mixed = staff.change_roles(house.books, house.fay.id, [Role.AUDITOR, Role.ADMINISTRATOR], by=ada, at=NOW)
    assert refused(mixed) == "person.roles"
    assert refused(staff.change_roles(house.books, house.fay.id, [], by=ada, at=NOW)) == "person.no-role"
    assert verify(house.books, house.press.archive).faults == ()


Act = Callable[[House, int, Person], object]
ACTS: tuple[Act, ...] = (
    lambda house, number, by: staff.readmit(house.books, number, by=by, at=NOW),
    lambda house, number, by: staff.change_roles(house.books, number, [Role.AUDITOR], by=by, at=NOW),
    lambda house, number, by: staff.shut_out(house.books, number, by=by, at=NOW),
    lambda house, number, by: staff.let_in(house.books, number, by=by, at=NOW),
    lambda house, number, by: staff.colleague(house.books, number, by=by, at=NOW),
)


def test_nobody_else_looks_after_people(house: House, ada: Person) -> None:
    there = administrator(house.books, house.rival, "Rolf Rival")
    for act in ACTS:
        for by, of in (
            (house.mia, house.fay),
            (there, house.fay),
            (ada, house.rival),
            (ada, Person(4711, "", 0, frozenset())),
        ):
            assert refused(act(house, of.id, by)) == "person.unknown"
    assert staff.addressed(house.books, house.rival.email, by=ada) is None
    assert refused(staff.invite(house.books, "X", "Eve", "e@x", [Role.AUDITOR], by=house.mia, at=NOW)) == "person.role"


def test_the_founders_look_after_companies_without_an_administrator(house: House, ada: Person) -> None:
    assert staff.may_look_elsewhere(house.books, by=ada)
    assert staff.addressed(house.books, " RITA@rival.example", by=ada) == house.rival.id
    assert staff.shut_out(house.books, house.rival.id, by=ada, at=NOW) == people_of(house, ada)
    there = administrator(house.books, house.rival, "Rolf Rival")
    assert refused(staff.let_in(house.books, house.rival.id, by=ada, at=NOW)) == "person.unknown"
    assert not staff.may_look_elsewhere(house.books, by=there)
    own = staff.let_in(house.books, house.rival.id, by=there, at=NOW)
    assert isinstance(own, Person)
    other = staff.invite(house.books, "Rival City", "Spy", "spy@x.example", [Role.MANAGER], by=ada, at=NOW)
    assert refused(other) == "person.other-company"


def people_of(house: House, ada: Person) -> Person:
    """The rival as the books have them: the house's own copy holds every role."""
    known = staff.colleague(house.books, house.rival.id, by=ada, at=NOW)
    assert not isinstance(known, Findings)
    return known.person


def test_nobody_takes_away_the_last_administrator(house: House, ada: Person) -> None:
    assert refused(staff.shut_out(house.books, ada.id, by=ada, at=NOW)) == "person.oneself"
    assert refused(staff.change_roles(house.books, ada.id, [Role.AUDITOR], by=ada, at=NOW)) == "person.oneself"
    amy = administrator(house.books, house.mia, "Amy Admin")
    assert staff.shut_out(house.books, ada.id, by=amy, at=NOW) == ada
    assert refused(staff.shut_out(house.books, amy.id, by=ada, at=NOW)) == "person.unknown", "who is out acts no more"


def test_auditors_read_who_there_is(house: House, ada: Person) -> None:
    names = [each.person.name for each in staff.colleagues(house.books, by=house.audrey, at=NOW)]
    assert names == [each.person.name for each in staff.colleagues(house.books, by=ada, at=NOW)]
    assert {"Ada Admin", "Audrey Auditor", "Mia Manager"} <= set(names)
    assert "Rita Rival" not in names
    assert staff.colleagues(house.books, by=house.mia, at=NOW) == ()
