"""Drafts: one for each person and period, replaced, dropped, and seen by nobody else."""

from sla.cycle import Person
from sla.operations import drafts
from sla.operations.agreements import open_period
from sla.operations.issuing import numbered
from sla.store.drafts import Draft
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, NOW, House, refused


def test_the_last_file_is_kept_for_its_owner_alone(house: House) -> None:
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    for content in (b"first", b"second"):
        assert drafts.keep(house.books, house.north.id, MARCH, Draft("march.csv", content, NOW), by=house.pat) is None
    kept = drafts.kept(house.books, house.north.id, MARCH, by=house.pat)
    assert kept
    assert (kept.file_name, kept.content, kept.at) == ("march.csv", b"second", NOW)
    for other in (house.mia, house.sam, house.rival):
        assert drafts.kept(house.books, house.north.id, MARCH, by=other) is None
    drafts.drop(house.books, house.north.id, MARCH, by=house.sam)
    assert drafts.kept(house.books, house.north.id, MARCH, by=house.pat)
    drafts.drop(house.books, house.north.id, MARCH, by=house.pat)
    assert drafts.kept(house.books, house.north.id, MARCH, by=house.pat) is None


def test_only_what_could_be_sent_is_kept(house: House) -> None:
    house.approved()
    pat = drafts.keep(house.books, house.north.id, MARCH, Draft("f.csv", b"f", NOW), by=house.pat)
    assert pat is None, "it can be offered as a correction"
    assert not isinstance(numbered(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW), Findings)

    def keep(person: Person, month: str = MARCH) -> str:
        answer = drafts.keep(house.books, house.north.id, month, Draft("f.csv", b"f", NOW), by=person)
        return refused(answer)

    assert keep(house.pat) == "cycle.closed"
    assert keep(house.mia) == "cycle.role"
    assert keep(house.sam) == "period.unknown"
    assert keep(house.pat, APRIL) == "period.unknown"
