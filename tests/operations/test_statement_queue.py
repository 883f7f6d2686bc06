"""What finance books, one by one and together, and the list by what is asked for."""

from __future__ import annotations

from datetime import timedelta

from sla.cycle.claims import Booking
from sla.operations.claims import book_statement, book_statements, lapse_claim, take_back_booking
from sla.operations.pages import check_log
from sla.operations.statement_queue import statement_queue
from sla.store.issued import Wanted
from tests.operations.house import APRIL, MAY, NOW, House, figures, refused
from tests.operations.test_claims import CLAIMING, FIRST, TODAY, claim, claiming, paid, totals


def test_what_is_booked_posts_nothing_and_counts_as_no_claim(house: House) -> None:
    house = claiming(house)
    house.issued()
    before = totals(house)
    made = book_statement(house.books, CLAIMING, TODAY, "ERP 7", by=house.fay, at=NOW)
    assert isinstance(made, Booking)
    assert totals(house) == before
    assert refused(book_statement(house.books, CLAIMING, TODAY, "ERP 8", by=house.fay, at=NOW)) == "cycle.booked-before"
    assert isinstance(lapse_claim(house.books, CLAIMING, by=house.fay, at=NOW + timedelta(days=8)), Booking)
    back = take_back_booking(house.books, CLAIMING, TODAY, "ERP 9", by=house.fay, at=NOW)
    assert isinstance(back, Booking)
    assert (back.sequence, claim(house, CLAIMING).booked) == (3, None)
    assert check_log(house.books) is None


def test_statements_are_booked_together_or_not_at_all(house: House) -> None:
    house.issued()
    house.issued(APRIL, figures(APRIL, answered=900))
    both = (FIRST, "NORTH-0002")
    book_statement(house.books, FIRST, TODAY, "ERP 7", by=house.fay, at=NOW)
    assert refused(book_statements(house.books, both, TODAY, "ERP 8", by=house.fay, at=NOW)) == "cycle.booked-before"
    assert claim(house, "NORTH-0002").booked is None
    take_back_booking(house.books, FIRST, TODAY, "ERP 9", by=house.fay, at=NOW)
    made = book_statements(house.books, both, TODAY, "ERP 10", by=house.fay, at=NOW)
    assert [str(each.amount) for each in made if isinstance(each, Booking)] == ["USD 2500.00", "USD 1000.00"]
    assert check_log(house.books) is None


def test_the_queue_knows_what_is_booked_and_what_is_open(house: House) -> None:
    house.issued()
    house.issued(APRIL, figures(APRIL, answered=900))
    house.issued(MAY, figures(MAY, answered=750))
    paid(house, "2500.00")
    book_statements(house.books, [FIRST], TODAY, "ERP 7", by=house.fay, at=NOW)

    def numbers(**asked: str) -> list[str]:
        queue = statement_queue(house.books, Wanted(**asked), by=house.fay, page=lambda _: slice(10))
        assert queue.found == len(queue.statements)
        return [each.number for each in queue.statements]

    assert numbers(booked="yes") == numbers(moves="penalty") == [FIRST]
    assert numbers(booked="no") == ["NORTH-0003", "NORTH-0002"]
    assert numbers(state="open") == numbers(moves="incentive") == ["NORTH-0002"]
    assert numbers(state="cleared") == ["NORTH-0003", FIRST]
    assert numbers(currency="EUR") == numbers(company="Southcall") == []
    queue = statement_queue(house.books, Wanted(), by=house.fay, page=lambda every: slice(every - 1, every))
    assert ([each.number for each in queue.statements], queue.found) == ([FIRST], 3)
    assert [(period.label, count) for period, count in queue.to_book] == [("May 2026", 1), ("April 2026", 1)]
    nobody = statement_queue(house.books, Wanted(), by=house.sam, page=lambda _: slice(10))
    assert (nobody.found, nobody.choices.periods, nobody.to_book) == (0, (), ())
