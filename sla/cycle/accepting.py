"""The vendor accepts a settlement line by line; what was accepted it no longer disputes.

A line is accepted as it reads: clause, level, window, outcome, result and amount. As long as it reads the same it stays
accepted, through every restatement; a line that comes to something else is a new one. Once the time to dispute has
passed, whatever nobody disputes counts as accepted: that is computed and never stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sla.cycle.matter import Answer, Asked, Kind, Matter, Side, State
from sla.cycle.model import Act, Cycle, Stage
from sla.cycle.person import Person, Role
from sla.cycle.refusal import refused, wrong_role, wrong_stage
from sla.measurement.relief import Relief
from sla.settlement import canonical
from sla.settlement.model import Line
from sla.values import Finding


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One act: the lines that were accepted, each as it reads, by whom and when."""

    lines: tuple[str, ...]
    act: Act


@dataclass(frozen=True, slots=True)
class LineState:
    """A line of the settlement that stands, and what the vendor has said to it."""

    line: Line
    reads: str
    """What is accepted of it, in canonical JSON."""
    accepted: Act | None
    disputes: tuple[int, ...]
    """Numbers of the open disputes about it."""
    since: datetime | None = None
    """From when on it counts as accepted without a word, once that moment has come."""

    @property
    def key(self) -> str:
        """A short name of what it says, for forms: it changes when the line does."""
        return sha256(self.reads.encode()).hexdigest()[:20]

    @property
    def open(self) -> bool:
        """Whether it can still be accepted: nobody has, and nobody disputes it."""
        return self.accepted is None and not self.disputes


def reads(line: Line) -> str:
    """What a line says, without the workings behind it, in canonical JSON."""
    whole = canonical.line(line)
    del whole["workings"]
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def concerns(asked: Asked, line: Line) -> bool:
    """Whether a dispute about this is about a line: about its level, window and site, or about the text as a whole."""
    if isinstance(asked, Relief):
        return asked.reaches(line.level, line.window, line.scope)
    return isinstance(asked, Answer)


def line_states(
    lines: Iterable[Line],
    acceptances: Iterable[Acceptance],
    matters: Iterable[Matter],
    *,
    at: datetime,
    last: datetime | None,
) -> tuple[LineState, ...]:
    """Every line with what was said to it; `last` is the first moment that is too late to dispute."""
    taken: dict[str, Act] = {}
    for each in acceptances:
        for accepted in each.lines:
            taken.setdefault(accepted, each.act)
    disputed = [each for each in matters if each.kind is Kind.DISPUTE and each.state is State.OPEN]
    passed = last if last is not None and at >= last else None
    found = []
    for line in lines:
        says = reads(line)
        about = tuple(each.number for each in disputed if concerns(each.asked, line))
        since = passed if says not in taken and not about else None
        found.append(LineState(line, says, taken.get(says), about, since))
    return tuple(found)


def accept(
    cycle: Cycle, chosen: Iterable[str], states: tuple[LineState, ...], *, by: Person, at: datetime
) -> Acceptance | Finding:
    """Accept the lines of these keys, those that were accepted before left out."""
    wanted = tuple(dict.fromkeys(chosen))
    refusal = may_accept(cycle, by) or line_gone(wanted, states) or in_dispute(wanted, states)
    if refusal := refusal or accepted_before(wanted, states):
        return refusal
    new = dict.fromkeys(each.reads for each in states if each.key in wanted and each.accepted is None)
    return Acceptance(tuple(new), Act(by.id, by.name, at))


def may_accept(cycle: Cycle, by: Person) -> Finding | None:
    """A partner of the vendor, once there is a settlement."""
    return wrong_role(cycle, by, "accept lines", Role.PARTNER) or wrong_stage(
        cycle, "accept its lines", Stage.SETTLED, Stage.APPROVED, Stage.ISSUED
    )


def line_gone(wanted: tuple[str, ...], states: tuple[LineState, ...]) -> Finding | None:
    """What is accepted is what was seen: a line that reads another way by now is another line."""
    here = {each.key for each in states}
    if wanted and here.issuperset(wanted):
        return None
    return refused(
        "line-gone",
        "A line has changed in the meantime" if wanted else "No line was chosen",
        found=f"{len(set(wanted) - here)} of {len(wanted)} lines" if wanted else "nothing",
        expected="lines of the settlement that stands",
        remedy="Look at the lines again and accept those that are right.",
    )


def in_dispute(wanted: tuple[str, ...], states: tuple[LineState, ...]) -> Finding | None:
    """Nobody accepts what is in dispute."""
    numbers = sorted({number for each in states if each.key in wanted for number in each.disputes})
    if not numbers:
        return None
    named = ", ".join(f"dispute {number}" for number in numbers)
    remedy = "Withdraw the dispute first, or wait for its decision; the other lines can be accepted now."
    return refused("line-disputed", "A line is in dispute", found=named, remedy=remedy)


def accepted_before(wanted: tuple[str, ...], states: tuple[LineState, ...]) -> Finding | None:
    """At least one of the lines is not accepted yet."""
    given = [each.accepted for each in states if each.key in wanted]
    if not given or None in given:
        return None
    first = next(act for act in given if act)
    found = f"accepted by {first.name}, {first.at:%Y-%m-%d %H:%M %Z}"
    return refused("accepted-before", "This was accepted already", found=found, remedy="Nothing has to be done.")


def line_accepted(
    cycle: Cycle, kind: Kind, side: Side | None, asked: Asked, states: tuple[LineState, ...]
) -> Finding | None:
    """The vendor does not dispute what it accepted; a reading of the text, as long as one line is not accepted."""
    if kind is not Kind.DISPUTE or side is not Side.VENDOR:
        return None
    touched = [each for each in states if concerns(asked, each.line)]
    given = [each.accepted for each in touched if each.accepted]
    if not given or (isinstance(asked, Answer) and len(given) < len(touched)):
        return None
    issued = cycle.stage is Stage.ISSUED or cycle.restates
    return refused(
        "line-accepted",
        "You have accepted what this is about",
        found=f"accepted by {given[0].name}, {given[0].at:%Y-%m-%d %H:%M %Z}",
        expected="a line that was not accepted",
        remedy="Narrow the dispute to other lines, or ask a vendor manager of the customer "
        + ("for a restatement." if issued else "for it to be reopened."),
    )
