"""Whatever is disputed, decided, claimed, paid, lapsed, restated and dropped, in whatever order: the ledger adds up.

A statement is issued, and then people try things at random. After every act, allowed or refused, the balances, the
claims and every line of every statement are held against each other.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from sla.cycle.ledger import RESULTS
from sla.cycle.matter import Asked, Kind, State
from sla.measurement.relief import Less, Relief, Whole
from sla.operations import asking, restating
from sla.operations.claims import account_of, claim_credit, lapse_claim, settle_claim
from sla.operations.deciding import approve_period, settle_period
from sla.operations.figures import read_case
from sla.operations.issuing import issue_statement
from sla.operations.pages import check_log, disagreeing, list_statements, trial_balance
from sla.operations.submitting import send_figures
from sla.store.books import Books
from sla.values import Findings
from tests.operations.house import MARCH, NOW, House, PlainPress, figures
from tests.operations.test_asking import IN_MARCH
from tests.operations.test_claims import claiming
from tests.proof.copies import Copy

WANTED: tuple[Asked, ...] = (
    Relief("answered_in_time", IN_MARCH, Whole(), "storm"),
    Relief("answered_in_time", IN_MARCH, Less("calls", Decimal(100)), "storm"),
    Relief("complaints", IN_MARCH, Whole(), "storm"),
)
ACTS = ("dispute", "dispute", "grant", "refuse", "withdraw", "pay", "pay", "claim", "lapse", "restate", "drop", "issue")


def tried(house: House, chance: Random, after: int) -> object:
    """Somebody tries something, sensible or not."""
    books, north, at = house.books, house.north.id, NOW + timedelta(hours=after)
    numbers = [each.number for each in list_statements(books, by=house.fay, agreement=north)]
    number = chance.choice(numbers)
    case = read_case(books, house.mia, north, MARCH)
    assert not isinstance(case, Findings)
    matters = [each.id for each in case.matters if each.state in (State.OPEN, State.GRANTED)] or [0]
    wanted, matter = chance.choice(WANTED), chance.choice(matters)
    match chance.choice(ACTS):
        case "dispute":
            return asking.ask(books, north, MARCH, Kind.DISPUTE, wanted, "wrong", by=house.pat, at=at)
        case "grant":
            return asking.decide(books, matter, wanted, "so be it", by=house.mia, at=at)
        case "refuse":
            return asking.decide(books, matter, None, "no", by=house.mia, at=at)
        case "withdraw":
            return asking.withdraw(books, matter, by=house.pat, at=at)
        case "pay":
            return pay(house, chance, number, after)
        case "claim":
            return claim_credit(books, number, at.date(), "letter", by=house.fay, at=at)
        case "lapse":
            return lapse_claim(books, number, by=house.fay, at=at)
        case "restate":
            restating.restate_period(books, north, MARCH, "recount", by=house.mia, at=at)
            file = figures(MARCH, answered=chance.choice([600, 700, 900]), complaints=chance.choice([2, 14]))
            return send_figures(books, north, MARCH, "recount.csv", file, by=house.pat, at=at)
        case "drop":
            return restating.drop_restatement(books, north, MARCH, "never mind", by=house.max, at=at)
        case _:
            return issue(house, after)


def pay(house: House, chance: Random, number: str, after: int) -> object:
    account = account_of(house.books, number, by=house.fay)
    assert account is not None
    at = NOW + timedelta(hours=after)
    part = account.owed.claim.size.minor * chance.choice([1, 3, 4, 5]) // 4
    return settle_claim(house.books, number, Decimal(part).scaleb(-2), at.date(), "ERP", by=house.fay, at=at)


def issue(house: House, after: int) -> object:
    """Bring a restatement to its end."""
    books, north, at = house.books, house.north.id, NOW + timedelta(hours=after)
    settle_period(books, north, MARCH, by=house.mia, at=at)
    for by in (house.max, house.fay):
        approve_period(books, north, MARCH, by=by, at=at)
    return issue_statement(books, house.press, north, MARCH, by=house.fay, at=at)


def check(house: House) -> None:
    """Nothing is lost or doubled: on the whole, for every statement, and on every line of it."""
    balances = trial_balance(house.books, by=house.fay)
    assert sum(each.total.minor for each in balances) == 0
    assert disagreeing(house.books, by=house.fay) == ()
    issued = list_statements(house.books, by=house.fay)
    assert sum(each.total.minor for each in balances if each.account in RESULTS) == sum(
        each.net.minor for each in issued
    )
    for each in issued:
        account = account_of(house.books, each.number, by=house.fay)
        assert account is not None
        assert sum(line.imposed.minor for line in account.placed) == -each.net.minor
        for line in account.placed:
            assert line.imposed == line.disputed + line.settled + line.lapsed + line.open
    check_disputed(house)


def check_disputed(house: House) -> None:
    """Something is in dispute only while a dispute is open, or granted and not restated yet."""
    case = read_case(house.books, house.mia, house.north.id, MARCH)
    assert not isinstance(case, Findings)
    aside = [each for each in trial_balance(house.books, by=house.fay) if each.account.endswith("in dispute")]
    if any(each.total for each in aside):
        assert case.cycle.restates or any(each.state is State.OPEN for each in case.matters)


TURNS = 50


@dataclass(frozen=True, slots=True)
class Paid:
    """One order of acts: how many were tried, how many refused, and what is wrong."""

    tried: int
    refused: int
    wrong: tuple[str, ...] = ()


def any_order(house: House, copy: Copy, seed: int, turns: int = TURNS) -> Paid:
    """Try so many things at random in a fresh copy of the house, up to the end or to the first thing that is wrong."""
    with copy() as url, tempfile.TemporaryDirectory() as folder:
        books = Books.open(url)
        try:
            return _tries(replace(house, books=books, press=PlainPress(Path(folder))), Random(seed), turns)
        finally:
            books.close()


def _tries(house: House, chance: Random, turns: int) -> Paid:
    house, refused = claiming(house), 0
    house.issued(content=figures(MARCH, answered=600, complaints=13))
    for turn in range(turns):
        try:
            refused += isinstance(tried(house, chance, 12 * turn), Findings)
            check(house)
        except Exception as broken:  # noqa: BLE001 -- whatever it is, it is the finding
            return Paid(turn + 1, refused, (f"turn {turn + 1}: {type(broken).__name__}: {str(broken)[:500]}",))
    log = check_log(house.books)
    return Paid(turns, refused, (f"the log: {log}",) if log else ())
