"""Issuing: numbers without a gap, postings exactly once, and nothing lost between two steps."""

from datetime import datetime

import pytest

from sla.operations.deciding import reopen_period
from sla.operations.issuing import Draft, finished, issue_statement, numbered
from sla.operations.pages import disagreeing, list_statements, scorecard, trial_balance
from sla.operations.submitting import send_figures
from sla.statement.model import Statement
from sla.statement.recompute import recompute
from sla.store.books import Books
from sla.store.issued import Issued
from sla.store.ledger import Account
from sla.values import Finding, Findings
from tests.operations.house import APRIL, MARCH, NOW, House, PlainPress, figures, refused
from tests.store.disarmed import disarm


def test_the_whole_way(house: House) -> None:
    issued = house.issued()
    assert (issued.number, str(issued.net)) == ("NORTH-0001", "USD -2500.00")
    paper = house.press.taken(issued.sha256)
    assert paper.startswith(b"NORTH-0001: ")
    claimed, again = recompute_of(paper)
    assert claimed == again
    balances = {each.account: str(each.total) for each in trial_balance(house.books, by=house.fay)}
    assert balances == {Account.CLAIM: "USD 2500.00", Account.PENALTIES: "USD -2500.00"}
    assert disagreeing(house.books, by=house.fay) == ()


def recompute_of(paper: bytes) -> tuple[object, object]:
    result = recompute(paper.partition(b"\n")[2])
    assert not isinstance(result, Findings)
    return result


def test_history_is_part_of_it(house: House) -> None:
    house.issued(MARCH)
    second = house.issued(APRIL)
    assert str(second.net) == "USD -5000.00"  # missed twice in a row: doubled
    claimed, again = recompute_of(house.press.taken(second.sha256))
    assert claimed == again


def test_each_agreement_counts_its_own_statements(house: House) -> None:
    numbers = [house.issued(month, figures(month, complaints=20)).number for month in (MARCH, APRIL)]
    assert numbers == ["NORTH-0001", "NORTH-0002"]
    assert [each.number for each in list_statements(house.books, by=house.audrey)] == ["NORTH-0002", "NORTH-0001"]
    assert list_statements(house.books, by=house.sam) == ()


def test_only_once(house: House) -> None:
    house.issued()
    again = issue_statement(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert refused(again) == "cycle.stage"


def test_a_statement_carries_the_head_of_the_log_it_was_made_under(house: House) -> None:
    """The entry about its number, the same if it is printed again after a crash."""
    house.approved()
    which = (house.books, house.press, house.north.id, MARCH)
    drafts = [numbered(*which, by=by, at=NOW) for by in (house.fay, house.fred)]
    card = scorecard(house.books, house.north.id, MARCH, by=house.fay, at=NOW)
    assert card is not None
    (entry,) = (entry for entry in card.log if entry.act == "number taken")
    for draft in drafts:
        assert isinstance(draft, Draft)
        assert draft.statement.log == (entry.number, entry.digest)


def test_a_crash_after_the_number_goes_on_with_it(house: House) -> None:
    house.approved()
    draft = numbered(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert isinstance(draft, Draft)
    assert list_statements(house.books, by=house.fay) == ()
    assert trial_balance(house.books, by=house.fay) == ()
    reopened = reopen_period(house.books, house.north.id, MARCH, "oops", by=house.mia, at=NOW)
    assert refused(reopened) == "cycle.number-taken"
    issued = issue_statement(house.books, house.press, house.north.id, MARCH, by=house.fred, at=NOW)
    assert isinstance(issued, Issued)
    assert issued.number == "NORTH-0001"
    assert issued.issuer == "Fay Finance"


def test_a_crash_after_the_file_was_kept_posts_once(house: House) -> None:
    house.approved()
    draft = numbered(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert isinstance(draft, Draft)
    printed = house.press.made(draft.statement, NOW)
    assert isinstance(printed, bytes)
    house.press.kept(printed)
    assert isinstance(issue_statement(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW), Issued)
    late = finished(house.books, house.press, draft, b"another file", by=house.fay, at=NOW)
    assert refused(late) == "cycle.changed-meanwhile"
    assert [str(each.total) for each in trial_balance(house.books, by=house.fay)] == ["USD 2500.00", "USD -2500.00"]


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE submission SET entries = replace(entries, '\"600\"', '\"800\"')",
        "UPDATE contract_version SET text = replace(text, '2500.00', '25.00')",
        "UPDATE settlement SET content = replace(content, '2500.00', '25.00')",
    ],
)
def test_what_is_settled_again_must_be_what_was_approved(house: House, owner_url: str, tamper: str) -> None:
    """Somebody with the keys of the database changes figures, text or result between approval and issue."""
    house.approved()
    owners = Books.open(owner_url)
    with owners.writing(None) as connection:
        disarm(connection)
    with owners.writing(house.mia) as connection:
        assert connection.exec_driver_sql(tamper).rowcount == 1
    owners.close()
    refusal = issue_statement(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert refused(refusal) == "statement.differs"
    card = scorecard(house.books, house.north.id, MARCH, by=house.fay, at=NOW)
    assert card is not None
    assert card.cycle.number == ""


def test_nothing_to_issue_before_both_signatures(house: House) -> None:
    house.settled()
    early = issue_statement(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert refused(early) == "cycle.stage"
    assert list_statements(house.books, by=house.fay) == ()


def test_a_submission_after_the_close(house: House) -> None:
    house.issued()
    late = send_figures(house.books, house.north.id, MARCH, "late.csv", figures(MARCH, 900), by=house.pat, at=NOW)
    assert refused(late) == "cycle.closed"


class Jammed(PlainPress):
    """A press that cannot print this statement."""

    def made(self, statement: Statement, at: datetime) -> bytes | Findings:
        del statement, at
        return Findings((Finding("statement.unprintable", "No sign for it", remedy="Write it otherwise."),))


def test_what_cannot_be_printed_waits_under_its_number(house: House) -> None:
    house.approved()
    jammed = Jammed(house.press.archive)
    stopped = issue_statement(house.books, jammed, house.north.id, MARCH, by=house.fay, at=NOW)
    assert refused(stopped) == "statement.unprintable"
    issued = issue_statement(house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert isinstance(issued, Issued)
    assert issued.number == "NORTH-0001"
