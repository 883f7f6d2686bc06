"""Pictures as the paper holds them, and the table of ceilings with a bar each."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from sla.document.held import held
from sla.document.tongue import Tongue
from sla.statement import pictures, wording
from sla.statement.model import Section, Statement
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


def results(section: Section, t: Tongue) -> Drawn | None:
    """A level's chart with its results in words, if there is enough to draw."""
    found = pictures.of_level(section)
    if found is None:
        return None
    points = ", ".join(f"{t.when(label)} {t.numbers(result) or t.say('no result')}" for label, result in found.points)
    target = section.lines[0].target
    aim = "" if target == "–" else f"; {t.say('target {target}', target=t.phrase(target))}"
    return Drawn(_address(found), f"{section.title}: {points}{aim}.", _caption(found.caption, t))


def capped(statement: Statement, t: Tongue) -> Iterator[Capped]:
    """A row for each ceiling that this statement has anything to do with."""
    titles = {line.level: line.title for line in statement.lines}
    for cap in statement.caps:
        name, levels = t.say(pictures.cap_on(cap)), ", ".join(titles.get(key, key) for key in cap.levels)
        parts = (name, t.when(cap.window.label), wording.scope(cap.scope))
        where = f"{', '.join(filter(None, parts))}{f': {levels}' if levels else ''}"
        used, most = (held(t.numbers(wording.figures(each))) for each in (cap.used, cap.most))
        says = t.say("{used} of at most {most} used", used=f"{statement.currency} {used}", most=most)
        bar = Drawn(_address(pictures.of_cap(cap)), f"{where}: {says}", "")
        yield Capped(cap.clause, where, bar, used, most)


def _address(picture: Picture) -> str:
    """A picture inside its address, so that nothing is loaded for it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(picture.drawing.encode()).decode()}"


def _caption(text: str, t: Tongue) -> str:
    """What a chart spans, and what its shade means."""
    spans, shaded, _ = text.removesuffix(".").partition(", shaded")
    here = t.say("one dash each, in this order") if spans.startswith("One dash") else t.when(spans)
    if shaded:
        return t.say("{spans}, shaded where the target is met.", spans=here)
    return t.say("{spans}.", spans=here)
