"""The vendor accepts a settlement line by line, in the books: once, by those who may, and it holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from sla.cycle.accepting import Acceptance
from sla.cycle.matter import Kind
from sla.operations import asking
from sla.operations.accepting import accept_lines, lines_now
from sla.operations.figures import load_case
from sla.operations.pages import Scorecard, check_log, scorecard
from sla.operations.restating import restate_period
from sla.operations.submitting import send_figures
from sla.store.books import Books
from sla.values import Findings
from tests.operations.house import MARCH, NOW, House, done, figures, refused
from tests.operations.test_asking import STORM, issued, settled_again


def card(house: House) -> Scorecard:
    found = scorecard(house.books, house.north.id, MARCH, by=house.pat, at=NOW)
    assert found is not None
    return found


def accepted(house: House, *keys: str) -> Acceptance:
    made = accept_lines(house.books, house.north.id, MARCH, keys, by=house.pat, at=NOW)
    assert isinstance(made, Acceptance), made
    return made


def test_accepted_lines_are_kept_with_who_and_when_and_no_longer_disputed(house: House) -> None:
    house.settled()
    first, second = card(house).lines
    accepted(house, first.key)
    states = card(house).lines
    assert [each.accepted is not None for each in states] == [True, False]
    assert states[0].accepted is not None
    assert (states[0].accepted.name, states[0].accepted.at) == ("Pat Partner", NOW)
    answer = asking.ask(house.books, house.north.id, MARCH, Kind.DISPUTE, STORM, "no", by=house.pat, at=NOW)
    assert refused(answer) == "cycle.line-accepted"
    asked = asking.ask(house.books, house.north.id, MARCH, Kind.DISPUTE, STORM, "wrong", by=house.mia, at=NOW)
    assert not isinstance(asked, Findings), "the other side has accepted nothing"
    assert [each.act for each in card(house).log][-2:] == ["lines accepted", "dispute asked for"]
    assert check_log(house.books) is None
    assert second.accepted is None


def test_only_the_vendor_s_own_people_accept(house: House) -> None:
    house.settled()
    keys = [each.key for each in card(house).lines]
    for who, code in ((house.mia, "cycle.role"), (house.sam, "period.unknown"), (house.rival, "period.unknown")):
        answer = accept_lines(house.books, house.north.id, MARCH, keys, by=who, at=NOW)
        assert refused(answer) == code
    assert refused(accept_lines(house.books, house.north.id, MARCH, [], by=house.pat, at=NOW)) == "cycle.line-gone"


def test_it_holds_through_a_restatement_for_the_lines_that_stay(house: House) -> None:
    house.settled(content=figures(MARCH, complaints=11))
    accepted(house, *(each.key for each in card(house).lines))
    issued(house)
    done(restate_period(house.books, house.north.id, MARCH, "late", by=house.mia, at=NOW))
    file = figures(MARCH, complaints=3)
    assert not isinstance(
        send_figures(house.books, house.north.id, MARCH, "b.csv", file, by=house.pat, at=NOW), Findings
    )
    assert card(house).lines == ()
    settled_again(house)
    assert [(each.line.level, each.accepted is not None) for each in card(house).lines] == [
        ("answered_in_time", True),
        ("complaints", False),
    ]


def test_without_days_to_dispute_nothing_counts_as_accepted(house: House) -> None:
    house.settled()
    issued(house)
    with house.books.reading(house.pat) as connection:
        case = load_case(connection, house.pat, house.north.id, MARCH)
        assert case is not None
        states = lines_now(connection, case, NOW + timedelta(days=900))
    assert {each.since for each in states} == {None}


def test_what_was_accepted_is_neither_changed_nor_taken_back(house: House, owner_url: str) -> None:
    """Not by the program, and not by the owner of the tables either."""
    house.settled()
    accepted(house, *(each.key for each in card(house).lines))
    owners = Books.open(owner_url)
    for books in (house.books, owners):
        for act in ("UPDATE acceptance SET lines = '[]'", "DELETE FROM acceptance"):
            with pytest.raises(DatabaseError, match=r"append-only|permission denied"), books.writing(house.mia) as here:
                here.execute(text(act))
    owners.close()
