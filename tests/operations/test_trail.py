"""The log as it is read: what one sees, of one's own company, and nothing of others; whole, and to take away."""

from __future__ import annotations

import json
from datetime import timedelta

from sla.cycle import Person, Role
from sla.operations import staff
from sla.operations.invitations import Invited
from sla.operations.trail import ELSEWHERE, acts, chain, count, entries, exported
from sla.store.trail import Entry, Wanted
from tests.operations.house import MARCH, NOW, House, administrator

ALL = Wanted()


def read(house: House, by: Person, wanted: Wanted = ALL) -> tuple[Entry, ...]:
    return entries(house.books, wanted, 0, 500, by=by)


def test_an_auditor_reads_what_was_done_on_what_they_see(house: House) -> None:
    house.issued()
    found = read(house, house.audrey)
    assert [each.act for each in found if each.series == "NORTH" and each.period == MARCH][-1] == "period opened"
    assert [each.number for each in found] == sorted((each.number for each in found), reverse=True)
    assert count(house.books, ALL, by=house.audrey) == len(found)
    assert set(acts(house.books, by=house.audrey)) == {each.act for each in found}


def test_it_is_narrowed_and_turned_over(house: House) -> None:
    house.sent()
    everything = read(house, house.audrey)
    sent = read(house, house.audrey, Wanted(series="north", email=house.pat.email.upper()))
    assert [each.name for each in sent] == ["Pat Partner"]
    assert read(house, house.audrey, Wanted(act=sent[0].act)) == sent
    assert read(house, house.audrey, Wanted(since=NOW + timedelta(1))) == ()
    assert read(house, house.audrey, Wanted(before=NOW)) == ()
    assert entries(house.books, ALL, 1, 2, by=house.audrey) == everything[1:3]


def test_nobody_reads_of_others(house: House) -> None:
    house.issued()
    there, ada = administrator(house.books, house.rival, "Rolf Rival"), administrator(house.books, house.mia)
    for stranger in (there, house.sam, ada):
        found = read(house, stranger)
        assert "NORTH" not in {each.series for each in found}
        assert not {each.period for each in found} & {MARCH}


def test_of_people_elsewhere_it_is_said_that_there_was_an_act(house: House) -> None:
    ada = administrator(house.books, house.mia)
    for company, mail in (("Rival City", "new@rival.example"), ("Harbour City", "new@harbour.example")):
        assert isinstance(staff.invite(house.books, company, "New", mail, [Role.AUDITOR], by=ada, at=NOW), Invited)
    at_home, elsewhere = read(house, ada)[:2]
    assert at_home.detail["person"] == "new@harbour.example"
    assert elsewhere.detail == ELSEWHERE
    auditor = Person(ada.id, "Ada Auditor", ada.organisation, frozenset({Role.AUDITOR}))
    text = "".join(exported(house.books, by=auditor))
    assert "new@harbour.example" in text
    assert "rival" not in text.lower()


def test_an_administrator_reads_nothing_of_what_was_agreed(house: House) -> None:
    ada = administrator(house.books, house.mia)
    found = read(house, ada)
    assert "agreement added" in {each.act for each in found}
    assert "Northline" not in str(found)


def test_what_is_taken_away_follows_the_chain_and_says_what_one_may_read(house: House) -> None:
    house.issued()
    head, *lines = map(json.loads, exported(house.books, by=house.audrey))
    assert head["entries"] == len(lines) == chain(house.books).entries
    assert head["head"] == chain(house.books).head == lines[-1]["digest"]
    said = {each["number"] for each in lines if "content" in each}
    assert said == {each.number for each in read(house, house.audrey)}
    assert chain(house.books).whole
