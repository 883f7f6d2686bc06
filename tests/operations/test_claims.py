"""Claims in the books: disputed, claimed, paid, set off, lapsed; each once, and the ledger adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from sla.cycle import Agreement, Stage
from sla.cycle.ageing import Age
from sla.cycle.claims import Booking, Claim, Deed
from sla.cycle.ledger import Account
from sla.cycle.matter import Kind, State
from sla.measurement.relief import Less, Relief, Whole
from sla.operations import asking
from sla.operations.activation import activate_contract
from sla.operations.agreements import add_agreement
from sla.operations.claims import (
    account_of,
    claim_credit,
    lapse_claim,
    open_ledger,
    settle_claim,
)
from sla.operations.effects import disputes
from sla.operations.pages import check_log, disagreeing, trial_balance
from sla.store.books import Books
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, NOW, TEXT, House, figures, refused
from tests.operations.test_asking import IN_MARCH, STORM, asked, case, granted, issued, settled_again

TODAY = date(2026, 7, 6)
HALF = Relief("answered_in_time", IN_MARCH, Less("calls", Decimal(100)), "storm")
FIRST, CLAIMING = "NORTH-0001", "CLAIMING-0001"
LATE = datetime(2027, 3, 1, 12, tzinfo=UTC)


def totals(house: House) -> dict[Account, Decimal]:
    """Every account that has something on it; they add up to nothing, and agree with the statements."""
    found = {each.account: each.total.amount for each in trial_balance(house.books, by=house.fay)}
    assert sum(found.values()) == 0
    assert disagreeing(house.books, by=house.fay) == ()
    return {account: total for account, total in found.items() if total}


def claim(house: House, number: str = FIRST) -> Claim:
    found = account_of(house.books, number, by=house.fay)
    assert found is not None
    return found.owed.claim


def left(house: House) -> list[str]:
    """What is open, and what is set aside."""
    found = claim(house)
    return [f"{each.amount:.2f}" for each in (found.open, found.disputed)]


def paid(house: House, amount: str, number: str = FIRST) -> Booking:
    made = settle_claim(house.books, number, Decimal(amount), TODAY, "ERP 1", by=house.fay, at=NOW)
    assert isinstance(made, Booking), made
    return made


def disputed(house: House, what: Relief = STORM) -> int:
    return asked(house, what, Kind.DISPUTE).id


def decided(house: House, matter: int, what: Relief | None) -> None:
    answer = asking.decide(house.books, matter, what, "so be it", by=house.mia, at=NOW)
    assert not isinstance(answer, Findings), answer


def claiming(house: House) -> House:
    """The same house, whose northern vendor works under a contract in which credits are claimed in five days."""
    text = TEXT.replace("contract: harbour", "contract: claiming").replace(
        "due: 30 days", "due: 30 days, claim: 5 business days"
    )
    activated = activate_contract(house.books, {"contract.yaml": text}, by=house.mia, at=NOW)
    assert not isinstance(activated, Findings), activated
    made = add_agreement(house.books, "claiming", "Northline", "Claiming", by=house.mia, at=NOW)
    assert isinstance(made, Agreement), made
    return replace(house, north=made)


def test_a_dispute_sets_its_amount_aside_and_its_refusal_brings_it_back(house: House) -> None:
    house.issued()
    matter = disputed(house)
    assert totals(house) == {Account.CLAIM_DISPUTED: Decimal(2500), Account.PENALTIES: Decimal(-2500)}
    assert left(house) == ["0.00", "2500.00"]
    decided(house, matter, None)
    assert totals(house) == {Account.CLAIM: Decimal(2500), Account.PENALTIES: Decimal(-2500)}
    assert check_log(house.books) is None


def test_what_is_granted_stays_aside_until_the_statement_of_the_difference(house: House) -> None:
    house.issued()
    decided(house, disputed(house), STORM)
    assert claim(house).disputed.amount == 2500
    settled_again(house)
    assert claim(house).disputed.amount == 2500
    issued(house)
    assert totals(house) == {}
    assert [claim(house, number).open.amount for number in (FIRST, "NORTH-0002")] == [2500, -2500]


def test_a_grant_that_is_withdrawn_brings_it_back(house: House) -> None:
    house.issued()
    matter = disputed(house)
    decided(house, matter, STORM)
    assert not isinstance(asking.withdraw(house.books, matter, by=house.pat, at=NOW), Findings)
    assert claim(house).open.amount == 2500
    assert settled_again(house).stage is Stage.DROPPED
    assert claim(house).open.amount == 2500


def test_two_disputes_about_one_line_set_it_aside_once(house: House) -> None:
    house.issued()
    matters = disputed(house), disputed(house, HALF)
    assert claim(house).disputed.amount == 2500
    decided(house, matters[0], None)
    assert claim(house).disputed.amount == 2500
    assert not isinstance(asking.withdraw(house.books, matters[1], by=house.pat, at=NOW), Findings)
    assert claim(house).open.amount == 2500


def test_what_one_dispute_takes_away_no_other_adds(house: House) -> None:
    """The vendor may owe nothing, whatever the customer's own dispute would add: so nothing is payable now."""
    house.issued(content=figures(MARCH, answered=700, complaints=14))
    disputed(house, Relief("complaints", IN_MARCH, Whole(), "miscounted"))
    fewer = Relief("answered_in_time", IN_MARCH, Less("answered", Decimal(100)), "counted twice")
    asked(house, fewer, Kind.DISPUTE, "mia")
    assert left(house) == ["0.00", "333.33"]
    with house.books.reading(house.pat) as connection:
        said = disputes(connection, case(house))
    assert said is not None
    assert said.undisputed == claim(house).open


def test_a_dispute_before_issue_counts_when_it_is_issued(house: House) -> None:
    house.settled()
    disputed(house)
    assert totals(house) == {}
    issued(house)
    assert claim(house).disputed.amount == 2500


def test_relief_that_is_asked_for_sets_nothing_aside(house: House) -> None:
    house.issued()
    asked(house)
    assert claim(house).open.amount == 2500


def test_only_what_is_not_paid_is_set_aside(house: House) -> None:
    house.issued()
    paid(house, "1500.00")
    matter = disputed(house)
    assert left(house) == ["0.00", "1000.00"]
    again = settle_claim(house.books, FIRST, Decimal(1), TODAY, "ERP 2", by=house.fay, at=NOW)
    assert refused(again) == "cycle.nothing-open"
    decided(house, matter, None)
    assert totals(house) == {
        Account.CLAIM: Decimal(1000),
        Account.PENALTIES: Decimal(-2500),
        Account.SETTLED: Decimal(1500),
    }


def test_it_is_paid_in_parts_and_never_more_than_is_open(house: House) -> None:
    house.issued()
    assert paid(house, "1000.00").sequence == 1
    more = settle_claim(house.books, FIRST, Decimal("1500.01"), TODAY, "ERP 2", by=house.fay, at=NOW)
    assert refused(more) == "cycle.more-than-open"
    off = settle_claim(house.books, FIRST, Decimal(1500), TODAY, "INV 7", by=house.fred, at=NOW, paid=False)
    assert isinstance(off, Booking)
    assert [each.deed for each in claim(house).bookings] == [Deed.PAID, Deed.SET_OFF]
    assert totals(house) == {Account.PENALTIES: Decimal(-2500), Account.SETTLED: Decimal(2500)}
    assert open_ledger(house.books, by=house.fay, at=NOW).claims == ()
    assert check_log(house.books) is None


def test_what_closes_a_statement_sets_penalties_and_incentives_off(house: House) -> None:
    house.issued(content=figures(MARCH, answered=900, complaints=11))
    assert claim(house).open.amount == Decimal("-666.67")
    paid(house, "600.00")
    assert totals(house)[Account.CLAIM] == Decimal("333.33")
    paid(house, "66.67")
    left = totals(house)
    assert left.pop(Account.SETTLED) == Decimal("-666.67")
    assert left == {Account.PENALTIES: Decimal("-333.33"), Account.INCENTIVES: Decimal(1000)}


def test_level_by_level_the_account_of_a_statement_says_where_it_stands(house: House) -> None:
    house.issued()
    paid(house, "1500.00")
    found = account_of(house.books, FIRST, by=house.pat)
    assert found is not None
    (line,) = found.placed
    assert line.clause == "4.2"
    assert [each.amount for each in (line.computed, line.imposed, line.settled, line.open)] == [2500, 2500, 1500, 1000]


def test_two_who_record_at_once_are_told(house: House) -> None:
    house.issued()
    paid(house, "1.00")
    late = settle_claim(house.books, FIRST, Decimal(1), TODAY, "ERP 1", by=house.fred, at=NOW, seen=0)
    assert refused(late) == "cycle.changed-meanwhile"


def test_only_finance_of_the_customer_records_and_others_hear_of_nothing(house: House) -> None:
    house.issued()
    for by in (house.mia, house.pat, house.audrey):
        answer = settle_claim(house.books, FIRST, Decimal(1), TODAY, "x", by=by, at=NOW)
        assert refused(answer) == "cycle.role"
    for stranger in (house.sam, house.rival):
        assert refused(lapse_claim(house.books, FIRST, by=stranger, at=NOW)) == "statement.unknown"
        assert account_of(house.books, FIRST, by=stranger) is None
        assert open_ledger(house.books, by=stranger, at=NOW).claims == ()
    assert len(open_ledger(house.books, by=house.pat, at=NOW).claims) == 1


def test_without_a_time_to_claim_nothing_lapses(house: House) -> None:
    house.issued()
    assert refused(lapse_claim(house.books, FIRST, by=house.fay, at=LATE)) == "cycle.no-window"
    assert claim(house).due == date(2026, 8, 5)


def test_an_old_claim_is_old(house: House) -> None:
    house.issued()
    house.issued(APRIL, figures(APRIL, answered=900))
    found = open_ledger(house.books, by=house.fay, at=NOW + timedelta(days=31))
    assert [(each.owed_by_vendor, str(each.total)) for each in found.ageing] == [
        (True, "USD 2500.00"),
        (False, "USD 1000.00"),
    ]
    assert found.ageing[0].open[list(Age).index(Age.MONTH)].amount == 2500


def test_a_credit_that_nobody_claims_lapses_by_an_act(house: House) -> None:
    house = claiming(house)
    house.issued()
    assert claim(house, CLAIMING).claim_until == date(2026, 7, 13)
    assert refused(lapse_claim(house.books, CLAIMING, by=house.fay, at=NOW + timedelta(days=7))) == "cycle.window-open"
    assert isinstance(lapse_claim(house.books, CLAIMING, by=house.fay, at=NOW + timedelta(days=8)), Booking)
    assert totals(house) == {Account.PENALTIES: Decimal(-2500), Account.LAPSED: Decimal(2500)}


def test_what_was_claimed_in_time_does_not_lapse(house: House) -> None:
    house = claiming(house)
    house.issued()
    at = NOW + timedelta(days=30)
    too_late = claim_credit(house.books, CLAIMING, date(2026, 7, 14), "letter", by=house.fay, at=at)
    assert refused(too_late) == "cycle.late-claim"
    in_time = claim_credit(house.books, CLAIMING, date(2026, 7, 13), "letter of 13 July", by=house.fay, at=at)
    assert isinstance(in_time, Booking)
    assert refused(lapse_claim(house.books, CLAIMING, by=house.fay, at=at)) == "cycle.claimed-before"
    assert totals(house)[Account.CLAIM] == 2500


@pytest.mark.parametrize("act", ["UPDATE booking SET minor = 1", "DELETE FROM booking"])
def test_a_record_is_neither_changed_nor_deleted(house: House, owner_url: str, act: str) -> None:
    """Not by the application, and not by the owner of the tables."""
    house.issued()
    paid(house, "1.00")
    owners = Books.open(owner_url)
    for books, refusal in ((house.books, "append-only|permission denied"), (owners, "append-only")):
        with pytest.raises(DatabaseError, match=refusal), books.writing(house.fay) as connection:
            connection.execute(text(act))
    owners.close()
    assert [str(each.amount) for each in claim(house).bookings] == ["USD 1.00"]


def test_granting_part_of_a_dispute_gives_the_rest_back_with_the_difference(house: House) -> None:
    house.issued(content=figures(MARCH, answered=600))
    matter = asked(house, STORM, Kind.DISPUTE)
    part = granted(house, matter, HALF)
    assert part.state is State.PARTLY
    settled_again(house)
    issued(house)
    assert Account.CLAIM_DISPUTED not in totals(house)
