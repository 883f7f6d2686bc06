"""Accepting a settlement line by line: who may, what it holds against, and what silence comes to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Direction
from sla.cycle import Act, Cycle, Stage
from sla.cycle.accepting import Acceptance, LineState, accept, concerns, line_accepted, line_states, may_accept, reads
from sla.cycle.matter import Answer, Kind, Matter, Side
from sla.measurement.relief import Relief, Whole
from sla.settlement.model import Line
from sla.values import Finding, Money
from tests.cycle.cast import (
    APPROVED,
    APRIL,
    EVERYBODY,
    ISSUED,
    MARCH,
    MIA,
    NOW,
    PAT,
    RESTATED,
    SETTLED,
    STAGES,
    elsewhere,
)


def line(site: str = "Leeds", amount: str = "100.00", level: str = "answered") -> Line:
    money = Money(Decimal(amount), "USD")
    where = (("site", site),)
    return Line("4.2", level, MARCH, where, "missed", Direction.PENALTY, "credit", money, money.amount, Decimal(60))


LINES = (line(), line("York"))
LAST = NOW + timedelta(days=9)


def states(
    said: Iterable[Acceptance] = (),
    matters: Iterable[Matter] = (),
    at: datetime = NOW,
    last: datetime | None = None,
    lines: tuple[Line, ...] = LINES,
) -> tuple[LineState, ...]:
    return line_states(lines, said, matters, at=at, last=last)


KEYS = tuple(each.key for each in states())
LEEDS = Relief("answered", MARCH, Whole(), scope=(("site", "Leeds"),))


def dispute(asked: Relief | Answer) -> Matter:
    return Matter(Kind.DISPUTE, 7, 1, 1, 2, MARCH, Side.VENDOR, Act(PAT.id, PAT.name, NOW), asked, "so", number=3)


def done(answer: Acceptance | Finding, on: Cycle = SETTLED) -> Acceptance:
    assert isinstance(answer, Acceptance), f"{on}: {answer}"
    return answer


def refused(answer: object) -> str:
    assert isinstance(answer, Finding), answer
    assert answer.remedy
    return answer.code.removeprefix("cycle.")


def all_accepted() -> list[Acceptance]:
    return [done(accept(SETTLED, KEYS, states(), by=PAT, at=NOW))]


def test_a_partner_accepts_what_is_settled() -> None:
    assert {each for each in EVERYBODY if may_accept(SETTLED, each) is None} == {PAT}
    assert refused(may_accept(SETTLED, elsewhere(PAT))) == "organisation"
    assert [on.stage for on in STAGES if may_accept(on, PAT) is None] == [
        Stage.SETTLED,
        Stage.SETTLED,
        Stage.APPROVED,
        Stage.APPROVED,
        Stage.ISSUED,
    ]


def test_one_line_or_all_at_once() -> None:
    one = done(accept(SETTLED, KEYS[:1], states(), by=PAT, at=NOW))
    assert [bool(each.accepted) for each in states([one])] == [True, False]
    rest = done(accept(SETTLED, KEYS, states([one]), by=PAT, at=LAST))
    assert rest.lines == (reads(LINES[1]),)
    assert [each.accepted.at for each in states([one, rest]) if each.accepted] == [NOW, LAST]
    assert refused(accept(SETTLED, KEYS, states([one, rest]), by=PAT, at=NOW)) == "accepted-before"


@pytest.mark.parametrize("keys", [(), ("gone",), (KEYS[0], "gone")])
def test_only_what_was_seen_is_accepted(keys: tuple[str, ...]) -> None:
    assert refused(accept(SETTLED, keys, states(), by=PAT, at=NOW)) == "line-gone"


def test_a_line_that_comes_to_something_else_is_a_new_one() -> None:
    """The workings may be told another way; the amount may not."""
    said = all_accepted()
    told = replace_amount(LINES[0], LINES[0].amount)
    other = replace_amount(LINES[0], Money(Decimal(99), "USD"))
    assert states(said, lines=(told,))[0].accepted
    assert not states(said, lines=(other,))[0].accepted


def replace_amount(of: Line, amount: Money) -> Line:
    return of._replace(amount=amount, computed=Decimal("12.5"), inputs=(("fee", Decimal(1)),))


def test_what_is_in_dispute_is_not_accepted() -> None:
    disputed = states(matters=[dispute(LEEDS)])
    assert [each.disputes for each in disputed] == [(3,), ()]
    assert refused(accept(SETTLED, KEYS, disputed, by=PAT, at=NOW)) == "line-disputed"
    assert len(done(accept(SETTLED, KEYS[1:], disputed, by=PAT, at=NOW)).lines) == 1


def test_what_is_accepted_is_not_disputed_by_that_side() -> None:
    said = [done(accept(SETTLED, KEYS[:1], states(), by=PAT, at=NOW))]
    here, york = states(said), replace(LEEDS, scope=(("site", "York"),))
    everywhere = replace(LEEDS, scope=())
    for asked, code in ((LEEDS, "line-accepted"), (everywhere, "line-accepted"), (york, ""), (Answer("a", "b"), "")):
        answer = line_accepted(ISSUED, Kind.DISPUTE, Side.VENDOR, asked, here)
        assert (refused(answer) if answer else "") == code
        assert line_accepted(ISSUED, Kind.DISPUTE, Side.CUSTOMER, asked, here) is None
        assert line_accepted(ISSUED, Kind.RELIEF, Side.VENDOR, asked, here) is None


@pytest.mark.parametrize(
    ("on", "way"), [(SETTLED, "reopened"), (APPROVED, "reopened"), (ISSUED, "restatement"), (RESTATED, "restatement")]
)
def test_the_refusal_says_how_to_go_on(on: Cycle, way: str) -> None:
    answer = line_accepted(on, Kind.DISPUTE, Side.VENDOR, Answer("a", "b"), states(all_accepted()))
    assert answer
    assert way in answer.remedy


def test_other_windows_and_levels_are_not_concerned() -> None:
    assert concerns(LEEDS, LINES[0])
    assert not concerns(replace(LEEDS, level="called"), LINES[0])
    assert not concerns(replace(LEEDS, within=APRIL), LINES[0])


def test_silence_counts_once_the_time_has_passed() -> None:
    """The moment itself is too late to dispute, and the first at which it counts."""
    before = states(at=LAST - timedelta(microseconds=1), last=LAST)
    assert [each.since for each in before] == [None, None]
    after = states(all_accepted()[:0], [dispute(LEEDS)], at=LAST, last=LAST)
    assert [each.since for each in after] == [None, LAST]
    assert [each.since for each in states(at=LAST)] == [None, None]


@given(st.lists(st.sampled_from(["Leeds", "York", "Hull", "Bath"]), min_size=1, max_size=8), st.data())
def test_in_the_end_every_line_has_one_state(sites: list[str], data: st.DataObject) -> None:
    """Accepted, in dispute, or accepted by silence: after the last moment nothing is left open."""
    lines = tuple(line(site, str(place)) for place, site in enumerate(sites))
    here = states(lines=lines)
    chosen = data.draw(st.lists(st.sampled_from([each.key for each in here]), unique=True))
    said = [done(accept(SETTLED, chosen, here, by=PAT, at=NOW))] if chosen else []
    for each in states(said, [dispute(LEEDS)], LAST, LAST, lines):
        assert bool(each.accepted) == (each.key in chosen)
        assert bool(each.disputes) == (dict(each.line.scope)["site"] == "Leeds")
        assert (each.since == LAST) == each.open


def test_who_accepts_for_the_customer() -> None:
    assert refused(accept(SETTLED, KEYS, states(), by=MIA, at=NOW)) == "role"
