"""Which columns of a vendor's own file say what the contract asks for, and how their cells are to be read.

A matching is agreed on once by whoever sends the file, kept with the figures that were read by it, and reapplied to
later files whose headings are the same. It says only what a person saw and confirmed: nothing in it is guessed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sla.contract.model import Contract
from sla.submission import dates
from sla.submission.headings import simplified
from sla.submission.table import Row, Table, written
from sla.submission.ways import AS_WRITTEN, Mark, Order, Ways
from sla.values import Period

TOPS = 40
"""So many rows are looked through for the headings."""


class Kind(StrEnum):
    """What a column can say."""

    WHEN = "when"
    FIGURE = "figure"
    VALUE = "value"
    UNIT = "unit"
    DIMENSION = "dimension"
    OF = "of"


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """What one column says; `name` is that of a dimension, or of the figure whose values it holds."""

    kind: Kind
    name: str = ""

    def __str__(self) -> str:
        """As forms and files write it: `when`, `of:calls`."""
        return f"{self.kind}:{self.name}" if self.name else str(self.kind)

    @classmethod
    def read(cls, text: str) -> Part | None:
        """The same read back; None for anything else."""
        kind, _, name = text.partition(":")
        return cls(Kind(kind), name) if kind in set(Kind) else None


@dataclass(frozen=True, slots=True)
class Matched:
    """One column: its heading, which one of that heading it is, counted from 1, and what it says."""

    heading: str
    nth: int
    part: Part


@dataclass(frozen=True, slots=True)
class Matching:
    """How one layout is read. Without a column that says when, every value is of the whole statement period."""

    columns: tuple[Matched, ...]
    ways: Ways = AS_WRITTEN
    headed: bool = True
    """Whether the table has headings; without them columns are told by their place."""
    sheet: str = ""
    ignored: tuple[str, ...] = ()
    """The other headings that were there when it was made, simplified."""

    def of(self, kind: Kind) -> tuple[Matched, ...]:
        """The columns of a kind."""
        return tuple(each for each in self.columns if each.part.kind is kind)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings it needs, as sheets are searched for them."""
        return tuple(sorted({each.heading.strip().casefold() for each in self.columns}))

    def written(self) -> str:
        """As canonical JSON."""
        whole = asdict(self)
        whole["columns"] = [[each.heading, each.nth, str(each.part)] for each in self.columns]
        return json.dumps(whole, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> Matching:
        """The same read back, from where it was kept."""
        whole = json.loads(text)
        columns = tuple(Matched(heading, nth, _part(part)) for heading, nth, part in whole["columns"])
        return cls(columns, _ways(whole["ways"]), whole["headed"], whole["sheet"], tuple(whole["ignored"]))

    @property
    def digest(self) -> str:
        """SHA-256 of its canonical form, in hex: its name in receipts."""
        return sha256(self.written().encode()).hexdigest()


def _ways(kept: dict[str, Any]) -> Ways:
    return Ways(
        order=Order(kept["order"]) if kept["order"] else None,
        mark=Mark(kept["mark"]) if kept["mark"] else None,
        names=tuple((theirs, ours) for theirs, ours in kept["names"]),
        left_out=tuple(kept["left_out"]),
        blanks=tuple(kept["blanks"]),
        fractions=tuple(kept["fractions"]),
        others=kept["others"],
        year=kept["year"],
    )


def _part(text: str) -> Part:
    part = Part.read(text)
    if part is None:
        raise ValueError(f"no part of a contract: {text[:80]}")
    return part


def numbered(headings: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Each heading with which one of its kind it is: headings may stand twice, and be empty."""
    seen = Counter[str]()
    found = []
    for heading in headings:
        seen[simplified(heading)] += 1
        found.append((heading, seen[simplified(heading)]))
    return tuple(found)


def places(table: Table, matching: Matching) -> dict[Part, int] | None:
    """Where the matched columns stand, counted from 0; None where one is missing."""
    here = {(simplified(heading), nth): at for at, (heading, nth) in enumerate(numbered(table.headings))}
    found = {each.part: here.get((simplified(each.heading), each.nth)) for each in matching.columns}
    return None if None in found.values() else {part: at for part, at in found.items() if at is not None}


def fitted(table: Table, matching: Matching) -> Table | None:
    """The table with the headings that the matching needs, wherever they stand; None where it does not fit."""
    if not matching.headed:
        bare = table.headed(0)
        return bare if places(bare, matching) else None
    needed = {simplified(each.heading) for each in matching.columns}
    rows = (*table.above, *table.rows)[:TOPS]
    fitting = (table.headed(row.number) for row in rows if needed <= _simple(row))
    return next((each for each in fitting if places(each, matching)), None)


def suits(contract: Contract, table: Table, matching: Matching, period: Period) -> bool:
    """Whether a remembered matching may be reapplied: nothing it needs is missing, and no named figure is new.

    One that took its figures from a column or sheet of another month is for that month alone.
    """
    named = (matching.sheet, *(each.heading for each in matching.columns))
    if any(said and said.period != period for text in named for said in dates.readings(text, period.end)):
        return False
    figures = {figure.name for figure in contract.figures}
    dimensions = {name for figure in contract.figures for name in figure.by}
    known = {Kind.OF: figures, Kind.DIMENSION: dimensions}
    if any(each.part.kind in known and each.part.name not in known[each.part.kind] for each in matching.columns):
        return False
    if any(ours and ours not in figures for _, ours in matching.ways.names):
        return False
    found = fitted(table, matching)
    if found is None:
        return False
    seen = {*matching.ignored, *(simplified(each.heading) for each in matching.columns)}
    names = {simplified(name) for name in figures | dimensions}
    return not names & ({simplified(heading) for heading in found.headings} - seen)


def _simple(row: Row) -> set[str]:
    return {simplified(written(cell)) for cell in row.cells}
