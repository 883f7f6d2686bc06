"""The contract in force for one statement period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from itertools import product
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sla.contract.model.amounts import Amount, Figure, Party, Pool
from sla.contract.model.levels import Level, Scope
from sla.contract.model.terms import Cause, Consequence, EarnBack, Example, Limit, Reading, Terms
from sla.values import Period, Rounding

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Contract:
    """The contract in force for one statement period."""

    key: str
    title: str
    version: str
    effective: date
    currency: str
    zone: ZoneInfo
    term: Period
    customer: Party
    vendor: Party
    source: str
    figures: tuple[Figure, ...]
    amounts: tuple[Amount, ...]
    pools: tuple[Pool, ...]
    levels: tuple[Level, ...]
    limits: tuple[Limit, ...]
    consequences: tuple[Consequence, ...]
    terms: Terms
    money: Rounding
    readings: tuple[Reading, ...] = ()
    examples: tuple[Example, ...] = ()
    holidays: tuple[date, ...] = ()
    digest: str = ""
    """SHA-256 of the version's text, in hex."""
    notes: str = ""
    index: dict[str, Level] = field(default_factory=dict, repr=False)
    """Levels by key."""
    earn_backs: tuple[EarnBack, ...] = ()
    dimensions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What figures are reported by, with every value there is, where the contract names them."""
    causes: tuple[Cause, ...] = ()
    """Why results may be excused; the parties agree on any cause where the contract names none."""

    made: dict[object, Any] = field(default_factory=dict, init=False, repr=False)
    """What was made ready of it: see `once`."""

    def level(self, key: str) -> Level:
        """The level of that key; KeyError if there is none."""
        return self.index[key]

    def scopes(self, by: tuple[str, ...]) -> tuple[Scope, ...]:
        """Every combination of these dimensions' values; none where the contract does not name all of them."""
        known = dict(self.dimensions)
        if not by or not all(name in known for name in by):
            return ()
        return tuple(tuple(zip(by, values, strict=True)) for values in product(*(known[name] for name in by)))

    def figure(self, name: str) -> Figure | None:
        """The figure of that name, if the contract has one."""
        return _figures(self).get(name)


def once(make: Callable[[Contract], Thing]) -> Callable[[Contract], Thing]:
    """A function of a contract that is computed once for each: how a text is made ready for many months."""

    @wraps(make)
    def made(contract: Contract) -> Thing:
        try:
            found: Thing = contract.made[make]
        except KeyError:
            found = contract.made[make] = make(contract)
        return found

    return made


@once
def _figures(contract: Contract) -> dict[str, Figure]:
    return {figure.name: figure for figure in reversed(contract.figures)}
