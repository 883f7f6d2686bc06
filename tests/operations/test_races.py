"""Two clicks, two workers, sixteen threads: of those who decide at once exactly one wins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sla.cycle import Cycle, Person
from sla.operations.deciding import approve_period, reopen_period, settle_period
from sla.operations.issuing import issue_statement
from sla.operations.pages import disagreeing, list_statements, scorecard, trial_balance
from sla.operations.submitting import Receipt, send_figures
from sla.store.books import Books
from sla.store.issued import Issued
from sla.values import Findings
from tests.operations.house import MARCH, NOW, House, figures

THREADS = 16
LOST = {"cycle.changed-meanwhile", "cycle.stage", "cycle.signed-already", "cycle.sent-before", "cycle.number-taken"} | {
    "request.under-way"
}
"""What those who came too late are told, depending on how late they came."""


def at_once(url: str, act: Callable[[Books, int], object], threads: int = THREADS) -> list[object]:
    """Every thread with books of its own, all let go in one moment; the results of those who won."""
    barrier = Barrier(threads)

    def run(index: int) -> object:
        books = Books.open(url)
        try:
            barrier.wait()
            return act(books, index)
        finally:
            books.close()

    with ThreadPoolExecutor(threads) as pool:
        results = list(pool.map(run, range(threads)))
    for result in results:
        if isinstance(result, Findings):
            assert {each.code for each in result} <= LOST, result
    return [result for result in results if not isinstance(result, Findings)]


def test_one_file_is_taken_in(house: House, url: str) -> None:
    house.sent()
    file = figures(MARCH, answered=700)

    def send(books: Books, _: int) -> object:
        return send_figures(books, house.north.id, MARCH, "again.csv", file, by=house.pat, at=NOW)

    (receipt,) = at_once(url, send)
    assert isinstance(receipt, Receipt)
    assert [sent.version for sent in receipt.cycle.sent] == [1, 2]


def test_one_settles(house: House, url: str) -> None:
    house.sent()

    def settle(books: Books, index: int) -> object:
        return settle_period(books, house.north.id, MARCH, by=(house.mia, house.max)[index % 2], at=NOW)

    assert len(at_once(url, settle)) == 1


def test_one_signature_is_given(house: House, url: str) -> None:
    house.settled()

    def approve(books: Books, index: int) -> object:
        return approve_period(books, house.north.id, MARCH, by=(house.fay, house.fred)[index % 2], at=NOW)

    (won,) = at_once(url, approve)
    assert isinstance(won, Cycle)
    assert len(won.approvals) == 1


def test_approving_against_reopening(house: House, url: str) -> None:
    """Whoever comes first, the other is told; nothing is approved that was taken back."""
    settled = house.settled()

    def decide(books: Books, index: int) -> object:
        if index % 2:
            return reopen_period(books, house.north.id, MARCH, "wrong", by=house.mia, at=NOW, seen=settled.revision)
        return approve_period(books, house.north.id, MARCH, by=house.fay, at=NOW, seen=settled.revision)

    (won,) = at_once(url, decide)
    assert isinstance(won, Cycle)
    card = scorecard(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    assert card is not None
    assert card.cycle == won


def test_one_issues_and_it_is_posted_once(house: House, url: str) -> None:
    house.approved()

    def issue(books: Books, index: int) -> object:
        by: Person = (house.fay, house.fred)[index % 2]
        return issue_statement(books, house.press, house.north.id, MARCH, by=by, at=NOW)

    (won,) = at_once(url, issue)
    assert isinstance(won, Issued)
    assert won.number == "NORTH-0001"
    assert list_statements(house.books, by=house.fay) == (won,)
    assert [str(each.total) for each in trial_balance(house.books, by=house.fay)] == ["USD 2500.00", "USD -2500.00"]


def test_numbers_taken_at_once_have_no_gap(house: House, url: str) -> None:
    months = [f"2026-{month:02d}" for month in range(1, 9)]
    for month in months:
        house.approved(month)

    def issue(books: Books, index: int) -> object:
        month = months[index % 8]
        return issue_statement(books, house.press, house.north.id, month, by=house.fay, at=NOW)

    assert len(at_once(url, issue)) == 8
    issued = list_statements(house.books, by=house.fay)
    assert sorted(each.number for each in issued) == [f"NORTH-{sequence:04d}" for sequence in range(1, 9)]
    assert disagreeing(house.books, by=house.fay) == ()
