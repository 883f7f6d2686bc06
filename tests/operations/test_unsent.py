"""Forms that are being filled in: kept for one person, added to, replaced only by who has seen what is there."""

import pytest

from sla.cycle import Person
from sla.operations import unsent
from sla.operations.agreements import open_period
from sla.store.unsent import Form, Unsent
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, NOW, House, refused

STORM, RAIN = ("storm.txt", b"wind"), ("rain.txt", b"water \x00 and more")
WROTE = {"reason": "the line was down,\n„zwei Tage“", "extent": "whole"}


@pytest.fixture
def form(house: House) -> Form:
    """The northern vendor's form for relief."""
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    return Form(house.north.id, MARCH, "ask/relief")


def kept(house: House, form: Form, by: Person) -> Unsent:
    found = unsent.kept(house.books, form, by=by)
    assert found
    return found


def test_what_is_written_is_there_for_its_writer_alone(house: House, form: Form) -> None:
    unsent.keep(house.books, form, {"reason": "first"}, [STORM], by=house.pat, at=NOW)
    unsent.keep(house.books, form, WROTE, [RAIN, STORM], by=house.pat, at=NOW)
    found = kept(house, form, house.pat)
    assert (found.fields, found.revision, found.at) == (WROTE, 2, NOW)
    assert [(each.name, each.size) for each in found.files] == [("storm.txt", 4), ("rain.txt", 16)]
    assert unsent.files(house.books, form, by=house.pat) == (STORM, RAIN)
    (waiting,) = unsent.waiting(house.books, by=house.pat)
    assert (waiting.series, waiting.vendor, waiting.period.key) == ("NORTH", "Northline", MARCH)
    assert (waiting.name, waiting.kept) == (form.name, found)
    for other in (house.mia, house.sam, house.rival):
        assert unsent.kept(house.books, form, by=other) is None
        assert unsent.files(house.books, form, by=other) == ()
        assert unsent.waiting(house.books, by=other) == ()
        unsent.drop(house.books, form, by=other)
    unsent.keep(house.books, form, {"reason": "hers"}, by=house.mia, at=NOW)
    unsent.keep(house.books, form, WROTE, without=[found.files[0].id], by=house.mia, at=NOW)
    assert kept(house, form, house.pat) == found, "nobody changes another's"
    unsent.keep(house.books, form, WROTE, without=[found.files[0].id], by=house.pat, at=NOW)
    assert unsent.files(house.books, form, by=house.pat) == (RAIN,)
    unsent.drop(house.books, form, by=house.pat)
    assert unsent.kept(house.books, form, by=house.pat) is None
    assert kept(house, form, house.mia).fields == WROTE


def test_what_was_not_seen_is_not_written_over(house: House, form: Form) -> None:
    first = unsent.keep(house.books, form, {"reason": "here"}, by=house.pat, at=NOW, seen=0)
    assert isinstance(first, Unsent)
    elsewhere = unsent.keep(house.books, form, {"reason": "there"}, [STORM], by=house.pat, at=NOW, seen=0)
    assert refused(elsewhere) == "unsent.elsewhere"
    assert kept(house, form, house.pat) == first
    unsent.drop(house.books, form, by=house.pat)
    late = unsent.keep(house.books, form, {"reason": "sent already"}, by=house.pat, at=NOW, seen=first.revision)
    assert refused(late) == "unsent.elsewhere"
    assert unsent.kept(house.books, form, by=house.pat) is None


def test_what_is_too_much_is_refused_and_the_words_are_kept(
    house: House, form: Form, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsent, "MOST_BYTES", 10)
    assert isinstance(unsent.keep(house.books, form, WROTE, [STORM], by=house.pat, at=NOW), Unsent)
    assert refused(unsent.keep(house.books, form, WROTE, [RAIN], by=house.pat, at=NOW)) == "unsent.size"
    assert unsent.files(house.books, form, by=house.pat) == (STORM,)
    assert kept(house, form, house.pat).fields == WROTE
    long = {"reason": "x" * (unsent.MOST_CHARACTERS + 1)}
    assert refused(unsent.keep(house.books, form, long, by=house.pat, at=NOW)) == "unsent.long"


def test_nobody_keeps_what_is_about_a_period_that_they_do_not_see(house: House, form: Form) -> None:
    for by, month in ((house.sam, MARCH), (house.rival, MARCH), (house.pat, APRIL)):
        answer = unsent.keep(house.books, Form(form.agreement, month, form.name), WROTE, by=by, at=NOW)
        assert isinstance(answer, Findings)
        assert refused(answer) == "period.unknown"
