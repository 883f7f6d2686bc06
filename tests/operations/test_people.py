"""People: who founds an installation, who is added, who signs in."""

from collections.abc import Iterator

import pytest

from sla.cycle import Person, Role
from sla.operations.people import add_person, colleagues, found_installation, person, sign_in
from sla.store.books import Books
from sla.store.database import migrate
from sla.values import Findings
from tests.operations.house import NOW, House, refused

SECRET = "a long enough password"


@pytest.fixture
def books(database_url: str) -> Iterator[Books]:
    migrate(database_url)
    opened = Books.open(database_url)
    yield opened
    opened.close()


def founded(books: Books) -> Person:
    ada = found_installation(books, "Harbour City", "Ada", "ada@harbour.example", SECRET, at=NOW)
    assert isinstance(ada, Person)
    return ada


def test_the_first_one_adds_the_others(books: Books) -> None:
    ada = founded(books)
    assert ada.roles == {Role.ADMINISTRATOR}
    roles = [Role.MANAGER, Role.FINANCE]
    mia = add_person(books, "Harbour City", "Mia", " Mia@Harbour.example ", SECRET, roles, by=ada, at=NOW)
    assert isinstance(mia, Person)
    assert (mia.email, mia.organisation, mia.roles) == ("mia@harbour.example", ada.organisation, frozenset(roles))
    pat = add_person(books, "Northline", "Pat", "pat@northline.example", SECRET, [Role.PARTNER], by=ada, at=NOW)
    assert isinstance(pat, Person)
    assert pat.organisation != ada.organisation
    assert [each.name for each in colleagues(books, by=mia)] == ["Ada", "Mia"]
    assert person(books, mia.id) == mia
    assert person(books, 4711) is None


def test_there_is_one_first(books: Books) -> None:
    founded(books)
    again = found_installation(books, "Rival City", "Rita", "rita@rival.example", SECRET, at=NOW)
    assert refused(again) == "person.not-first"


def test_signing_in(books: Books) -> None:
    ada = founded(books)
    assert sign_in(books, "ADA@harbour.example", SECRET, at=NOW) == ada
    wrong = sign_in(books, "ada@harbour.example", "another password", at=NOW)
    unknown = sign_in(books, "eve@harbour.example", SECRET, at=NOW)
    assert wrong == unknown  # it tells nobody which addresses there are
    assert refused(wrong) == "person.sign-in"


def test_passwords_are_kept_as_argon2_hashes(books: Books) -> None:
    founded(books)
    with books.reading(None) as connection:
        kept = connection.exec_driver_sql("SELECT password FROM person").scalar_one()
    assert kept.startswith("$argon2id$")


def test_only_an_administrator_adds_people(house: House) -> None:
    added = add_person(house.books, "Harbour City", "Eve", "e@x", SECRET, [Role.FINANCE], by=house.mia, at=NOW)
    assert refused(added) == "person.role"


def test_an_administrator_elsewhere_adds_people_to_their_own_company_only(books: Books) -> None:
    """Otherwise a company could look into another's agreements by adding somebody there."""
    ada = founded(books)
    eve = add_person(books, "Rival City", "Eve", "eve@rival.example", SECRET, [Role.ADMINISTRATOR], by=ada, at=NOW)
    assert isinstance(eve, Person)
    own = add_person(books, "Rival City", "Rita", "rita@rival.example", SECRET, [Role.MANAGER], by=eve, at=NOW)
    assert isinstance(own, Person)
    for company in ("Harbour City", "Newly Named"):
        spy = add_person(books, company, "Spy", "spy@rival.example", SECRET, [Role.MANAGER], by=eve, at=NOW)
        assert refused(spy) == "person.other-company"
    there = add_person(books, "Newly Named", "Nina", "nina@new.example", SECRET, [Role.AUDITOR], by=ada, at=NOW)
    assert isinstance(there, Person)


def test_all_that_is_wrong_is_said_at_once(books: Books) -> None:
    ada = founded(books)
    added = add_person(books, "Harbour City", " ", "no address", "short", list(Role), by=ada, at=NOW)
    assert isinstance(added, Findings)
    assert [each.code for each in added] == ["person.name", "person.email", "person.roles", "person.password"]
    smiling = add_person(books, "Harbour City", "Eve 😀", "e@x", SECRET, [Role.AUDITOR], by=ada, at=NOW)
    assert refused(smiling) == "person.unprintable"
    taken = add_person(books, "Harbour City", "Ada", "ADA@harbour.example", SECRET, [Role.AUDITOR], by=ada, at=NOW)
    assert refused(taken) == "person.taken"
