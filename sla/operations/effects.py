"""What each thing that was granted adds to a period's net, one after another."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from sla.cycle.matter import Matter
from sla.operations.figures import Case
from sla.store import uploads
from sla.values import Money


def effects(connection: Connection, case: Case) -> tuple[tuple[Matter, Money], ...]:
    """What each thing granted about this period adds to its net, in the order in which it was asked for.

    The effects add up to the difference between the net without any of them and the net as it stands.
    """
    entries = uploads.entries_of(connection, case.counted)
    here = [each for each in case.granted if each.period == case.cycle.period]
    others = tuple(each for each in case.matters if each not in here)
    found: list[tuple[Matter, Money]] = []
    net = replace(case, matters=others).basis(entries).settled()[-1].net
    for at, each in enumerate(here, 1):
        more = replace(case, matters=tuple(sorted((*others, *here[:at]), key=lambda one: one.id)))
        now = more.basis(entries).settled()[-1].net
        found.append((each, now - net))
        net = now
    return tuple(found)
