"""Amendments from a day gone by: refused in silence, and with a reason every issued period they change is restated."""

from dataclasses import replace

from sla.contract.definition import Definition
from sla.cycle import Cycle, Stage
from sla.operations import pages
from sla.operations.activation import activate_contract
from sla.operations.agreements import open_period
from sla.operations.deciding import approve_period, reopen_period, settle_period
from sla.operations.issuing import issue_statement, numbered
from sla.operations.submitting import send_figures
from sla.store import ledger
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, MAY, NOW, TEXT, House, done, figures, refused

RETROACTIVE = (
    TEXT.replace("version: 1", "version: 2\neffective: 2026-04-01")
    .replace("2500.00", "2000.00")
    .replace("penalty: 333.33", "penalty: 300.00")
    .replace("penalties: 333.33", "penalties: 300.00")
    .replace("period: 2026-01", "period: 2026-04")
)
AMENDED = {"amendment.yaml": RETROACTIVE}
WHY = "Amendment 1, signed on 3 July, counts from April"


def stages(house: House) -> dict[str, tuple[str, int]]:
    return {each.period.key: (str(each.stage), each.round) for each in latest(house)}


def latest(house: House) -> tuple[Cycle, ...]:
    return opened(house, house.north.id)


def opened(house: House, agreement: int) -> tuple[Cycle, ...]:
    shown = pages.agreement(house.books, agreement, by=house.mia)
    assert shown is not None
    return shown.cycles


def test_without_a_reason_it_is_refused_and_says_what_it_would_touch(house: House) -> None:
    for month in (MARCH, APRIL):
        house.issued(month)
    house.settled(MAY)
    found = activate_contract(house.books, AMENDED, by=house.mia, at=NOW)
    assert refused(found) == "contract.reaches-back"
    assert isinstance(found, Findings)
    assert found[0].found == "effective 2026-04-01; from April 2026 on 2 are settled, 1 of them issued"


def test_with_a_reason_issued_periods_are_restated_and_settled_ones_taken_back(house: House) -> None:
    for month in (MARCH, APRIL):
        house.issued(month)
    house.settled(MAY)
    whole = activate_contract(house.books, AMENDED, by=house.mia, at=NOW, reason=WHY)
    assert isinstance(whole, Definition)
    assert stages(house) == {MARCH: ("issued", 0), APRIL: ("submitted", 1), MAY: ("settled", 0)}
    done(settle_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW))
    for by in (house.max, house.fay):
        done(approve_period(house.books, house.north.id, APRIL, by=by, at=NOW))
    issued = issue_statement(house.books, house.press, house.north.id, APRIL, by=house.fay, at=NOW)
    assert not isinstance(issued, Findings)
    with house.books.reading(house.fay) as connection:
        claim = next(b for b in ledger.balances(connection, house.fay, issued.number) if b.account == "claim on vendor")
    # March missed by itself for 2,500; April missed in a row is doubled: 5,000 before the amendment, 4,000 since.
    assert claim.total.minor == -100_000


def test_a_settlement_that_stands_on_the_old_text_is_not_approved(house: House) -> None:
    house.issued(MARCH)
    house.issued(APRIL)
    house.settled(MAY)
    activate_contract(house.books, AMENDED, by=house.mia, at=NOW, reason=WHY)
    assert refused(approve_period(house.books, house.north.id, MAY, by=house.max, at=NOW)) == "cycle.stands-on-less"


def test_what_was_approved_on_the_old_text_is_not_issued(house: House) -> None:
    house.issued(MARCH)
    house.settled(APRIL)
    house.approved(MAY)
    activate_contract(house.books, AMENDED, by=house.mia, at=NOW, reason=WHY)
    assert stages(house)[MAY] == ("approved", 0)
    found = issue_statement(house.books, house.press, house.north.id, MAY, by=house.fay, at=NOW)
    assert refused(found) == "cycle.stands-on-less"
    done(reopen_period(house.books, house.north.id, MAY, "Amendment 1", by=house.mia, at=NOW))


def test_the_first_settled_period_that_is_reached_is_taken_back_at_once(house: House) -> None:
    house.settled(APRIL)
    activate_contract(house.books, AMENDED, by=house.mia, at=NOW, reason=WHY)
    assert stages(house) == {APRIL: ("submitted", 0)}


def test_what_comes_to_the_same_is_left_alone(house: House) -> None:
    house.issued(APRIL, figures(APRIL, answered=750))
    activate_contract(house.books, AMENDED, by=house.mia, at=NOW, reason=WHY)
    [april] = latest(house)
    assert (april.stage, april.round) == (Stage.ISSUED, 0)


def test_every_agreement_on_the_contract_is_looked_at(house: House) -> None:
    for at, by in ((house.north, house.pat), (house.south, house.sam)):
        one = replace(house, north=at, pat=by)
        one.issued(APRIL)
    activate_contract(house.books, AMENDED, by=house.mia, at=NOW, reason=WHY)
    for each in (house.north, house.south):
        [april] = opened(house, each.id)
        assert april.restates


def test_while_a_statement_is_being_made_its_text_stands(house: House) -> None:
    house.approved(APRIL)
    assert not isinstance(numbered(house.books, house.press, house.north.id, APRIL, by=house.fay, at=NOW), Findings)
    found = activate_contract(house.books, AMENDED, by=house.mia, at=NOW, reason=WHY)
    assert refused(found) == "cycle.being-issued"


def test_periods_that_were_opened_are_not_cut_anew(house: House) -> None:
    done(open_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW))
    sent = send_figures(house.books, house.north.id, APRIL, "a.csv", figures(APRIL), by=house.pat, at=NOW)
    assert not isinstance(sent, Findings)
    ends = RETROACTIVE.replace("2026-04-01", "2026-03-01").replace("until: 2027-01-01", "until: 2026-04-01")
    ended = {"amendment.yaml": ends.replace("period: 2026-04", "period: 2026-03")}
    found = activate_contract(house.books, ended, by=house.mia, at=NOW, reason=WHY)
    assert refused(found) == "contract.periods-cut"
