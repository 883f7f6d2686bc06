"""What is in dispute of issued statements: set aside as soon as a dispute is opened, back when it is decided.

A dispute that is granted stays set aside until the statement of the difference is issued: until then nobody may claim
what has been given up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection

from sla.contract.model import Direction
from sla.cycle import Cycle, Person, Stage
from sla.cycle.ledger import Part, at_stake, set_aside
from sla.cycle.matter import Kind, Matter, State
from sla.operations.figures import Case, load_case, numbered, standing, with_more
from sla.settlement.delta import changes
from sla.settlement.disputed import disputed
from sla.settlement.model import Settlement
from sla.store import cycles, ledger, log, matters
from sla.values import Money


def keep_aside(connection: Connection, on: Cycle, act: str, by: Person, at: datetime) -> None:
    """Bring what is set aside of a period's statements to what is at stake now, once for each `act`.

    It is the last step of whatever opens, decides or withdraws a dispute, or issues or drops a restatement.
    """
    if not matters.is_disputed(connection, on):
        return
    case = load_case(connection, by, on.agreement, on.period.key, hold=True)
    stands = _standing(connection, case) if case else None
    if case is None or stands is None:
        return
    entries = tuple(set_aside(_stakes(connection, case, stands), ledger.standing(connection, stands)))
    if not ledger.post(connection, stands, act, entries, at):
        return
    aside = sum((each.amount for each in entries), start=Money(Decimal(0), entries[0].amount.currency))
    accounts = ", ".join(sorted({str(each.onto) for each in entries}))
    log.record(connection, "disputed amount moved", by, at, stands, because=act, amount=str(aside), onto=accounts)


def _standing(connection: Connection, case: Case) -> Cycle | None:
    """The round of the statement that stands; None before there is any."""
    if case.cycle.stage is Stage.ISSUED:
        return case.cycle
    return cycles.load_cited(connection, case.cycle) if case.cycle.restates else None


def _stakes(connection: Connection, case: Case, stands: Cycle) -> dict[Part, Money]:
    """What the statement that stands would impose less if its disputes ended as well as they can for whoever owes.

    Penalties and incentives each by themselves: what is left of either is owed whatever is decided.
    """
    waiting = {each.number: each.asked for each in case.matters if _is_open(each, stands)}
    given = tuple(
        numbered(each.granted, each.number)
        for each in case.matters
        if each.granted and _is_granted(each, case.cycle, stands)
    )
    if not waiting and not given:
        return {}
    then = standing(connection, replace(case, cycle=stands))

    def settled(upheld: tuple[int, ...]) -> Settlement:
        return with_more(then, (*given, *(numbered(waiting[each], each) for each in upheld))).settled()[-1]

    issued = then.settled()[-1]
    found = [branch.settlement for branch in disputed(tuple(waiting), settled).branches]
    least = {
        Direction.PENALTY: min(found, key=lambda each: each.penalties),
        Direction.INCENTIVE: min(found, key=lambda each: each.incentives),
    }
    stakes = ((side, at_stake(changes(each, issued))) for side, each in least.items())
    return {part: amount for side, listed in stakes for part, amount in listed.items() if part[2] is side}


def _is_open(matter: Matter, stands: Cycle) -> bool:
    return matter.kind is Kind.DISPUTE and matter.period == stands.period and matter.state is State.OPEN


def _is_granted(matter: Matter, now: Cycle, stands: Cycle) -> bool:
    """A dispute that was granted while the statement of the difference is still to come."""
    return matter.kind is Kind.DISPUTE and matter.period == stands.period and now.stage is not Stage.ISSUED
