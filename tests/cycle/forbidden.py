"""What nobody may do, an attempt for every control and for every code with which the cycle refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sla.cycle import Cycle, Stage, approve, drop, extend, issue, reopen, restate, settle, submit, take_number
from sla.cycle.accepting import Acceptance, accept
from sla.cycle.asking import decide, open_matter, say, withdraw
from sla.cycle.claims import Booking, lapse
from sla.cycle.matter import Correction, Kind, Matter
from sla.cycle.proposing import Countersigned, Draft, countersign, take_back, write
from sla.values import Finding
from tests.cycle.cast import (
    APPROVED,
    APRIL,
    AUDREY,
    BOTH,
    FAY,
    FEBRUARY,
    HALF_APPROVED,
    ISSUED,
    MAX,
    MIA,
    NOW,
    NUMBERED,
    OPEN,
    PAT,
    RESTATED,
    SETTLED,
    SUBMITTED,
    elsewhere,
    settlement,
)
from tests.cycle.test_accepting import KEYS, all_accepted, states
from tests.cycle.test_asking import GOODWILL, STORM, opened
from tests.cycle.test_booked import BOOKED, booked, taken_back
from tests.cycle.test_claims import AFTERWARDS, CLAIM, DAY, DEMANDED, TODAY, UNTIL, demanded, paid, usd
from tests.cycle.test_proposing import DRAFT, FILES, PROPOSED

Attempt = Callable[[], object]
DONE = Cycle | Matter | Acceptance | Booking | Draft | Countersigned
ELSEWHERE = {"changed-meanwhile": "tests/operations/test_races.py"}
"""Codes whose control is the database's: an update that only one can win."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What nobody may do: the code it is refused with, the controls that refuse it, and the attempt."""

    code: str
    controls: tuple[str, ...]
    attempt: Attempt


def prepared() -> Matter:
    return done(decide(opened(), STORM, "as agreed", by=MIA, at=NOW))


def done(answer: Matter | Finding) -> Matter:
    assert isinstance(answer, Matter)
    return answer


def cycle(answer: Cycle | Finding) -> Cycle:
    assert isinstance(answer, Cycle)
    return answer


def waits() -> Cycle:
    return cycle(settle(SUBMITTED, settlement(unknown=("answer_time",)), (), by=MIA, at=NOW))


def signed_by_both() -> Cycle:
    """Bo holds both roles and has given one signature."""
    return cycle(approve(SETTLED, by=BOTH, at=NOW))


BEFORE, AFTER = replace(OPEN, period=FEBRUARY), replace(SETTLED, period=APRIL)
CLAIMED = replace(HALF_APPROVED, stage=Stage.APPROVED)
"""One signature, and the stage says two."""
NEW = "b" * 64
NIGHT = Correction("night.csv", NEW)

FORBIDDEN = (
    Forbidden(
        "role",
        ("refusal.wrong_role", "rules.may_settle"),
        lambda: settle(SUBMITTED, settlement(), (), by=AUDREY, at=NOW),
    ),
    Forbidden(
        "organisation",
        ("refusal.wrong_role",),
        lambda: settle(SUBMITTED, settlement(), (), by=elsewhere(MIA), at=NOW),
    ),
    Forbidden(
        "stage",
        ("refusal.wrong_stage", "rules.may_reopen"),
        lambda: reopen(SUBMITTED, "a wrong file", (), by=MIA, at=NOW),
    ),
    Forbidden("closed", ("rules._closed", "rules.may_submit"), lambda: submit(SETTLED, NEW, by=PAT, at=NOW)),
    Forbidden("late", ("rules._late",), lambda: submit(replace(OPEN, closes=NOW), NEW, by=PAT, at=NOW)),
    Forbidden("sent-before", ("rules.sent_before",), lambda: submit(SUBMITTED, "a" * 64, by=PAT, at=NOW)),
    Forbidden(
        "earlier-open", ("rules.earlier_open",), lambda: settle(SUBMITTED, settlement(), [BEFORE], by=MIA, at=NOW)
    ),
    Forbidden(
        "own-work",
        ("refusal.own_work", "rules._own_work", "rules.may_approve"),
        lambda: approve(SETTLED, by=MIA, at=NOW),
    ),
    Forbidden("signed-already", ("rules._signed",), lambda: approve(signed_by_both(), by=BOTH, at=NOW)),
    Forbidden("waiting", ("rules.waiting",), lambda: approve(waits(), by=MAX, at=NOW)),
    Forbidden("reason", ("rules.reason_missing",), lambda: reopen(SETTLED, " ", (), by=MIA, at=NOW)),
    Forbidden(
        "later-settled", ("rules.later_settled",), lambda: reopen(SETTLED, "a wrong file", [AFTER], by=MIA, at=NOW)
    ),
    Forbidden("role", ("rules.may_restate",), lambda: restate(ISSUED, "late figures", by=FAY, at=NOW)),
    Forbidden("stage", ("rules.not_issued",), lambda: restate(SETTLED, "late figures", by=MIA, at=NOW, forced=True)),
    Forbidden("no-restatement", ("rules.may_drop",), lambda: drop(SETTLED, "it was right", by=MIA, at=NOW)),
    Forbidden("stage", ("rules.may_extend",), lambda: extend(SETTLED, None, by=MIA, at=NOW)),
    Forbidden("moment-past", ("rules.moment_past",), lambda: extend(OPEN, NOW, by=MIA, at=NOW)),
    Forbidden("role", ("rules.may_issue",), lambda: take_number(APPROVED, "HARBOUR-0001", by=MIA, at=NOW)),
    Forbidden("unsigned", ("rules._unsigned",), lambda: take_number(CLAIMED, "HARBOUR-0001", by=FAY, at=NOW)),
    Forbidden("number-taken", ("rules.number_taken",), lambda: take_number(NUMBERED, "HARBOUR-0002", by=FAY, at=NOW)),
    Forbidden("number-missing", ("rules.number_missing",), lambda: issue(APPROVED, by=FAY)),
    Forbidden(
        "too-late",
        ("asking.too_late",),
        lambda: open_matter(SETTLED, Kind.RELIEF, STORM, "storm", by=PAT, at=NOW, last=NOW),
    ),
    Forbidden("role", ("asking.may_open",), lambda: open_matter(SETTLED, Kind.RELIEF, STORM, "storm", by=FAY, at=NOW)),
    Forbidden(
        "other-kind",
        ("asking.other_kind",),
        lambda: open_matter(SETTLED, Kind.WAIVER, STORM, "storm", by=FAY, at=NOW),
    ),
    Forbidden(
        "asked-already",
        ("asking.asked_already",),
        lambda: open_matter(SETTLED, Kind.RELIEF, STORM, "once more", by=PAT, at=NOW, others=(opened(),)),
    ),
    Forbidden(
        "nothing-settled",
        ("asking.may_open",),
        lambda: open_matter(OPEN, Kind.DISPUTE, STORM, "storm", by=PAT, at=NOW),
    ),
    Forbidden(
        "open-for-figures",
        ("asking._open_for_figures",),
        lambda: open_matter(RESTATED, Kind.CORRECTION, NIGHT, "the night shift", by=PAT, at=NOW),
    ),
    Forbidden(
        "being-issued",
        ("asking.being_issued",),
        lambda: open_matter(NUMBERED, Kind.RELIEF, STORM, "storm", by=PAT, at=NOW),
    ),
    Forbidden(
        "own-matter",
        ("asking.may_decide",),
        lambda: decide(opened(Kind.WAIVER, GOODWILL, MIA), GOODWILL, "goodwill", by=MIA, at=NOW),
    ),
    Forbidden(
        "matter-closed", ("asking._closed",), lambda: decide(prepared(), None, "second thoughts", by=MIA, at=NOW)
    ),
    Forbidden("no-part", ("asking.no_part",), lambda: decide(opened(), GOODWILL, "instead", by=MIA, at=NOW)),
    Forbidden("role", ("asking.may_withdraw",), lambda: withdraw(opened(), by=MIA, at=NOW)),
    Forbidden("role", ("claims.may_book",), lambda: paid(by=MIA)),
    Forbidden("nothing-open", ("claims.may_book",), lambda: demanded(replace(CLAIM, open=usd(0)))),
    Forbidden("more-than-open", ("claims.more_than_open",), lambda: paid(amount=usd(2501))),
    Forbidden("day", ("claims.day_wrong",), lambda: paid(day=TODAY + DAY)),
    Forbidden("reference", ("claims.reference_missing",), lambda: paid(reference=" ")),
    Forbidden("claimed-before", ("claims.claimed_before",), lambda: lapse(DEMANDED, by=FAY, at=AFTERWARDS)),
    Forbidden("no-claim", ("claims.too_late_to_claim",), lambda: demanded(replace(CLAIM, open=usd(-5)))),
    Forbidden("late-claim", ("claims.too_late_to_claim",), lambda: demanded(day=UNTIL + DAY)),
    Forbidden(
        "no-window",
        ("claims.cannot_lapse",),
        lambda: lapse(replace(CLAIM, claim_until=None), by=FAY, at=AFTERWARDS),
    ),
    Forbidden("role", ("booked.may_keep_books",), lambda: booked(by=MIA)),
    Forbidden("booked-before", ("booked.booked_before",), lambda: booked(BOOKED)),
    Forbidden("not-booked", ("booked.not_booked",), lambda: taken_back(CLAIM)),
    Forbidden("window-open", ("claims.window_open",), lambda: lapse(CLAIM, by=FAY, at=NOW)),
    Forbidden("role", ("proposing.not_theirs",), lambda: write(DRAFT, FILES, by=FAY, at=NOW)),
    Forbidden("text-proposed", ("proposing.may_write",), lambda: write(PROPOSED, FILES, by=MIA, at=NOW)),
    Forbidden("too-large", ("proposing.not_kept",), lambda: write(DRAFT, (), by=MIA, at=NOW)),
    Forbidden("file-name", ("proposing.not_kept",), lambda: write(DRAFT, (("a/b.yaml", ""),), by=MIA, at=NOW)),
    Forbidden("text-not-proposed", ("proposing.not_proposed",), lambda: take_back(DRAFT, by=MAX)),
    Forbidden("role", ("proposing.may_take_back",), lambda: take_back(PROPOSED, by=FAY)),
    Forbidden("own-work", ("proposing.may_countersign",), lambda: countersign(PROPOSED, by=MIA, at=NOW)),
    Forbidden("words", ("asking.words_missing",), lambda: say(opened(), " ", (), by=PAT, at=NOW)),
    Forbidden("role", ("accepting.may_accept",), lambda: accept(SETTLED, KEYS, states(), by=MIA, at=NOW)),
    Forbidden("line-gone", ("accepting.line_gone",), lambda: accept(SETTLED, ["gone"], states(), by=PAT, at=NOW)),
    Forbidden(
        "line-disputed",
        ("accepting.in_dispute",),
        lambda: accept(SETTLED, KEYS, states(matters=[opened(Kind.DISPUTE)]), by=PAT, at=NOW),
    ),
    Forbidden(
        "accepted-before",
        ("accepting.accepted_before",),
        lambda: accept(SETTLED, KEYS, states(all_accepted()), by=PAT, at=NOW),
    ),
    Forbidden(
        "line-accepted",
        ("accepting.line_accepted",),
        lambda: open_matter(SETTLED, Kind.DISPUTE, STORM, "storm", by=PAT, at=NOW, lines=states(all_accepted())),
    ),
)


def named(each: Forbidden | str) -> str:
    return each if isinstance(each, str) else f"{each.code} by {each.controls[0]}"
