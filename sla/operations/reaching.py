"""A version that takes effect on a day gone by: the settled periods it reaches, and what follows for them.

Amendments are often signed months after the day from which they count. What was settled stays as it was; activating
such a version is said aloud, with a reason, and every issued period that comes to something else is restated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from sla.contract.definition import Definition, Version
from sla.cycle import Agreement, Cycle, Person, Stage
from sla.cycle.asking import being_issued
from sla.operations.figures import load_case
from sla.operations.restating import follow
from sla.store import agreements, cycles
from sla.values import Finding, Place, Saying


@dataclass(frozen=True, slots=True)
class Reached:
    """The periods of one agreement that have been opened under the contract, oldest first, in their latest round."""

    agreement: Agreement
    cycles: tuple[Cycle, ...]

    def settled_since(self, day: date) -> tuple[Cycle, ...]:
        """Those with a settlement that end after a day."""
        return tuple(each for each in self.cycles if _settled(each) and each.period.end > day)


def reached(connection: Connection, key: str, by: Person) -> tuple[Reached, ...]:
    """Every agreement of the person's company on the contract, with its periods."""
    return tuple(
        Reached(each, cycles.cycles_of(connection, by, each.id))
        for each in agreements.agreements_of(connection, by)
        if each.definition == key and each.customer.id == by.organisation
    )


def obstacles(whole: Definition, new: Iterable[Version], opened: tuple[Reached, ...], reason: str) -> Iterator[Finding]:
    """Why the new versions cannot be activated: periods they would cut anew, and settled ones that nobody spoke of."""
    spans = {period.key: period for period in whole.statement_periods()}
    for version in new:
        cut = [each for on in opened for each in on.cycles if spans.get(each.period.key) != each.period]
        if cut:
            yield _recut(version, cut[0])
        since = [each for on in opened for each in on.settled_since(version.head.effective)]
        yield from (problem for each in since if (problem := being_issued(each)))
        if since and not reason.strip():
            yield _reaches_back(version, since)


def restate_since(
    connection: Connection, day: date, opened: tuple[Reached, ...], reason: str, by: Person, at: datetime
) -> None:
    """Take back or restate what comes to something else, in every agreement, from the first period that is reached."""
    for on in opened:
        if since := on.settled_since(day):
            case = load_case(connection, by, on.agreement.id, since[0].period.key, hold=True)
            if case is not None:
                follow(connection, case, reason, by, at)


def _settled(cycle: Cycle) -> bool:
    """A period that is being restated has a statement that stands."""
    return cycle.stage.is_settled or bool(cycle.restates)


def _reaches_back(version: Version, since: list[Cycle]) -> Finding:
    issued = sum(each.stage is Stage.ISSUED or bool(each.restates) for each in since)
    first = min(since, key=lambda each: each.period).period.label
    return Finding(
        "contract.reaches-back",
        "This version takes effect inside a period that is settled",
        Place(version.file, 1, 1),
        found=Saying(
            "effective {day}; from {when} on {number} are settled, {number2} of them issued",
            day=version.head.effective,
            when=first,
            number=len(since),
            number2=issued,
        ),
        expected="a day after the last settled period, or a reason",
        remedy="Choose a later day; or give the reason, and what comes to something else is settled again or restated.",
    )


def _recut(version: Version, cut: Cycle) -> Finding:
    return Finding(
        "contract.periods-cut",
        "This version would cut periods that are open or settled into others",
        Place(version.file, 1, 1),
        found=Saying(
            "{when} is {phrase}, and is no statement period any more", when=cut.period.label, phrase=cut.stage
        ),
        expected="every period that was opened",
        remedy="Keep the statement periods up to the last one that was opened, and let the new ones begin after it.",
    )
