"""As known on a day: what the books said of a period at any moment, byte for byte."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, tzinfo

from sqlalchemy import Connection

from sla.cycle import Person
from sla.cycle.accepting import Acceptance
from sla.cycle.matter import Matter
from sla.operations.answers import one, unknown
from sla.operations.figures import Case, accepted, load_case
from sla.settlement.canonical import as_dict
from sla.store import acceptances, cycles, log, uploads
from sla.store.books import Books
from sla.store.known import settlement_known
from sla.store.matters import written
from sla.store.uploads import written_entry
from sla.values import Finding, Findings


def moment(text: str, zone: tzinfo, now: datetime) -> datetime | Findings:
    """A moment as people write it, on the contract's clock: `2026-04-09` is that whole day.

    It lies behind us: nobody knows what will be known.
    """
    try:
        said = datetime.fromisoformat(text.strip())
        local = said if said.tzinfo else said.replace(tzinfo=zone)
        known = (
            local + timedelta(days=1) - timedelta(microseconds=1) if len(text.strip()) == 10 else local
        ).astimezone(UTC)
    except (ValueError, OverflowError):
        remedy = "Write a day as 2026-04-09, or a moment as 2026-04-09T18:00."
        return one(Finding("known.moment", "This is no moment", found=text[:40], expected="a date", remedy=remedy))
    if (local if len(text.strip()) == 10 else known) > now:
        return one(
            Finding(
                "known.future",
                "This moment is still to come",
                found=text[:40],
                expected=f"a moment before {now:%Y-%m-%d %H:%M %Z}",
                remedy="Choose a day that has begun.",
            )
        )
    return min(known, now)


def told(books: Books, agreement: int, period: str, *, by: Person, known: datetime | None = None) -> str | Findings:
    """Everything that a period was made of and came to, in canonical JSON: now, or as it was known."""
    with books.reading(by) as connection:
        case = load_case(connection, by, agreement, period, as_known=known)
        if case is not None:
            return as_told(connection, case)
        now = cycles.load_cycle(connection, by, agreement, period)
        if now is None:
            return unknown("period", period)
        return not_open_yet(log.history(connection, now)[0].at)


def not_open_yet(opened: datetime) -> Findings:
    """There was nothing to know."""
    return one(
        Finding(
            "known.before",
            "The period was not open yet",
            expected=f"{opened:%Y-%m-%d %H:%M %Z} or later",
            remedy="Choose a later moment.",
        )
    )


def as_told(connection: Connection, case: Case) -> str:
    """The same for a period at hand."""
    cycle, basis = case.cycle, accepted(connection, case)
    whole = {
        "agreement": case.agreement.series,
        "period": cycle.period.key,
        "stage": str(cycle.stage),
        "round": cycle.round,
        "statement": cycle.number,
        "texts": {each.file: each.digest for each in case.definition.versions},
        "readings": dict(case.readings),
        "files": [[each.version, each.digest, each.act.at.astimezone(UTC).isoformat()] for each in cycle.sent],
        "figures": [written_entry(entry) for entry in basis.figures] if basis else [],
        "decisions": [_decided(each) for each in case.matters],
        "accepted": [_accepted(each) for each in acceptances.acceptances_of(connection, cycle, case.as_known)],
        "settlement": as_dict((basis.settled()[-1],)) if basis else None,
        "settled": _kept(connection, case),
    }
    return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _kept(connection: Connection, case: Case) -> object:
    """The settlement that stood, as it was kept when it was settled."""
    if not case.cycle.stage.is_settled:
        return None
    if case.as_known is None:
        return json.loads(uploads.standing_settlement(connection, case.cycle).content)
    return json.loads(settlement_known(connection, case.cycle, case.as_known))


def _decided(matter: Matter) -> dict[str, object]:
    granted = matter.decision.granted if matter.decision else None
    return {
        "number": matter.number,
        "kind": str(matter.kind),
        "state": str(matter.state),
        "asked": json.loads(written(matter.asked)),
        "reason": matter.reason,
        "granted": json.loads(written(granted)) if granted else None,
        "remarks": [[each.act.name, each.text, *(file.digest for file in each.evidence)] for each in matter.remarks],
    }


def _accepted(given: Acceptance) -> list[object]:
    return [given.act.name, given.act.at.astimezone(UTC).isoformat(), *given.lines]
