"""The partner's home: a card for each open period, what is due first before the rest, and the file left behind."""

from datetime import timedelta

from sla.operations import drafts
from sla.operations.agreements import open_period
from sla.operations.home import Card, cards
from sla.store.drafts import Draft
from tests.operations.house import APRIL, MARCH, NOW, House


def shown(card: Card) -> tuple[str, str, int | None]:
    return card.waiting.cell.period.key, card.draft, card.days


def test_a_card_for_each_open_period_with_the_file_left_behind(house: House) -> None:
    assert cards(house.books, by=house.pat, at=NOW) == ()
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    open_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW, closes=NOW + timedelta(days=3, hours=1))
    drafts.keep(house.books, house.north.id, MARCH, Draft("march.csv", b"x", NOW), by=house.pat)
    found = cards(house.books, by=house.pat, at=NOW)
    assert [shown(each) for each in found] == [(APRIL, "", 3), (MARCH, "march.csv", None)]
    assert {(each.title, str(each.zone)) for each in found} == {("Harbour City contact centre", "America/New_York")}
    assert cards(house.books, by=house.sam, at=NOW) == (), "another vendor's periods are no business of theirs"


def test_what_was_sent_waits_no_longer(house: House) -> None:
    house.sent()
    assert cards(house.books, by=house.pat, at=NOW) == ()
