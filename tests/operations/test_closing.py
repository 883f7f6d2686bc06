"""Closing a period: as far as one person may bring it, agreement by agreement, broken off and taken up at will."""

from dataclasses import replace
from datetime import datetime

import pytest

from sla.cycle import Person, Role, Stage
from sla.operations import closing
from sla.operations.agreements import open_period
from sla.operations.approving import approve_many
from sla.operations.closing import close_chunk, left, order_closing, progress, troubles
from sla.operations.closing_hands import Hands, working
from sla.operations.pages import disagreeing, list_statements, portfolio, trial_balance
from sla.store.closings import Closing, Result
from sla.values import Findings
from tests.operations.house import MARCH, NOW, House, figures, refused


def clock() -> datetime:
    return NOW


def ordered(house: House, by: Person, period: str = MARCH, chunk: int = 20) -> Closing:
    answer = order_closing(house.books, period, by=by, at=NOW, chunk=chunk)
    assert isinstance(answer, Closing), answer
    return answer


def closed(house: House, by: Person, period: str = MARCH) -> dict[str, tuple[Result, str]]:
    """What became of every agreement."""
    order = ordered(house, by, period)
    for chunk in order.chunks:
        close_chunk(house.books, house.press, order.id, chunk, by.id, clock)
    assert left(house.books, order.id, by=by) == 0
    return {each.reference: (each.result, each.says) for each in progress(house.books, order.id, by=by)}


@pytest.fixture
def two(house: House) -> House:
    """The northern vendor has sent its figures for March; the southern one has not."""
    house.sent()
    open_period(house.books, house.south.id, MARCH, by=house.mia, at=NOW)
    return house


def stages(house: House) -> dict[str, Stage]:
    return {cell.reference: cell.stage for cell in portfolio(house.books, by=house.mia)}


def test_a_month_is_closed_by_several_people_and_never_by_one(two: House) -> None:
    first = closed(two, two.mia)
    assert first["North"] == (Result.SETTLED, "A second vendor manager and finance approve.")
    assert first["South"] == (Result.WAITING, "The vendor sends the figures.")
    for person in (two.mia, two.max, two.fay):
        signed = approve_many(two.books, MARCH, by=person, at=NOW)
        assert [each.reference for each in signed] == ["North"]
        assert isinstance(signed[0].answer, Findings) is (person is two.mia)
    assert closed(two, two.fay)["North"] == (Result.ISSUED, "Statement NORTH-0001 is issued.")
    assert stages(two) == {"North": Stage.ISSUED, "South": Stage.OPEN}
    assert disagreeing(two.books, by=two.fay) == ()


def test_one_person_with_both_roles_settles_and_cannot_issue_alone(two: House) -> None:
    both = replace(two.mia, roles=frozenset({Role.MANAGER, Role.FINANCE}))
    done = closing.close_agreement(two.books, two.press, two.north.id, MARCH, by=both, clock=clock)
    assert done == closing.Closed(Result.SETTLED, "A second vendor manager and finance approve.")
    assert list_statements(two.books, by=two.mia) == ()


def test_refusals_are_told_agreement_by_agreement(house: House) -> None:
    open_period(house.books, house.north.id, "2026-02", by=house.mia, at=NOW)
    house.sent()
    result, says = closed(house, house.mia)["North"]
    assert result is Result.REFUSED
    assert "February 2026" in says


def test_what_is_done_is_not_ordered_again(two: House) -> None:
    assert set(closed(two, two.mia)) == {"North", "South"}
    for person in (two.max, two.fay):
        approve_many(two.books, MARCH, by=person, at=NOW)
    closed(two, two.fay)
    assert set(closed(two, two.fay)) == {"South"}


def test_broken_off_it_goes_on_where_it_was(two: House) -> None:
    order = ordered(two, two.mia, chunk=1)
    assert order.chunks == (0, 1)
    close_chunk(two.books, two.press, order.id, 0, two.mia.id, clock)
    again = ordered(two, two.mia, chunk=1)
    assert (again.id, again.chunks) == (order.id, (1,))
    close_chunk(two.books, two.press, order.id, 0, two.mia.id, clock)
    close_chunk(two.books, two.press, order.id, 1, two.mia.id, clock)
    told = progress(two.books, order.id, by=two.mia)
    assert [each.turn for each in told] == [1, 2]
    assert progress(two.books, order.id, by=two.mia, after=1) == told[1:]
    assert ordered(two, two.mia).id != order.id


def test_an_error_stops_no_other_and_leaves_its_agreement_open(two: House, monkeypatch: pytest.MonkeyPatch) -> None:
    real = closing.close_agreement

    def breaks(books: object, press: object, agreement: int, *rest: object, **named: object) -> closing.Closed:
        if agreement == two.north.id:
            raise OSError("no space left on the device")
        return real(books, press, agreement, *rest, **named)  # type: ignore[arg-type]  # handed on as it came

    order = ordered(two, two.mia)
    with monkeypatch.context() as patched:
        patched.setattr(closing, "close_agreement", breaks)
        with pytest.raises(OSError, match="no space"):
            close_chunk(two.books, two.press, order.id, 0, two.mia.id, clock)
    assert [each.reference for each in progress(two.books, order.id, by=two.mia)] == ["South"]
    (trouble,) = troubles(two.books, order.id, by=two.mia)
    assert (trouble.reference, trouble.says) == ("North", "OSError: no space left on the device")
    close_chunk(two.books, two.press, order.id, 0, two.mia.id, clock)
    assert left(two.books, order.id, by=two.mia) == 0
    assert troubles(two.books, order.id, by=two.mia) == ()


def test_whoever_is_gone_closes_nothing(two: House) -> None:
    order = ordered(two, two.mia)
    close_chunk(two.books, two.press, order.id, 0, 10_000, clock)
    close_chunk(two.books, two.press, order.id, 0, two.rival.id, clock)
    close_chunk(two.books, two.press, order.id, 0, two.max.id, clock)
    assert left(two.books, order.id, by=two.mia) == 2
    assert set(stages(two).values()) == {Stage.SUBMITTED, Stage.OPEN}


@pytest.mark.parametrize("who", ["pat", "audrey"])
def test_only_who_may_act_orders_it(two: House, who: str) -> None:
    assert refused(order_closing(two.books, MARCH, by=getattr(two, who), at=NOW)) == "closing.role"


def test_nothing_to_do_is_said(house: House) -> None:
    assert refused(order_closing(house.books, "2026-12", by=house.mia, at=NOW)) == "closing.nothing"
    house.issued()
    assert refused(order_closing(house.books, MARCH, by=house.fay, at=NOW)) == "closing.nothing"


def test_two_processes_close_it(two: House, url: str) -> None:
    two.sent("2026-02", figures("2026-02"))
    hands = Hands(url, two.press, clock)
    for period, person in (("2026-02", two.mia), (MARCH, two.mia)):
        order = ordered(two, person, period, chunk=1)
        with working(hands, order, person, 2) as futures:
            for future in futures:
                future.result(timeout=120)
        assert left(two.books, order.id, by=person) == 0
    assert stages(two)["North"] is Stage.SETTLED
    assert sum(balance.total.minor for balance in trial_balance(two.books, by=two.mia)) == 0
