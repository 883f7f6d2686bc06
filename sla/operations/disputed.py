"""What is in dispute of issued statements: set aside as soon as a dispute is opened, back when it is decided.

A dispute that is granted stays set aside until the statement of the difference is issued: until then nobody may claim
what has been given up.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection

from sla.cycle import Cycle, Person, Stage
from sla.cycle.ledger import Part, at_stake, set_aside
from sla.cycle.matter import Kind, Matter, State
from sla.operations.figures import Case, load_case, numbered, standing
from sla.settlement.delta import changes
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
    """What the statement that stands would impose less, if every dispute that is not done with were granted."""
    more = tuple(
        numbered(each.granted or each.asked, each.number)
        for each in case.matters
        if _is_at_stake(each, case.cycle, stands)
    )
    if not more:
        return {}
    here = replace(case, cycle=stands)
    issued, granted = (standing(connection, here, asked).settled()[-1] for asked in ((), more))
    return at_stake(changes(granted, issued))


def _is_at_stake(matter: Matter, now: Cycle, stands: Cycle) -> bool:
    """A dispute about the period that is open, or granted while the statement of the difference is still to come."""
    if matter.kind is not Kind.DISPUTE or matter.period != stands.period:
        return False
    return matter.state is State.OPEN or (matter.granted is not None and now.stage is not Stage.ISSUED)
