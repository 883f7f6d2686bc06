"""The cycle from open to issued, and back once: every control has a test that fails without it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sla.cycle import (
    Cycle,
    Person,
    Role,
    Stage,
    approve,
    extend,
    issue,
    reopen,
    settle,
    submit,
    take_number,
)
from sla.values import Finding
from tests.cycle.cast import (
    ADA,
    APPROVED,
    APRIL,
    AUDREY,
    BOTH,
    CUSTOMER,
    FAY,
    FEBRUARY,
    FRED,
    HALF_APPROVED,
    ISSUED,
    MARCH,
    MAX,
    MIA,
    NOW,
    NUMBERED,
    OPEN,
    PAT,
    SETTLED,
    STAGES,
    SUBMITTED,
    done,
    elsewhere,
    person,
    refused,
    settlement,
)

ACTS: dict[str, tuple[Person, Callable[[Cycle, Person], Cycle | Finding]]] = {
    "submit": (PAT, lambda cycle, by: submit(cycle, "b" * 64, by=by, at=NOW)),
    "settle": (MIA, lambda cycle, by: settle(cycle, settlement(), (), by=by, at=NOW)),
    "approve": (FRED, lambda cycle, by: approve(cycle, by=by, at=NOW)),
    "reopen": (MIA, lambda cycle, by: reopen(cycle, "a wrong file", (), by=by, at=NOW)),
    "extend": (MIA, lambda cycle, by: extend(cycle, None, by=by, at=NOW)),
    "take_number": (FAY, lambda cycle, by: take_number(cycle, "HARBOUR-0001", by=by, at=NOW)),
    "issue": (FAY, lambda cycle, by: issue(cycle, by=by)),
}
ALLOWED = {
    "submit": (OPEN, SUBMITTED),
    "settle": (SUBMITTED,),
    "approve": (SETTLED, HALF_APPROVED),
    "reopen": (SETTLED, HALF_APPROVED, APPROVED),
    "extend": (OPEN, SUBMITTED),
    "take_number": (APPROVED,),
    "issue": (NUMBERED,),
}
ROLES = {
    "submit": {Role.PARTNER},
    "settle": {Role.MANAGER},
    "approve": {Role.MANAGER, Role.FINANCE},
    "reopen": {Role.MANAGER},
    "extend": {Role.MANAGER},
    "take_number": {Role.FINANCE},
    "issue": {Role.FINANCE},
}


def attempt(act: str, cycle: Cycle, by: Person | None = None) -> Cycle | Finding:
    usual, run = ACTS[act]
    return run(cycle, by or usual)


def test_the_whole_way() -> None:
    assert [cycle.stage for cycle in STAGES] == [
        Stage.OPEN,
        Stage.SUBMITTED,
        Stage.SETTLED,
        Stage.SETTLED,
        Stage.APPROVED,
        Stage.APPROVED,
        Stage.ISSUED,
    ]
    assert [cycle.revision for cycle in STAGES] == [0, 1, 2, 3, 4, 5, 6]
    assert ISSUED.number == "HARBOUR-0001"
    assert ISSUED.issued is not None
    assert ISSUED.issued.at == NOW + timedelta(hours=4)
    assert [(each.role, each.act.name) for each in ISSUED.approvals] == [
        (Role.MANAGER, "Max Manager"),
        (Role.FINANCE, "Fay Finance"),
    ]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("cycle", STAGES, ids=lambda cycle: f"revision {cycle.revision}")
def test_every_act_belongs_to_its_stages(act: str, cycle: Cycle) -> None:
    result = attempt(act, cycle)
    assert isinstance(result, Cycle) == (cycle in ALLOWED[act])


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", Role)
def test_every_act_belongs_to_its_roles(act: str, role: Role) -> None:
    company = OPEN.vendor if role is Role.PARTNER else OPEN.customer
    result = attempt(act, ALLOWED[act][0], person(99, "Somebody", company, role))
    assert isinstance(result, Cycle) == (role in ROLES[act])
    if isinstance(result, Finding):
        assert result.code == "cycle.role"
        assert result.found == role
        assert "Ask a" in result.remedy or "Ask finance" in result.remedy


@pytest.mark.parametrize("act", ACTS)
def test_the_role_counts_at_its_own_company_only(act: str) -> None:
    usual, _ = ACTS[act]
    assert refused(attempt(act, ALLOWED[act][0], elsewhere(usual))).code == "cycle.organisation"
    other_side = CUSTOMER if usual is PAT else OPEN.vendor
    assert refused(attempt(act, ALLOWED[act][0], replace(usual, organisation=other_side))).code == "cycle.organisation"


@pytest.mark.parametrize("nobody", [AUDREY, ADA, person(98, "Nina Nothing", CUSTOMER)], ids=lambda who: who.name)
def test_who_only_looks_moves_nothing(nobody: Person) -> None:
    for act, stages in ALLOWED.items():
        assert refused(attempt(act, stages[0], nobody)).code == "cycle.role"


class TestSubmitting:
    def test_every_upload_is_a_new_version(self) -> None:
        again = done(submit(SUBMITTED, "b" * 64, by=PAT, at=NOW + timedelta(minutes=5)))
        assert [(sent.version, sent.digest[0]) for sent in again.sent] == [(1, "a"), (2, "b")]
        assert again.latest == again.sent[1]

    def test_the_same_file_twice_is_recognised(self) -> None:
        refusal = refused(submit(SUBMITTED, "a" * 64, by=PAT, at=NOW + timedelta(days=1)))
        assert refusal.code == "cycle.sent-before"
        assert refusal.message == "This file is version 1 already"
        assert refusal.found == "received 2026-04-07 09:30 UTC from Pat Partner"

    def test_going_back_to_an_earlier_file_is_a_change(self) -> None:
        second = done(submit(SUBMITTED, "b" * 64, by=PAT, at=NOW))
        assert done(submit(second, "a" * 64, by=PAT, at=NOW)).sent[-1].version == 3

    @pytest.mark.parametrize("cycle", [SETTLED, HALF_APPROVED, APPROVED], ids=lambda cycle: cycle.revision)
    def test_after_the_close_it_asks_to_be_reopened(self, cycle: Cycle) -> None:
        refusal = refused(submit(cycle, "b" * 64, by=PAT, at=NOW))
        assert refusal.code == "cycle.closed"
        assert refusal.remedy == "Ask a vendor manager of the customer for it to be reopened."

    @pytest.mark.parametrize("cycle", [NUMBERED, ISSUED], ids=lambda cycle: cycle.revision)
    def test_under_a_number_only_a_restatement_helps(self, cycle: Cycle) -> None:
        assert "restatement" in refused(submit(cycle, "b" * 64, by=PAT, at=NOW)).remedy

    def test_the_last_moment_is_too_late(self) -> None:
        cycle = replace(OPEN, closes=NOW)
        assert isinstance(submit(cycle, "a" * 64, by=PAT, at=NOW - timedelta(seconds=1)), Cycle)
        assert refused(submit(cycle, "a" * 64, by=PAT, at=NOW)).code == "cycle.late"

    def test_a_manager_extends_it(self) -> None:
        later = done(extend(replace(OPEN, closes=NOW), NOW + timedelta(days=2), by=MIA, at=NOW))
        assert isinstance(submit(later, "a" * 64, by=PAT, at=NOW + timedelta(days=1)), Cycle)
        assert refused(extend(OPEN, NOW, by=MIA, at=NOW)).code == "cycle.moment-past"

    def test_a_moment_without_a_time_zone_is_a_bug(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            submit(OPEN, "a" * 64, by=PAT, at=datetime(2026, 4, 7, 9, 30))  # noqa: DTZ001 - it is what is refused


class TestSettling:
    def test_who_settles_is_the_preparer(self) -> None:
        assert SETTLED.prepared is not None
        assert (SETTLED.prepared.act.name, SETTLED.prepared.version) == ("Mia Manager", 1)

    def test_the_latest_upload_counts(self) -> None:
        second = done(submit(SUBMITTED, "b" * 64, by=PAT, at=NOW))
        settled = done(settle(second, settlement(), (), by=MIA, at=NOW))
        assert settled.prepared is not None
        assert settled.prepared.version == 2

    def test_earlier_periods_come_first(self) -> None:
        february = replace(SUBMITTED, period=FEBRUARY)
        refusal = refused(settle(SUBMITTED, settlement(), [february], by=MIA, at=NOW))
        assert refusal.code == "cycle.earlier-open"
        assert refusal.remedy == "Settle February 2026 first."
        settled = replace(SETTLED, period=FEBRUARY)
        assert isinstance(settle(SUBMITTED, settlement(), [settled], by=MIA, at=NOW), Cycle)

    def test_nothing_sent_nothing_settled(self) -> None:
        assert refused(settle(OPEN, settlement(), (), by=MIA, at=NOW)).remedy.startswith("A partner")


class TestApproving:
    def test_two_signatures_make_it_approved_in_either_order(self) -> None:
        first = done(approve(SETTLED, by=FAY, at=NOW))
        assert first.stage is Stage.SETTLED
        assert done(approve(first, by=MAX, at=NOW)).stage is Stage.APPROVED

    def test_the_preparer_may_not(self) -> None:
        refusal = refused(approve(SETTLED, by=MIA, at=NOW))
        assert refusal.code == "cycle.own-work"
        assert refusal.found == "prepared by Mia Manager"

    def test_the_preparer_may_not_as_finance_either(self) -> None:
        settled = done(settle(SUBMITTED, settlement(), (), by=BOTH, at=NOW))
        assert refused(approve(settled, by=BOTH, at=NOW)).code == "cycle.own-work"

    def test_the_sender_may_not_even_where_vendor_and_customer_are_one_company(self) -> None:
        inside = replace(OPEN, vendor=CUSTOMER)
        sue = person(20, "Sue Sender", CUSTOMER, Role.PARTNER, Role.FINANCE)
        sent = done(submit(inside, "a" * 64, by=sue, at=NOW))
        sent = done(submit(sent, "b" * 64, by=replace(PAT, organisation=CUSTOMER), at=NOW))
        settled = done(settle(sent, settlement(), (), by=MIA, at=NOW))
        refusal = refused(approve(settled, by=sue, at=NOW))
        assert (refusal.code, refusal.found) == ("cycle.own-work", "sent in by Sue Sender")

    def test_nobody_signs_twice(self) -> None:
        first = done(approve(SETTLED, by=BOTH, at=NOW))
        refusal = refused(approve(first, by=BOTH, at=NOW))
        assert refusal.code == "cycle.signed-already"
        assert refusal.expected == "a signature of finance"

    def test_the_same_signature_is_not_given_twice(self) -> None:
        first = done(approve(SETTLED, by=FAY, at=NOW))
        refusal = refused(approve(first, by=FRED, at=NOW))
        assert (refusal.code, refusal.found) == ("cycle.signed-already", "Fay Finance approved as finance")

    def test_somebody_with_two_roles_gives_the_one_that_is_missing(self) -> None:
        approved = done(approve(HALF_APPROVED, by=BOTH, at=NOW))
        assert approved.approvals[-1].role is Role.FINANCE
        assert approved.stage is Stage.APPROVED

    def test_an_unknown_level_holds_it(self) -> None:
        settled = done(settle(SUBMITTED, settlement(unknown=("answer_time",)), (), by=MIA, at=NOW))
        refusal = refused(approve(settled, by=MAX, at=NOW))
        assert (refusal.code, refusal.found) == ("cycle.waiting", "waiting for answer_time: a result")


class TestReopening:
    def test_approvals_are_void(self) -> None:
        again = done(reopen(APPROVED, "calls of the 14th are missing", (), by=MIA, at=NOW))
        assert again.stage is Stage.SUBMITTED
        assert again.approvals == ()
        assert again.prepared is None
        assert again.sent == APPROVED.sent

    def test_the_partner_can_send_again_even_after_the_last_moment(self) -> None:
        again = done(reopen(replace(SETTLED, closes=NOW), "late data", (), by=MIA, at=NOW))
        assert isinstance(submit(again, "b" * 64, by=PAT, at=NOW + timedelta(days=1)), Cycle)

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_it_needs_a_reason(self, reason: str) -> None:
        assert refused(reopen(SETTLED, reason, (), by=MIA, at=NOW)).code == "cycle.reason"

    def test_a_number_cannot_be_given_back(self) -> None:
        assert refused(reopen(NUMBERED, "too late", (), by=MIA, at=NOW)).code == "cycle.number-taken"

    def test_later_periods_stand_on_it(self) -> None:
        april = replace(SETTLED, period=APRIL)
        refusal = refused(reopen(SETTLED, "a wrong file", [april], by=MIA, at=NOW))
        assert (refusal.code, refusal.remedy) == ("cycle.later-settled", "Reopen April 2026 first.")
        issued = replace(ISSUED, period=APRIL)
        assert refused(reopen(SETTLED, "a wrong file", [issued], by=MIA, at=NOW)).remedy == "Ask for a restatement."
        still_open = replace(SUBMITTED, period=APRIL)
        assert isinstance(reopen(SETTLED, "a wrong file", [still_open], by=MIA, at=NOW), Cycle)


class TestIssuing:
    def test_the_stage_alone_is_not_believed(self) -> None:
        for cycle in (replace(HALF_APPROVED, stage=Stage.APPROVED), replace(APPROVED, approvals=())):
            assert refused(take_number(cycle, "HARBOUR-0001", by=FAY, at=NOW)).code == "cycle.unsigned"
        twice = replace(APPROVED, approvals=(APPROVED.approvals[1], replace(APPROVED.approvals[1], role=Role.MANAGER)))
        assert refused(take_number(twice, "HARBOUR-0001", by=FAY, at=NOW)).code == "cycle.unsigned"

    def test_an_unknown_level_holds_it(self) -> None:
        assert APPROVED.prepared is not None
        unknown = replace(APPROVED, prepared=replace(APPROVED.prepared, waiting_for=("answer_time",)))
        assert refused(take_number(unknown, "HARBOUR-0001", by=FAY, at=NOW)).code == "cycle.waiting"

    def test_one_number_for_one_statement(self) -> None:
        assert refused(take_number(NUMBERED, "HARBOUR-0002", by=FAY, at=NOW)).code == "cycle.number-taken"
        assert refused(issue(APPROVED, by=FAY)).code == "cycle.number-missing"

    def test_after_that_nothing_moves(self) -> None:
        for act in ACTS:
            assert "restatement" in refused(attempt(act, ISSUED)).remedy


def test_periods_are_named_as_people_say_them() -> None:
    assert MARCH.label in refused(attempt("approve", OPEN)).message
