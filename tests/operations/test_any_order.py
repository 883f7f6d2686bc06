"""Whatever people try, in whatever order: the books add up, and the numbers have no gap."""

from random import Random

import pytest

from sla.cycle import Cycle, Stage
from sla.operations.agreements import open_period
from sla.operations.deciding import approve_period, reopen_period, settle_period
from sla.operations.issuing import issue_statement
from sla.operations.issuing import numbered as take_number
from sla.operations.pages import agreement, check_log, disagreeing, list_statements, portfolio, trial_balance
from sla.operations.submitting import send_figures
from sla.values import Findings
from tests.operations.house import NOW, House, figures

MONTHS = [f"2026-{month:02d}" for month in range(1, 5)]
ACTS = (
    "open",
    "send",
    "send",
    "settle",
    "settle",
    "approve",
    "approve",
    "approve",
    "reopen",
    "number",
    "issue",
    "issue",
)


def tried(house: House, chance: Random) -> object:
    """Somebody tries something, sensible or not."""
    books, north = house.books, house.north.id
    month = chance.choice(MONTHS)
    by = chance.choice([house.pat, house.mia, house.max, house.fay, house.fred, house.audrey, house.sam, house.rival])
    match chance.choice(ACTS):
        case "open":
            return open_period(books, north, month, by=house.mia, at=NOW)
        case "send":
            file = figures(month, answered=chance.choice([600, 700, 900]), complaints=chance.choice([2, 20, None]))
            return send_figures(books, north, month, "figures.csv", file, by=house.pat, at=NOW)
        case "settle":
            return settle_period(books, north, month, by=chance.choice([house.mia, house.max]), at=NOW)
        case "approve":
            return approve_period(books, north, month, by=by, at=NOW)
        case "reopen":
            return reopen_period(books, north, month, "a mistake", by=by, at=NOW)
        case "number":
            return take_number(books, house.press, north, month, by=by, at=NOW)
        case _:
            return issue_statement(books, house.press, north, month, by=house.fay, at=NOW)


@pytest.mark.parametrize("seed", range(2))
def test_any_order(house: House, seed: int) -> None:
    chance = Random(seed)
    refused = sum(isinstance(tried(house, chance), Findings) for _ in range(150))
    assert 0 < refused < 150
    check_books(house)
    finish(house)
    check_books(house)
    assert {cell.stage for cell in portfolio(house.books, by=house.mia)} == {Stage.ISSUED}


def check_books(house: House) -> None:
    """The trial balance is zero, ledger and statements agree, numbers run on, the log is whole."""
    balances = trial_balance(house.books, by=house.audrey)
    assert sum(each.total.minor for each in balances) == 0
    assert disagreeing(house.books, by=house.audrey) == ()
    concluded = agreement(house.books, house.north.id, by=house.audrey)
    assert concluded is not None
    numbers = sorted(cycle.number for cycle in concluded.cycles if cycle.number)
    assert numbers == [f"NORTH-{sequence:04d}" for sequence in range(1, len(numbers) + 1)]
    issued = list_statements(house.books, by=house.audrey)
    assert {each.number for each in issued} == {each.number for each in concluded.cycles if each.stage is Stage.ISSUED}
    owed = sum(each.net.minor for each in issued)
    assert owed == -sum(each.total.minor for each in balances if each.account.endswith("vendor"))
    assert check_log(house.books) is None


def finish(house: House) -> None:
    """Bring every month to its end from wherever it got stuck."""
    books, north = house.books, house.north.id
    for month in MONTHS:
        open_period(books, north, month, by=house.mia, at=NOW)
    for month in reversed(MONTHS):
        reopen_period(books, north, month, "start again", by=house.mia, at=NOW)
    for month in MONTHS:
        send_figures(books, north, month, "final.csv", figures(month), by=house.pat, at=NOW)
        settle_period(books, north, month, by=house.mia, at=NOW)
        for by in (house.max, house.fay):
            approve_period(books, north, month, by=by, at=NOW)
        issue_statement(books, house.press, north, month, by=house.fay, at=NOW)


def test_reopened_and_settled_again_the_old_settlement_stays_on_record(house: House) -> None:
    house.approved()
    reopened = reopen_period(house.books, house.north.id, "2026-03", "recount", by=house.mia, at=NOW)
    assert isinstance(reopened, Cycle)
    assert (reopened.stage, reopened.approvals) == (Stage.SUBMITTED, ())
    (cell,) = portfolio(house.books, by=house.mia)
    assert cell.result is None
    again = house.issued(content=figures("2026-03", answered=900))
    assert str(again.net) == "USD 1000.00"
    with house.books.reading(house.mia) as connection:
        kept = connection.exec_driver_sql("SELECT net FROM settlement ORDER BY attempt").scalars().all()
    assert kept == [-250000, 100000]
