"""Figures that come too late are offered, priced before anybody decides, and restate what was issued if granted."""

from datetime import timedelta

from sla.cycle import Cycle, Stage
from sla.cycle.matter import Correction, Kind, Matter, State
from sla.operations import asking, pages
from sla.operations.correcting import offer
from sla.operations.deciding import approve_period, settle_period
from sla.operations.issuing import issue_statement, numbered
from sla.operations.restating import restate_period
from sla.operations.submitting import send_figures
from sla.store import log
from sla.values import Findings
from tests.operations.house import MARCH, NOW, House, done, figures, refused

LATER = NOW + timedelta(hours=3)
BETTER = figures(MARCH, answered=810)
WHY = "The night shift was missing"


def latest(house: House, month: str = MARCH) -> Cycle:
    shown = pages.agreement(house.books, house.north.id, by=house.mia)
    assert shown is not None
    return next(each for each in shown.cycles if each.period.key == month)


def offered(house: House, content: bytes = BETTER) -> Matter:
    made = offer(house.books, house.north.id, MARCH, "better.csv", content, WHY, by=house.pat, at=LATER)
    assert isinstance(made, Matter), made
    return made


def granted(house: House, matter: Matter) -> Matter:
    answer = asking.decide(house.books, matter.id, matter.asked, "Agreed", by=house.mia, at=LATER)
    assert isinstance(answer, Matter), answer
    return answer


def test_it_is_priced_before_it_is_decided(house: House) -> None:
    house.issued()
    looked = asking.look(house.books, house.north.id, MARCH, offered(house).number, by=house.mia)
    assert looked is not None
    assert looked.priced is not None
    # 60 % costs 2,500.00; 81 % earns 1,000.00.
    assert (looked.priced.without.net.minor, looked.priced.granted.net.minor) == (-250_000, 100_000)
    assert latest(house).stage is Stage.ISSUED


def test_granted_it_restates_what_was_issued_with_the_vendors_figures(house: House) -> None:
    house.issued()
    matter = granted(house, offered(house))
    assert matter.state is State.GRANTED
    again = latest(house)
    assert (again.stage, again.round, len(again.sent)) == (Stage.SUBMITTED, 1, 2)
    assert again.sent[-1].act.person == house.pat.id
    done(settle_period(house.books, house.north.id, MARCH, by=house.mia, at=LATER))
    for by in (house.max, house.fay):
        done(approve_period(house.books, house.north.id, MARCH, by=by, at=LATER))
    issued = issue_statement(house.books, house.press, house.north.id, MARCH, by=house.fay, at=LATER)
    assert not isinstance(issued, Findings)
    assert pages.disagreeing(house.books, by=house.fay) == ()
    card = pages.scorecard(house.books, house.north.id, MARCH, by=house.mia, at=LATER)
    assert card is not None
    assert card.settlement is not None
    assert card.settlement.net.minor == 100_000
    assert pages.check_log(house.books) is None


def test_granted_before_the_statement_it_takes_the_settlement_back(house: House) -> None:
    house.approved()
    granted(house, offered(house))
    again = latest(house)
    assert (again.stage, again.round, again.approvals, len(again.sent)) == (Stage.SUBMITTED, 0, (), 2)


def test_refused_nothing_changes(house: House) -> None:
    house.issued()
    answer = asking.decide(house.books, offered(house).id, None, "Too late", by=house.mia, at=LATER)
    assert isinstance(answer, Matter)
    assert (latest(house).stage, len(latest(house).sent)) == (Stage.ISSUED, 1)


def test_only_the_vendor_offers_and_only_the_customer_decides(house: House) -> None:
    house.issued()
    for somebody in (house.mia, house.fay, house.audrey):
        made = offer(house.books, house.north.id, MARCH, "b.csv", BETTER, WHY, by=somebody, at=LATER)
        assert refused(made) == "cycle.role"
    foreign = offer(house.books, house.north.id, MARCH, "b.csv", BETTER, WHY, by=house.sam, at=LATER)
    assert refused(foreign) == "period.unknown"
    matter = offered(house)
    own = asking.decide(house.books, matter.id, matter.asked, "Yes", by=house.pat, at=LATER)
    assert refused(own) == "cycle.role"


def test_what_is_not_offered(house: House) -> None:
    """What can simply be sent, what counts already, what cannot be read, and what has no reason."""
    at = (house.books, house.north.id, MARCH)
    house.sent()
    assert refused(offer(*at, "b.csv", BETTER, WHY, by=house.pat, at=LATER)) == "cycle.open-for-figures"
    done(settle_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW))
    assert refused(offer(*at, "b.csv", figures(MARCH), WHY, by=house.pat, at=LATER)) == "cycle.sent-before"
    unreadable = offer(*at, "b.csv", b"when,calls\n2026-03,many\n", WHY, by=house.pat, at=LATER)
    assert isinstance(unreadable, Findings)
    assert refused(offer(*at, "b.csv", BETTER, "  ", by=house.pat, at=LATER)) == "cycle.reason"


def test_without_its_file_there_is_no_correction(house: House) -> None:
    house.issued()
    bare = Correction("better.csv", "a" * 64)
    made = asking.ask(house.books, house.north.id, MARCH, Kind.CORRECTION, bare, WHY, by=house.pat, at=LATER)
    assert refused(made) == "matter.without-file"


def test_while_a_statement_is_being_made_nothing_is_offered(house: House) -> None:
    house.approved()
    assert not isinstance(numbered(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW), Findings)
    made = offer(house.books, house.north.id, MARCH, "b.csv", BETTER, WHY, by=house.pat, at=LATER)
    assert refused(made) == "cycle.being-issued"


def test_once_taken_in_it_is_not_withdrawn(house: House) -> None:
    house.issued()
    matter = granted(house, offered(house))
    assert refused(asking.withdraw(house.books, matter.id, by=house.pat, at=LATER)) == "cycle.matter-closed"


def test_while_it_is_restated_figures_are_sent_and_both_ways_end_the_same(house: House) -> None:
    house.issued()
    first, second = offered(house), offered(house, figures(MARCH, answered=700))
    granted(house, first)
    sent = send_figures(
        house.books, house.north.id, MARCH, "c.csv", figures(MARCH, answered=650), by=house.pat, at=LATER
    )
    assert not isinstance(sent, Findings), sent
    granted(house, second)
    assert [each.version for each in latest(house).sent] == [1, 2, 3, 4]
    with house.books.reading(house.mia) as connection:
        acts = [each.act for each in log.history(connection, latest(house))]
    assert acts.count("figures taken in") == 2
    assert isinstance(first.asked, Correction)


def test_figures_that_change_nothing_yet_are_kept_by_a_statement_all_the_same(house: House) -> None:
    """60 per cent is 60 per cent; a longer window that closes later may still be made of them."""
    house.issued()
    done(restate_period(house.books, house.north.id, MARCH, "late figures", by=house.mia, at=LATER))
    same = figures(MARCH) + b"\n"
    sent = send_figures(house.books, house.north.id, MARCH, "same.csv", same, by=house.pat, at=LATER)
    assert not isinstance(sent, Findings), sent
    assert done(settle_period(house.books, house.north.id, MARCH, by=house.mia, at=LATER)).stage is Stage.DROPPED
    # 1,010 calls of which 606 answered are 60 % too: nothing else is said, and the figures are others.
    done(restate_period(house.books, house.north.id, MARCH, "late figures", by=house.mia, at=LATER))
    other = figures(MARCH, calls=1010, answered=606)
    sent = send_figures(house.books, house.north.id, MARCH, "other.csv", other, by=house.pat, at=LATER)
    assert not isinstance(sent, Findings), sent
    assert done(settle_period(house.books, house.north.id, MARCH, by=house.mia, at=LATER)).stage is Stage.SETTLED
