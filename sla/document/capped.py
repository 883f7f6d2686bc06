"""Pictures as the paper holds them, and the table of ceilings with a bar each."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from sla.contract.model import Direction
from sla.document.held import held
from sla.statement import pictures, wording
from sla.statement.model import Statement
from sla.statement.pictures import Picture


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing as an address that holds it, the same in words, and its caption."""

    address: str
    says: str
    caption: str


@dataclass(frozen=True, slots=True)
class Capped:
    """One ceiling: where it stands, on what it is, its bar, and the numbers."""

    clause: str
    on: str
    bar: Drawn
    used: str
    most: str


def pictured(picture: Picture | None) -> Drawn | None:
    """A picture inside an address, so that nothing is loaded for it."""
    if picture is None:
        return None
    address = f"data:image/svg+xml;base64,{base64.b64encode(picture.drawing.encode()).decode()}"
    return Drawn(address, picture.says, picture.caption)


def capped(statement: Statement) -> Iterator[Capped]:
    """A row for each ceiling that this statement has anything to do with."""
    titles = {line.level: line.title for line in statement.lines}
    for cap in statement.caps:
        drawn = pictured(pictures.of_cap(cap))
        if drawn is None:
            continue
        name = "Penalties" if cap.on is Direction.PENALTY else "Incentives"
        levels = ", ".join(titles.get(key, key) for key in cap.levels)
        where = f"{name}, {cap.window.label}{f': {levels}' if levels else ''}"
        yield Capped(
            cap.clause, where, drawn, held(wording.figures(cap.before + cap.now)), held(wording.figures(cap.most))
        )
