"""Opening a matter, talking about it, deciding and withdrawing it: each checks who may, and returns the next value."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sla.cycle.accepting import LineState, line_accepted
from sla.cycle.matter import Answer, Asked, Correction, Decision, Evidence, Kind, Matter, Remark, Side, State
from sla.cycle.model import Act, Cycle, Stage
from sla.cycle.person import Person, Role
from sla.cycle.refusal import refused, title
from sla.cycle.rules import reason_missing
from sla.measurement.relief import Relief
from sla.settlement.waiver import Waiver
from sla.values import Finding

SPEAKS = {Side.VENDOR: (Role.PARTNER,), Side.CUSTOMER: (Role.MANAGER,)}
"""Who speaks for a side."""
WAIVES = (Role.MANAGER, Role.FINANCE)
"""Who proposes and confirms a waiver, two of them, on the customer's side."""
OPENS = {
    Kind.RELIEF: (Role.PARTNER, Role.MANAGER),
    Kind.DISPUTE: (Role.PARTNER, Role.MANAGER),
    Kind.WAIVER: WAIVES,
    Kind.CORRECTION: (Role.PARTNER,),
}
"""Who opens a matter of each kind."""
ASKS_FOR: dict[Kind, tuple[type[Asked], ...]] = {
    Kind.RELIEF: (Relief,),
    Kind.DISPUTE: (Relief, Answer),
    Kind.WAIVER: (Waiver,),
    Kind.CORRECTION: (Correction,),
}
"""What may be asked for under each name, since the name says who decides."""


def side_of(parties: Cycle | Matter, by: Person) -> Side | None:
    """The side that a person speaks for; None for somebody who speaks for neither."""
    if by.organisation == parties.vendor and by.is_a(Role.PARTNER):
        return Side.VENDOR
    if by.organisation == parties.customer and any(by.is_a(role) for role in WAIVES):
        return Side.CUSTOMER
    return None


def open_matter(
    cycle: Cycle,
    kind: Kind,
    asked: Asked,
    reason: str,
    *,
    by: Person,
    at: datetime,
    answer_by: datetime | None = None,
    last: datetime | None = None,
    lines: tuple[LineState, ...] = (),
    others: tuple[Matter, ...] = (),
) -> Matter | Finding:
    """Ask for relief, dispute a result, propose a waiver, or offer other figures.

    `last` is the first moment that is too late for it; `lines` are those of the settlement that stands, with what was
    accepted of them, and `others` the agreement's matters.
    """
    side = side_of(cycle, by)
    refusal = may_open(cycle, kind, by) or other_kind(kind, asked) or reason_missing(reason) or too_late(kind, last, at)
    refusal = refusal or line_accepted(cycle, kind, side, asked, lines)
    if refusal := refusal or asked_already(cycle, kind, side, asked, others):
        return refusal
    if side is None:
        raise LookupError(f"{by.name} speaks for no side")
    return Matter(
        kind=kind,
        agreement=cycle.agreement,
        cycle=cycle.id,
        customer=cycle.customer,
        vendor=cycle.vendor,
        period=cycle.period,
        side=side,
        opened=Act(by.id, by.name, at),
        asked=asked,
        reason=reason.strip(),
        answer_by=answer_by,
    )


def may_open(cycle: Cycle, kind: Kind, by: Person) -> Finding | None:
    """Relief and disputes: either side's speaker. A waiver: the customer's. Other figures: the vendor's.

    All but relief need a result.
    """
    if by.organisation != _opens(cycle, kind, by) or not any(by.is_a(role) for role in OPENS[kind]):
        return _wrong_person(by, f"open a {kind}", *OPENS[kind])
    if refusal := _open_for_figures(cycle, kind):
        return refusal
    if kind is not Kind.RELIEF and not (cycle.stage.is_settled or cycle.restates):
        return refused(
            "nothing-settled",
            f"{cycle.period.label} has no result yet",
            found=str(cycle.stage),
            expected="a settled period",
            remedy="Wait until it is settled; until then ask for relief, or send other figures.",
        )
    return being_issued(cycle)


def _opens(cycle: Cycle, kind: Kind, by: Person) -> int:
    """The company whose people open a matter of that kind; of a relief or a dispute either, so the person's own."""
    if kind is Kind.WAIVER:
        return cycle.customer
    if kind is Kind.CORRECTION:
        return cycle.vendor
    return by.organisation if side_of(cycle, by) else 0


def _open_for_figures(cycle: Cycle, kind: Kind) -> Finding | None:
    """Nothing has to be asked for where figures can simply be sent."""
    if kind is not Kind.CORRECTION or cycle.stage not in (Stage.OPEN, Stage.SUBMITTED):
        return None
    return refused(
        "open-for-figures",
        f"{cycle.period.label} is open for figures",
        found=str(cycle.stage),
        expected="a period that is closed for figures",
        remedy="Send the figures; if their time has passed, ask a vendor manager of the customer to extend it.",
    )


def other_kind(kind: Kind, asked: Asked) -> Finding | None:
    """Nothing is asked for under a name by which somebody else would decide on it."""
    if isinstance(asked, ASKS_FOR[kind]):
        return None
    return refused(
        "other-kind",
        f"This cannot be asked for as a {kind}",
        found=type(asked).__name__.lower(),
        expected=" or ".join(each.__name__.lower() for each in ASKS_FOR[kind]),
        remedy=f"Ask for it as a {next(name for name, asks in ASKS_FOR.items() if isinstance(asked, asks))}.",
    )


def asked_already(
    cycle: Cycle, kind: Kind, side: Side | None, asked: Asked, others: tuple[Matter, ...]
) -> Finding | None:
    """One side asks for the same thing once at a time."""
    mine = (each for each in others if (each.kind, each.side, each.period) == (kind, side, cycle.period))
    same = next((each for each in mine if each.state is State.OPEN and each.asked == asked), None)
    if same is None:
        return None
    return refused(
        "asked-already",
        f"The same {kind} is open already",
        found=f"{kind} {same.number}, opened by {same.opened.name}",
        expected="something that is not asked for yet",
        remedy=f"Add to {kind} {same.number} what is new, or wait for the answer.",
    )


def too_late(kind: Kind, last: datetime | None, at: datetime) -> Finding | None:
    """What the contract sets a time for is asked for in that time."""
    if last is None or at < last:
        return None
    return refused(
        "too-late",
        f"The time for this {kind} has passed",
        found=f"asked for {at:%Y-%m-%d %H:%M %Z}",
        expected=f"before {last:%Y-%m-%d %H:%M %Z}",
        remedy="Ask the customer to waive the amount instead.",
    )


def being_issued(cycle: Cycle) -> Finding | None:
    """Between number and seal nothing may change what the statement says."""
    if not cycle.number or cycle.stage is Stage.ISSUED:
        return None
    return refused(
        "being-issued",
        f"Statement {cycle.number} is being made",
        found="a statement with a number and without a seal",
        remedy="Finance issues it first; then it can be restated.",
    )


def say(matter: Matter, text: str, evidence: tuple[Evidence, ...], *, by: Person, at: datetime) -> Matter | Finding:
    """Add a remark or files, until the matter is closed."""
    side = side_of(matter, by)
    if side is None:
        return _wrong_person(by, "speak in this matter", Role.PARTNER, *WAIVES)
    if refusal := _closed(matter, "add to it"):
        return refusal
    if not evidence and (refusal := words_missing(text)):
        return refusal
    return replace(matter, remarks=(*matter.remarks, Remark(Act(by.id, by.name, at), side, text.strip(), evidence)))


def may_decide(matter: Matter, by: Person) -> Finding | None:
    """The other side decides; a waiver is confirmed by somebody else of the customer."""
    if matter.kind is Kind.WAIVER:
        if side_of(matter, by) is not Side.CUSTOMER:
            return _wrong_person(by, "decide on a waiver", *WAIVES)
        if by.id == matter.opened.person:
            return refused(
                "own-matter",
                "Nobody confirms a waiver that they proposed",
                found=f"proposed by {matter.opened.name}",
                expected="somebody else",
                remedy="Ask another vendor manager or somebody in finance.",
            )
        return _closed(matter, "decide on it")
    roles = SPEAKS[matter.side.other]
    if side_of(matter, by) is not matter.side.other or not any(by.is_a(role) for role in roles):
        return _wrong_person(by, f"decide on this {matter.kind}", *roles)
    return _closed(matter, "decide on it")


def decide(matter: Matter, granted: Asked | None, reason: str, *, by: Person, at: datetime) -> Matter | Finding:
    """Grant all of it, part of it, or nothing (None), with a reason."""
    if refusal := may_decide(matter, by) or reason_missing(reason) or no_part(matter, granted):
        return refusal
    state = State.REFUSED if granted is None else State.GRANTED if granted == matter.asked else State.PARTLY
    return replace(matter, decision=Decision(Act(by.id, by.name, at), state, granted, reason.strip()))


def no_part(matter: Matter, granted: Asked | None) -> Finding | None:
    """What is granted is of the kind that was asked for; of a file of figures there is no part."""
    whole = isinstance(matter.asked, Correction)
    if granted is None or granted == matter.asked or (type(granted) is type(matter.asked) and not whole):
        return None
    return refused(
        "no-part",
        f"This is no part of what the {matter.kind} asks for",
        found=type(granted).__name__.lower(),
        expected="all of it, a part of it, or nothing",
        remedy="Grant it whole or refuse it." if whole else "Choose how much of it is granted.",
    )


def may_withdraw(matter: Matter, by: Person) -> Finding | None:
    """The side that opened it, also after it was granted; figures that were taken in are only followed by others."""
    roles = WAIVES if matter.kind is Kind.WAIVER else SPEAKS[matter.side]
    if side_of(matter, by) is not matter.side or not any(by.is_a(role) for role in roles):
        return _wrong_person(by, "withdraw it", *roles)
    if matter.state in (State.WITHDRAWN, State.REFUSED) or (matter.kind is Kind.CORRECTION and matter.decision):
        return _over(matter, "withdraw it")
    return None


def withdraw(matter: Matter, *, by: Person, at: datetime) -> Matter | Finding:
    """Take it back: what was granted no longer counts, and results are again what they were."""
    if refusal := may_withdraw(matter, by):
        return refusal
    return replace(matter, withdrawn=Act(by.id, by.name, at))


def words_missing(text: str) -> Finding | None:
    """A remark says something."""
    if text.strip():
        return None
    return refused("words", "The remark is empty", found="nothing", remedy="Write something, or add a file.")


def _closed(matter: Matter, act: str) -> Finding | None:
    return None if matter.state is State.OPEN else _over(matter, act)


def _over(matter: Matter, act: str) -> Finding:
    return refused(
        "matter-closed",
        f"This {matter.kind} is {matter.state}: nobody can {act} now",
        found=str(matter.state),
        expected="one that is open",
        remedy=f"Open another {matter.kind} if something new has come up.",
    )


def _wrong_person(by: Person, act: str, *roles: Role) -> Finding:
    who = " or ".join(map(title, dict.fromkeys(roles)))
    have = ", ".join(sorted(by.roles)) or "no role"
    return refused("role", f"{by.name} may not {act}", found=have, expected=who, remedy=f"Ask {who} to {act}.")
