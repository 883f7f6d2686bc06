"""Every clause of a contract with what it is about and the place in its file where it is encoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sla.contract.model import Bands, Contract, Level, Lookup, Rule
from sla.values import Place


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and where it stands; `about` is a level's title, or which kind of rule it is."""

    number: str
    about: str
    place: Place


def clauses(contract: Contract) -> tuple[Clause, ...]:
    """Levels with their prices, then what holds over all of them; each clause once for every place."""
    return tuple(dict.fromkeys(each for each in _all(contract) if each.number))


def _all(contract: Contract) -> Iterator[Clause]:
    for level in contract.levels:
        yield Clause(level.clause, level.title, level.place)
        for rule in level.pays:
            yield from _priced(level, rule)
    yield from (Clause(each.clause, "Limit", each.place) for each in contract.limits)
    yield from (Clause(each.clause, "Earn-back", each.place) for each in contract.earn_backs)
    yield from (Clause(each.clause, "What else follows", each.place) for each in contract.consequences)
    yield from (Clause(each.clause, "Cause of relief", each.place) for each in contract.causes)
    yield from (Clause(each.clause, "Open question", each.place) for each in contract.readings)


def _priced(level: Level, rule: Rule) -> Iterator[Clause]:
    about = f"{level.title}: price"
    yield Clause(rule.clause, about, rule.place)
    if isinstance(rule.tariff, Bands | Lookup):
        yield from (Clause(row.clause, about, row.place) for row in rule.tariff.rows)
