"""Relief, disputes, waivers and restatements in the books: priced before, counted after, never edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sla.contract.model import Direction
from sla.cycle import Cycle, Stage
from sla.cycle.matter import Asked, Kind, Matter, State
from sla.measurement.relief import Less, Relief, Whole
from sla.operations import asking, restating
from sla.operations.deciding import approve_period, reopen_period, settle_period
from sla.operations.effects import disputes, effects
from sla.operations.figures import Case, read_case
from sla.operations.issuing import Draft, issue_statement, numbered
from sla.operations.pages import check_log
from sla.operations.submitting import send_figures
from sla.settlement.waiver import Waiver
from sla.store import ledger
from sla.store.issued import Issued
from sla.values import Findings, Period
from tests.operations.house import APRIL, MARCH, NOW, House, done, figures, refused

IN_MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
STORM = Relief("answered_in_time", IN_MARCH, Whole(), "storm")
PART = Relief("answered_in_time", IN_MARCH, Less("calls", Decimal(100)), "storm")
GOODWILL = Waiver("answered_in_time", IN_MARCH, Direction.PENALTY, "goodwill", Decimal(500))
LATER = NOW + timedelta(days=30)


def asked(house: House, what: Asked = STORM, kind: Kind = Kind.RELIEF, who: str = "pat") -> Matter:
    by = getattr(house, who)
    made = asking.ask(house.books, house.north.id, MARCH, kind, what, "the line was down", by=by, at=NOW)
    assert isinstance(made, Matter), made
    return made


def granted(house: House, matter: Matter, what: Asked | None = None, who: str = "mia") -> Matter:
    by = getattr(house, who)
    made = asking.decide(house.books, matter.id, what or matter.asked, "so agreed", by=by, at=NOW)
    assert isinstance(made, Matter), made
    return made


def case(house: House, month: str = MARCH) -> Case:
    found = read_case(house.books, house.mia, house.north.id, month)
    assert isinstance(found, Case)
    return found


def issued(house: House, month: str = MARCH) -> Issued:
    for who in (house.max, house.fay):
        done(approve_period(house.books, house.north.id, month, by=who, at=NOW))
    made = issue_statement(house.books, house.press, house.north.id, month, by=house.fay, at=NOW)
    assert isinstance(made, Issued), made
    return made


def settled_again(house: House, month: str = MARCH) -> Cycle:
    return done(settle_period(house.books, house.north.id, month, by=house.mia, at=NOW))


def test_relief_shows_its_price_counts_once_granted_and_gives_it_back(house: House) -> None:
    house.settled()
    price = asking.price(house.books, house.north.id, MARCH, STORM, by=house.pat)
    assert isinstance(price, asking.Priced)
    assert price.difference.amount == 2500
    matter = granted(house, asked(house))
    assert case(house).cycle.stage is Stage.SUBMITTED
    assert settled_again(house).stage is Stage.SETTLED
    assert not isinstance(asking.withdraw(house.books, matter.id, by=house.pat, at=NOW), Findings)
    settled_again(house)
    assert issued(house).net.amount == -2500


def test_what_is_only_asked_for_changes_nothing(house: House) -> None:
    house.settled()
    matter = asked(house)
    assert case(house).cycle.stage is Stage.SETTLED
    assert not isinstance(asking.decide(house.books, matter.id, None, "no", by=house.mia, at=NOW), Findings)
    assert issued(house).net.amount == -2500


def test_the_other_side_decides_and_nobody_else_hears_of_it(house: House) -> None:
    house.settled()
    matter = asked(house)
    assert refused(asking.decide(house.books, matter.id, STORM, "yes", by=house.pat, at=NOW)) == "cycle.role"
    for stranger in (house.sam, house.rival):
        for answer in (
            asking.decide(house.books, matter.id, STORM, "yes", by=stranger, at=NOW),
            asking.say(house.books, matter.id, "hello", by=stranger, at=NOW),
            asking.withdraw(house.books, matter.id, by=stranger, at=NOW),
        ):
            assert refused(answer) == "matter.unknown"


def test_effects_add_up(house: House) -> None:
    house.settled()
    granted(house, asked(house, PART))
    granted(house, asked(house, STORM))
    with house.books.reading(house.mia) as connection:
        found = effects(connection, case(house))
    assert [effect.amount for _, effect in found] == [2500, 0]


def test_with_disputes_open_what_is_payable_is_said_for_every_outcome(house: House) -> None:
    house.settled(content=figures(MARCH, complaints=11))
    level = asked(house, STORM, Kind.DISPUTE)
    counted = Relief("complaints", IN_MARCH, Less("complaints", Decimal(1)))
    asked(house, counted, Kind.DISPUTE)
    with house.books.reading(house.pat) as connection:
        said = disputes(connection, case(house))
    assert said is not None
    assert [(each.upheld, str(each.net)) for each in said.prospects] == [
        ("None of them", "USD -2833.33"),
        ("Dispute 1", "USD -333.33"),
        ("Dispute 2", "USD -2500.00"),
        ("Disputes 1 and 2", "USD 0.00"),
    ]
    assert said.undisputed is not None
    assert not said.undisputed
    asking.decide(house.books, level.id, None, "no", by=house.mia, at=NOW)
    with house.books.reading(house.pat) as connection:
        left = disputes(connection, case(house))
    assert left is not None
    assert str(left.undisputed) == "USD -2500.00"


def test_what_is_in_dispute_stands_on_the_statement(house: House) -> None:
    house.settled()
    asked(house, STORM, Kind.DISPUTE)
    for who in (house.max, house.fay):
        done(approve_period(house.books, house.north.id, MARCH, by=who, at=NOW))
    drafted = numbered(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert isinstance(drafted, Draft)
    said = drafted.statement.in_dispute
    assert said is not None
    assert [each.says for each in said.claims] == ["Storm: the whole level is excused."]
    assert (str(said.lowest), str(said.highest)) == ("USD -2500.00", "USD 0.00")


def test_what_does_not_fit_the_contract_is_refused_at_once(house: House) -> None:
    house.settled()
    for wrong, code in (
        (Relief("nothing", IN_MARCH, Whole()), "matter.level"),
        (Relief("answered_in_time", IN_MARCH, Less("complaints", Decimal(1))), "matter.figure"),
        (Relief("answered_in_time", Period(date(2026, 3, 2), date(2026, 3, 9)), Whole()), "matter.window"),
        (Relief("answered_in_time", Period(date(2026, 3, 1), date(2026, 5, 1)), Whole()), "matter.beyond"),
    ):
        answer = asking.ask(house.books, house.north.id, MARCH, Kind.RELIEF, wrong, "why", by=house.pat, at=NOW)
        assert refused(answer) == code


def test_a_customer_cannot_waive_what_it_owes_itself(house: House) -> None:
    house.settled()
    bonus = replace(GOODWILL, direction=Direction.INCENTIVE)
    which = (house.books, house.north.id, MARCH, Kind.WAIVER)
    assert refused(asking.ask(*which, bonus, "no", by=house.max, at=NOW)) == "matter.direction"
    for most, code in ((Decimal("10.005"), "matter.most-finer"), (Decimal(0), "matter.most")):
        assert refused(asking.ask(*which, replace(GOODWILL, most=most), "no", by=house.max, at=NOW)) == code
    waiver = asked(house, GOODWILL, Kind.WAIVER, "max")
    assert refused(asking.decide(house.books, waiver.id, bonus, "no", by=house.fay, at=NOW)) == "matter.direction"


def test_both_sides_are_heard_with_their_files(house: House) -> None:
    house.settled()
    matter = asked(house)
    heard = asking.say(house.books, matter.id, "the report", (("outage.txt", b"down"),), by=house.pat, at=NOW)
    assert isinstance(heard, Matter)
    assert heard.remarks[0].evidence[0].size == 4
    assert refused(asking.say(house.books, matter.id, "x", (("empty", b""),), by=house.pat, at=NOW)) == "evidence.size"


def test_evidence_comes_with_what_is_asked_and_is_not_too_large(house: House) -> None:
    """All or nothing: a file that cannot be taken leaves no matter behind."""
    house.settled()
    most = b"x" * asking.MOST_BYTES

    def sent(content: bytes) -> Matter | Findings:
        file = (("log.txt", content),)
        return asking.ask(
            house.books, house.north.id, MARCH, Kind.RELIEF, STORM, "so", by=house.pat, at=NOW, files=file
        )

    assert refused(sent(most + b"x")) == "evidence.size"
    assert case(house).matters == ()
    made = sent(most)
    assert isinstance(made, Matter)
    assert made.remarks[0].evidence[0].size == asking.MOST_BYTES
    (kept,) = case(house).matters
    assert kept.remarks == made.remarks
    assert check_log(house.books) is None


def test_a_waiver_is_imposed_less_and_its_author_does_not_approve(house: House) -> None:
    house.settled()
    waiver = asked(house, GOODWILL, Kind.WAIVER, "max")
    assert refused(asking.decide(house.books, waiver.id, GOODWILL, "yes", by=house.max, at=NOW)) == "cycle.own-matter"
    granted(house, waiver, who="fay")
    settled_again(house)
    answer = approve_period(house.books, house.north.id, MARCH, by=house.max, at=NOW)
    assert refused(answer) == "cycle.own-work"


def test_a_decision_on_an_issued_period_restates_it_by_the_difference(house: House) -> None:
    house.settled()
    first = issued(house)
    granted(house, asked(house))
    restated = case(house).cycle
    assert (restated.round, restated.restates, restated.stage) == (1, first.number, Stage.SUBMITTED)
    settled_again(house)
    second = issued(house)
    assert (second.number, second.net.amount) == ("NORTH-0002", Decimal(2500))
    with house.books.reading(house.mia) as connection:
        assert ledger.disagreeing(connection, house.mia) == ()
        totals = {each.account: each.total.amount for each in ledger.balances(connection, house.mia)}
    assert set(totals.values()) == {0}


def test_late_figures_restate_later_periods_that_stand_on_them(house: House) -> None:
    """Two misses in a row double the penalty: better figures of March halve that of April."""
    house.settled()
    issued(house)
    house.settled(APRIL)
    assert issued(house, APRIL).net.amount == -5000
    done(restating.restate_period(house.books, house.north.id, MARCH, "late calls", by=house.mia, at=LATER))
    better = figures(MARCH, answered=700)
    sent = send_figures(house.books, house.north.id, MARCH, "better.csv", better, by=house.pat, at=LATER)
    assert not isinstance(sent, Findings)
    assert case(house, APRIL).cycle.round == 0
    settled_again(house)
    assert case(house, APRIL).cycle.round == 1
    assert issued(house).net.amount == 2500
    settled_again(house, APRIL)
    assert issued(house, APRIL).net.amount == 2500


def test_nothing_changed_no_document(house: House) -> None:
    house.settled()
    first = issued(house)
    done(restating.restate_period(house.books, house.north.id, MARCH, "to be sure", by=house.mia, at=LATER))
    assert settled_again(house).stage is Stage.DROPPED
    now = case(house).cycle
    assert (now.round, now.number, now.stage) == (0, first.number, Stage.ISSUED)


def test_a_restatement_can_be_given_up(house: House) -> None:
    house.settled()
    issued(house)
    done(restating.restate_period(house.books, house.north.id, MARCH, "late", by=house.mia, at=LATER))
    sent = send_figures(house.books, house.north.id, MARCH, "b.csv", figures(MARCH, answered=900), by=house.pat, at=NOW)
    assert not isinstance(sent, Findings)
    done(restating.drop_restatement(house.books, house.north.id, MARCH, "withdrawn", by=house.max, at=LATER))
    assert (case(house).cycle.round, len(case(house).cycle.sent)) == (0, 1)
    again = done(restating.restate_period(house.books, house.north.id, MARCH, "after all", by=house.mia, at=LATER))
    assert (again.round, len(again.sent)) == (2, 1)


def test_nobody_signs_what_stands_on_less_than_is_known(house: House) -> None:
    """April was settled before March was excused: it is not signed as it is."""
    house.settled()
    issued(house)
    house.settled(APRIL)
    granted(house, asked(house))
    answer = approve_period(house.books, house.north.id, APRIL, by=house.max, at=NOW)
    assert refused(answer) == "cycle.stands-on-less"
    done(reopen_period(house.books, house.north.id, APRIL, "March is excused", by=house.mia, at=NOW))
    settled_again(house, APRIL)
    assert issued(house, APRIL).net.amount == -2500


@pytest.mark.parametrize("state", [State.GRANTED, State.PARTLY])
def test_a_matter_reads_back_as_it_was_decided(house: House, state: State) -> None:
    house.settled()
    decided = granted(house, asked(house), STORM if state is State.GRANTED else PART)
    (kept,) = case(house).matters
    assert (kept.state, kept.granted, kept.reason) == (state, decided.granted, decided.reason)
