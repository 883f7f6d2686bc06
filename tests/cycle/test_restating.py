"""Settling an issued period once more: who may, in which order, and what stands meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sla.cycle import Cycle, Stage, approve, drop, issue, reopen, restate, settle, submit, take_number, unsettle
from tests.cycle.cast import (
    APPROVED,
    APRIL,
    BOTH,
    EVERYBODY,
    FAY,
    FEBRUARY,
    ISSUED,
    MAX,
    MIA,
    NOW,
    NUMBERED,
    PAT,
    RESTATED,
    SETTLED,
    SUBMITTED,
    done,
    refused,
    settlement,
)

LATER = NOW + timedelta(days=20)


def test_a_restatement_is_a_new_round_that_cites_the_statement() -> None:
    assert (RESTATED.round, RESTATED.restates, RESTATED.stage) == (1, ISSUED.number, Stage.SUBMITTED)
    assert (RESTATED.number, RESTATED.prepared, RESTATED.approvals) == ("", None, ())
    assert RESTATED.sent == ISSUED.sent


@pytest.mark.parametrize("cycle", [SUBMITTED, SETTLED, APPROVED, NUMBERED, RESTATED], ids=lambda cycle: cycle.stage)
def test_only_what_is_issued_is_restated(cycle: Cycle) -> None:
    assert refused(restate(cycle, "late figures", by=MIA, at=NOW)).code == "cycle.stage"


def test_only_a_manager_restates_and_with_a_reason() -> None:
    for somebody in set(EVERYBODY) - {MIA, MAX, BOTH}:
        assert refused(restate(ISSUED, "late figures", by=somebody, at=NOW)).code == "cycle.role"
        assert refused(drop(RESTATED, "no use", by=somebody, at=NOW)).code == "cycle.role"
    assert refused(restate(ISSUED, " ", by=MIA, at=NOW)).message == "A restatement needs a reason"


def test_it_goes_through_every_stage_again_with_two_other_people() -> None:
    sent = done(submit(RESTATED, "b" * 64, by=PAT, at=LATER))
    assert sent.sent[-1].version == len(ISSUED.sent) + 1
    settled = done(settle(sent, settlement(), (), by=MIA, at=LATER))
    assert refused(approve(settled, by=MIA, at=LATER)).code == "cycle.own-work"
    approved = done(approve(done(approve(settled, by=MAX, at=LATER)), by=FAY, at=LATER))
    again = done(issue(done(take_number(approved, "HARBOUR-0002", by=FAY, at=LATER)), by=FAY))
    assert (again.stage, again.number, again.restates) == (Stage.ISSUED, "HARBOUR-0002", "HARBOUR-0001")
    assert done(restate(again, "once more", by=MIA, at=LATER)).round == 2


def test_what_stands_while_it_is_not_settled_is_the_statement_before() -> None:
    sent = done(submit(RESTATED, "b" * 64, by=PAT, at=LATER))
    assert (sent.stands, sent.counting) == (ISSUED.counting, 2)
    assert done(settle(sent, settlement(), (), by=MIA, at=LATER)).stands == 2


def test_restatements_follow_each_other_and_hold_up_nothing_else() -> None:
    february, april = replace(RESTATED, period=FEBRUARY), replace(SUBMITTED, period=APRIL)
    assert refused(settle(RESTATED, settlement(), (february,), by=MIA, at=LATER)).code == "cycle.earlier-open"
    assert done(settle(april, settlement(APRIL), (RESTATED,), by=MIA, at=LATER)).stage is Stage.SETTLED


def test_a_restatement_is_reopened_whatever_was_first_settled_later() -> None:
    settled = done(settle(RESTATED, settlement(), (), by=MIA, at=LATER))
    april = replace(SETTLED, period=APRIL)
    restated = replace(april, restates="HARBOUR-0002", round=1)
    assert done(reopen(settled, "a slip", (april,), by=MAX, at=LATER)).stage is Stage.SUBMITTED
    assert refused(reopen(settled, "a slip", (restated,), by=MAX, at=LATER)).code == "cycle.later-settled"
    assert refused(reopen(SETTLED, "a slip", (april,), by=MAX, at=LATER)).code == "cycle.later-settled"


def test_only_a_restatement_is_dropped_and_not_once_it_has_a_number() -> None:
    assert refused(drop(SETTLED, "no use", by=MIA, at=NOW)).code == "cycle.no-restatement"
    numbered = replace(NUMBERED, restates="HARBOUR-0000", round=1)
    assert refused(drop(numbered, "no use", by=MIA, at=NOW)).code == "cycle.number-taken"


def test_what_was_settled_on_something_else_is_settled_again() -> None:
    back = unsettle(APPROVED)
    assert (back.stage, back.prepared, back.approvals, back.revision) == (
        Stage.SUBMITTED,
        None,
        (),
        APPROVED.revision + 1,
    )
