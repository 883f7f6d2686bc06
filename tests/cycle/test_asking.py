"""Relief, disputes and waivers: who opens them, who decides, and what counts afterwards."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from sla.contract.model import Direction
from sla.cycle import Cycle, Person
from sla.cycle.asking import decide, may_decide, may_open, may_withdraw, open_matter, say, side_of, withdraw
from sla.cycle.matter import Answer, Asked, Correction, Evidence, Kind, Matter, Side, State
from sla.measurement.relief import First, Relief, Whole
from sla.settlement.waiver import Waiver
from sla.values import Finding
from tests.cycle.cast import (
    ADA,
    AUDREY,
    BOTH,
    EVERYBODY,
    FAY,
    FRED,
    ISSUED,
    MARCH,
    MAX,
    MIA,
    NOW,
    NUMBERED,
    OPEN,
    PAT,
    RESTATED,
    SETTLED,
    elsewhere,
)

STORM = Relief("answered", MARCH, Whole(), "storm")
PART = Relief("answered", MARCH, First(2), "storm")
GOODWILL = Waiver("answered", MARCH, Direction.PENALTY, "goodwill", Decimal(100))


def opened(kind: Kind = Kind.RELIEF, asked: Asked = STORM, by: Person = PAT, on: Cycle = SETTLED) -> Matter:
    return done(open_matter(on, kind, asked, "the line was down", by=by, at=NOW))


def done(result: Matter | Finding) -> Matter:
    assert isinstance(result, Matter), result
    return result


def refused(result: Matter | Finding | None) -> str:
    assert isinstance(result, Finding), f"was allowed: {result}"
    assert result.remedy
    return result.code.removeprefix("cycle.")


def allowed(kind: Kind, on: Cycle) -> set[Person]:
    return {somebody for somebody in EVERYBODY if may_open(on, kind, somebody) is None}


def test_either_side_opens_relief_and_disputes_the_customer_a_waiver_the_vendor_a_correction() -> None:
    assert allowed(Kind.RELIEF, SETTLED) == allowed(Kind.DISPUTE, SETTLED) == {PAT, MIA, MAX, BOTH}
    assert allowed(Kind.WAIVER, SETTLED) == {MIA, MAX, FAY, FRED, BOTH}
    assert allowed(Kind.CORRECTION, SETTLED) == {PAT}
    for kind in Kind:
        assert all(may_open(SETTLED, kind, elsewhere(somebody)) for somebody in EVERYBODY)


def test_relief_is_asked_for_at_any_time_and_a_result_is_disputed_once_there_is_one() -> None:
    assert allowed(Kind.RELIEF, OPEN)
    assert refused(may_open(OPEN, Kind.DISPUTE, PAT)) == refused(may_open(OPEN, Kind.WAIVER, MIA)) == "nothing-settled"
    assert all(allowed(kind, ISSUED) for kind in Kind)
    assert all(allowed(kind, RESTATED) for kind in Kind if kind is not Kind.CORRECTION)
    assert refused(may_open(RESTATED, Kind.CORRECTION, PAT)) == "open-for-figures"


def test_nothing_is_opened_while_the_statement_is_made() -> None:
    openers = {kind: PAT if kind is Kind.CORRECTION else MIA for kind in Kind}
    assert {refused(may_open(NUMBERED, kind, openers[kind])) for kind in Kind} == {"being-issued"}


def test_it_needs_a_reason() -> None:
    assert refused(open_matter(SETTLED, Kind.RELIEF, STORM, " ", by=PAT, at=NOW)) == "reason"
    assert refused(decide(opened(), STORM, "", by=MIA, at=NOW)) == "reason"


@pytest.mark.parametrize(
    ("kind", "asked", "by"),
    [(Kind.WAIVER, STORM, FAY), (Kind.RELIEF, GOODWILL, MIA), (Kind.RELIEF, Answer("month", "calendar"), PAT)],
    ids=str,
)
def test_nothing_is_asked_for_under_a_name_by_which_others_decide(kind: Kind, asked: Asked, by: Person) -> None:
    assert refused(open_matter(SETTLED, kind, asked, "so that it passes", by=by, at=NOW)) == "other-kind"


def test_the_same_thing_is_asked_for_once_at_a_time() -> None:
    again = partial(open_matter, SETTLED, Kind.RELIEF, STORM, "once more", at=NOW)
    assert refused(again(by=PAT, others=(opened(),))) == "asked-already"
    decided = done(decide(opened(), None, "no", by=MIA, at=NOW))
    for others in ((decided,), (opened(asked=PART),), (opened(Kind.DISPUTE),)):
        done(again(by=PAT, others=others))
    done(again(by=MIA, others=(opened(),)))


def test_the_other_side_decides() -> None:
    deciders = {somebody for somebody in EVERYBODY if may_decide(opened(), somebody) is None}
    assert deciders == {MIA, MAX, BOTH}
    deciders = {somebody for somebody in EVERYBODY if may_decide(opened(by=MIA), somebody) is None}
    assert deciders == {PAT}


def test_a_waiver_is_confirmed_by_somebody_else() -> None:
    waiver = opened(Kind.WAIVER, GOODWILL, MIA)
    deciders = {somebody for somebody in EVERYBODY if may_decide(waiver, somebody) is None}
    assert deciders == {MAX, FAY, FRED, BOTH}
    assert refused(may_decide(waiver, MIA)) == "own-matter"


@pytest.mark.parametrize(
    ("granted", "state"), [(STORM, State.GRANTED), (PART, State.PARTLY), (None, State.REFUSED)], ids=str
)
def test_a_decision_stands(granted: Relief | None, state: State) -> None:
    decided = done(decide(opened(), granted, "as agreed", by=MIA, at=NOW))
    assert (decided.state, decided.granted) == (state, granted)
    assert refused(decide(decided, STORM, "again", by=MIA, at=NOW)) == "matter-closed"
    assert refused(say(decided, "but", (), by=PAT, at=NOW)) == "matter-closed"


def test_what_is_withdrawn_no_longer_counts() -> None:
    decided = done(decide(opened(), PART, "as agreed", by=MIA, at=NOW))
    gone = done(withdraw(decided, by=PAT, at=NOW))
    assert (gone.state, gone.granted) == (State.WITHDRAWN, None)
    assert refused(withdraw(gone, by=PAT, at=NOW)) == "matter-closed"
    no = done(decide(opened(), None, "no cause of ours", by=MIA, at=NOW))
    assert refused(withdraw(no, by=PAT, at=NOW)) == "matter-closed"
    assert {somebody for somebody in EVERYBODY if may_withdraw(decided, somebody) is None} == {PAT}


def test_both_sides_are_heard_until_it_is_closed() -> None:
    report = Evidence("outage.pdf", "a" * 64, 1200)
    heard = done(say(done(say(opened(), "see the report", (report,), by=PAT, at=NOW)), "we did", (), by=MIA, at=NOW))
    assert [(each.side, each.text) for each in heard.remarks] == [
        (Side.VENDOR, "see the report"),
        (Side.CUSTOMER, "we did"),
    ]
    assert refused(say(opened(), "  ", (), by=PAT, at=NOW)) == "words"
    for outsider in (AUDREY, ADA, elsewhere(PAT)):
        assert refused(say(opened(), "hello", (), by=outsider, at=NOW)) == "role"


def test_only_what_was_asked_for_is_granted() -> None:
    assert refused(decide(opened(), GOODWILL, "instead", by=MIA, at=NOW)) == "no-part"
    night = Correction("night.csv", "b" * 64)
    offered = opened(Kind.CORRECTION, night)
    assert refused(decide(offered, replace(night, digest="c" * 64), "half", by=MIA, at=NOW)) == "no-part"
    assert done(decide(offered, night, "agreed", by=MIA, at=NOW)).state is State.GRANTED


def test_sides() -> None:
    assert side_of(SETTLED, PAT) is Side.VENDOR
    assert side_of(SETTLED, FAY) is Side.CUSTOMER
    assert side_of(SETTLED, replace(PAT, organisation=1)) is None
