"""Sending figures in: priced before they are sent, kept version by version, refused with a reason."""

from datetime import timedelta

import pytest

from sla.cycle import Stage
from sla.operations.agreements import open_period
from sla.operations.answers import is_unknown
from sla.operations.deciding import approve_period, extend_period, settle_period
from sla.operations.pages import portfolio, scorecard, sent_file
from sla.operations.submitting import Preview, Receipt, preview, send_figures
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, NOW, House, done, figures, refused


def test_a_preview_shows_the_price_and_writes_nothing(house: House) -> None:
    house.settled(MARCH)
    open_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW)
    before = portfolio(house.books, by=house.mia)
    shown = preview(house.books, house.north.id, APRIL, "april.csv", figures(APRIL), by=house.pat, at=NOW)
    assert isinstance(shown, Preview)
    assert str(shown.settlement.net) == "USD -5000.00"  # the second miss in a row
    assert shown.submission.rows == 1
    assert shown.contract.vendor.name == "Northline"
    assert portfolio(house.books, by=house.mia) == before
    card = scorecard(house.books, house.north.id, APRIL, by=house.pat, at=NOW)
    assert card is not None
    assert card.uploads == ()
    assert [entry.act for entry in card.log] == ["period opened"]


def test_a_preview_comes_to_what_is_settled_then(house: House) -> None:
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    file = figures(MARCH, answered=851, complaints=12)
    shown = preview(house.books, house.north.id, MARCH, "march.csv", file, by=house.pat, at=NOW)
    assert isinstance(shown, Preview)
    house.settled(MARCH, file)
    (cell,) = portfolio(house.books, by=house.pat)
    assert cell.result is not None
    assert (cell.result.net, cell.result.met, cell.result.missed) == (shown.settlement.net, 1, 1)
    assert str(cell.result.net) == "USD 666.67"


def test_every_upload_is_kept_as_it_came(house: House) -> None:
    house.sent(content=figures(MARCH, answered=500))
    house.sent(content=figures(MARCH, answered=750))
    card = scorecard(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    assert card is not None
    assert [(each.version, each.sender) for each in card.uploads] == [(1, "Pat Partner"), (2, "Pat Partner")]
    assert card.settlement is not None
    assert not card.settlement.net  # the latest one counts: 75 %
    first = sent_file(house.books, house.north.id, MARCH, 1, by=house.mia)
    assert first is not None
    assert first.content == figures(MARCH, answered=500)
    assert sent_file(house.books, house.north.id, MARCH, 3, by=house.mia) is None


def test_the_receipt_names_what_was_received(house: House) -> None:
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    receipt = send_figures(house.books, house.north.id, MARCH, "march.csv", figures(MARCH), by=house.pat, at=NOW)
    assert isinstance(receipt, Receipt)
    card = scorecard(house.books, house.north.id, MARCH, by=house.pat, at=NOW)
    assert card is not None
    assert receipt.log == card.log[-1].digest
    assert card.log[-1].detail == {"file": "march.csv", "sha256": receipt.submission.sha256, "version": "1"}


def test_a_file_sent_twice(house: House) -> None:
    house.sent()
    again = send_figures(house.books, house.north.id, MARCH, "copy.csv", figures(MARCH), by=house.pat, at=NOW)
    assert refused(again) == "cycle.sent-before"


@pytest.mark.parametrize(
    "file",
    [b"", b"when,calls,answered,complaints\n2026-03,many,600,1\n", figures("2026-04"), b"when,cals\n2026-03,1\n"],
    ids=["empty", "text for a number", "another month", "unknown heading"],
)
def test_a_file_with_an_error_is_not_taken_in(house: House, file: bytes) -> None:
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    for answer in (
        preview(house.books, house.north.id, MARCH, "march.csv", file, by=house.pat, at=NOW),
        send_figures(house.books, house.north.id, MARCH, "march.csv", file, by=house.pat, at=NOW),
    ):
        assert isinstance(answer, Findings)
        assert all(each.code.startswith("submission.") and each.remedy for each in answer.errors)
    (cell,) = portfolio(house.books, by=house.pat)
    assert cell.stage is Stage.OPEN


def test_who_may_send_is_asked_before_the_file_is_opened(house: House) -> None:
    house.settled()
    assert refused(send_figures(house.books, house.north.id, MARCH, "x", b"", by=house.pat, at=NOW)) == "cycle.closed"
    assert refused(send_figures(house.books, house.north.id, MARCH, "x", b"", by=house.mia, at=NOW)) == "cycle.role"


def test_another_vendor_finds_nothing_there(house: House) -> None:
    house.sent()
    for answer in (
        send_figures(house.books, house.north.id, MARCH, "march.csv", figures(MARCH), by=house.sam, at=NOW),
        preview(house.books, house.north.id, MARCH, "march.csv", figures(MARCH), by=house.sam, at=NOW),
        preview(house.books, house.north.id, "2031-01", "march.csv", figures(MARCH), by=house.pat, at=NOW),
        preview(house.books, 4711, MARCH, "march.csv", figures(MARCH), by=house.pat, at=NOW),
    ):
        assert isinstance(answer, Findings)
        assert is_unknown(answer)


def test_after_the_last_moment_until_it_is_extended(house: House) -> None:
    closes = NOW + timedelta(days=1)
    late = NOW + timedelta(days=2)
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW, closes=closes)
    sent = send_figures(house.books, house.north.id, MARCH, "march.csv", figures(MARCH), by=house.pat, at=late)
    assert refused(sent) == "cycle.late"
    extended = extend_period(house.books, house.north.id, MARCH, NOW + timedelta(days=3), by=house.mia, at=late)
    assert done(extended).closes == NOW + timedelta(days=3)
    sent = send_figures(house.books, house.north.id, MARCH, "march.csv", figures(MARCH), by=house.pat, at=late)
    assert isinstance(sent, Receipt)


def test_a_missing_figure_settles_to_unknown_and_cannot_be_approved(house: House) -> None:
    settled = house.settled(content=figures(MARCH, complaints=None))
    assert settled.prepared is not None
    assert settled.prepared.waiting_for == ("complaints: complaints",)
    assert refused(approve_period(house.books, house.north.id, MARCH, by=house.max, at=NOW)) == "cycle.waiting"


def test_periods_are_settled_in_their_order(house: House) -> None:
    house.sent(MARCH)
    house.sent(APRIL)
    assert refused(settle_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW)) == "cycle.earlier-open"
    done(settle_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW))
    done(settle_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW))


def test_a_preview_counts_months_that_are_sent_and_not_settled_yet(house: House) -> None:
    house.sent(MARCH)
    open_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW)
    shown = preview(house.books, house.north.id, APRIL, "april.csv", figures(APRIL), by=house.pat, at=NOW)
    assert isinstance(shown, Preview)
    assert str(shown.settlement.net) == "USD -5000.00"


def test_a_name_that_cannot_be_printed_is_refused_before_it_stands_in_the_way(house: House) -> None:
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    sent = send_figures(house.books, house.north.id, MARCH, "三月.csv", figures(MARCH), by=house.pat, at=NOW)
    assert refused(sent) == "submission.unprintable"
