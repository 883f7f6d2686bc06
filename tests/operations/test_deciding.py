"""Deciding on what one has seen: never on something that changed since."""

from collections.abc import Callable

import pytest

from sla.operations.deciding import approve_period, extend_period, reopen_period, settle_period
from sla.operations.issuing import issue_statement
from sla.operations.pages import portfolio
from sla.values import Findings
from tests.operations.house import MARCH, NOW, House, figures, refused

Act = Callable[[House, int], object]

ACTS: dict[str, tuple[str, Act]] = {
    "settle": (
        "sent",
        lambda house, seen: settle_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW, seen=seen),
    ),
    "approve": (
        "settled",
        lambda house, seen: approve_period(house.books, house.north.id, MARCH, by=house.max, at=NOW, seen=seen),
    ),
    "reopen": (
        "settled",
        lambda house, seen: reopen_period(house.books, house.north.id, MARCH, "x", by=house.mia, at=NOW, seen=seen),
    ),
    "issue": (
        "approved",
        lambda house, seen: issue_statement(
            house.books, house.press, house.north.id, MARCH, by=house.fay, at=NOW, seen=seen
        ),
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_what_changed_since_it_was_seen_is_not_decided_on(house: House, act: str) -> None:
    stage, run = ACTS[act]
    seen = getattr(house, stage)().revision
    assert refused(run(house, seen - 1)) == "cycle.changed-meanwhile"
    assert not isinstance(run(house, seen), Findings)


def test_who_settles_sees_the_latest_figures(house: House) -> None:
    seen = house.sent().revision
    house.sent(content=figures(MARCH, answered=900))
    late = settle_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW, seen=seen)
    assert refused(late) == "cycle.changed-meanwhile"


def test_nobody_decides_on_what_they_cannot_see(house: House) -> None:
    house.settled()
    for stranger in (house.sam, house.rival):
        for answer in (
            settle_period(house.books, house.north.id, MARCH, by=stranger, at=NOW),
            approve_period(house.books, house.north.id, MARCH, by=stranger, at=NOW),
            reopen_period(house.books, house.north.id, MARCH, "x", by=stranger, at=NOW),
            extend_period(house.books, house.north.id, MARCH, None, by=stranger, at=NOW),
            issue_statement(house.books, house.press, house.north.id, MARCH, by=stranger, at=NOW),
        ):
            assert refused(answer) == "period.unknown"
    (cell,) = portfolio(house.books, by=house.mia)
    assert cell.stage == "settled"
