"""`/p/.../line/3`: one line down to the ground: its steps, its clause, its figures, and the rows they came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from sla.contract.model import Combine, Level, OverLast
from sla.contract.phrases import said
from sla.contract.quoted import Quote, quote
from sla.evaluation.model import Evaluation
from sla.measurement.model import Measurement
from sla.operations import drilling
from sla.operations.drilling import Ground
from sla.settlement import sources
from sla.settlement.model import Line
from sla.settlement.sources import Fate, Row, Source
from sla.statement import wording
from sla.statement.compose import NO_RESULT
from sla.statement.derivation import Step, places, steps
from sla.store.uploads import Filed
from sla.values import Period
from sla.web.paging import paged
from sla.web.scorecard import named_moment, seen, shared
from sla.web.tongues import lazy
from sla.web.visitor import agreement_at, desk, found, me, missing, now

pages = Blueprint("line", __name__)
FIRST = 20
"""How many rows of a figure stand beside the line; all of them have a page."""
ADDRESS = "/p/<series>/<period>/line/<int:line>"
FATES = {
    Fate.COUNTED: lazy("Counted"),
    Fate.LESSENED: lazy("Counted in part"),
    Fate.RELIEVED: lazy("Not counted: relief"),
    Fate.ELSEWHERE: lazy("Not counted: another place"),
    Fate.OUTDONE: lazy("Not counted: another row of the window is the value"),
}
COMBINED = {
    Combine.SUM: lazy("their sum is the value"),
    Combine.MEAN: lazy("their mean is the value"),
    Combine.LAST: lazy("the last one is the value"),
    Combine.LARGEST: lazy("the largest is the value"),
    Combine.SMALLEST: lazy("the smallest is the value"),
    Combine.ONLY: lazy("there may be only one"),
}
"""How several rows become one value."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as it is read: its time, place, value, what it counts as, and where it stands in which file."""

    when: str
    scope: str
    value: str
    counts: str
    fate: str
    row: int
    file: Filed | None
    reliefs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A figure behind a line: what it is, what it comes to in its window, how its rows become one, and the rows."""

    name: str
    says: str
    window: str
    value: str
    combined: str
    source: Source
    rows: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Other:
    """A line of another level that a level is made of, where it stands in an earlier or the same period."""

    title: str
    window: str
    result: str
    period: str
    number: int


@dataclass(frozen=True, slots=True)
class Drilled:
    """A line of the settlement with what it came from. `evaluation` is None for a line without a level."""

    line: Line
    evaluation: Evaluation | None
    steps: tuple[Step, ...]
    quote: Quote | None
    parts: tuple[Part, ...]
    others: tuple[Other, ...]


@pages.get(ADDRESS)
def page(series: str, period: str, line: int) -> str:
    """The line, now or as it was known at the moment that `?known=` names."""
    ground = _ground(series, period)
    whole = seen(ground.card, ground.card.as_known or now())
    lines = found(whole["s"]).lines  # type: ignore[attr-defined]  # a statement, wherever there are figures
    if not 1 <= line <= len(lines):
        missing()
    return render_template(
        "line.html",
        **shared(ground.card),
        here_line=lines[line - 1],
        moment_now=now(),
        number=line,
        lines=lines,
        drilled=drilled(ground, line),
    )


@pages.get(f"{ADDRESS}/rows")
def rows(series: str, period: str, line: int) -> str:
    """Every row of one figure behind the line, page by page; with `?counted=no` those alone that do not count."""
    ground = _ground(series, period)
    behind = found(drilled(ground, line))
    name, counted = request.args.get("figure", ""), request.args.get("counted", "")
    part = found(next((each for each in behind.parts if each.name == name), None))
    wanted = [
        row for row in part.source.rows if counted not in ("yes", "no") or (row.counts is None) == (counted == "no")
    ]
    pager = paged(len(wanted))
    files = ground.standing_in()
    return render_template(
        "line-rows.html",
        **shared(ground.card),
        number=line,
        part=part,
        counted=counted,
        pager=pager,
        rows=[_shown(row, part.source, files) for row in wanted[pager.first : pager.after]],
        title=ground.card.contract.index[behind.line.level].title,
    )


def _ground(series: str, period: str) -> Ground:
    number, known = agreement_at(series), named_moment()
    return found(drilling.ground(desk().books, number, period, by=me(), at=now(), known=known))


def drilled(ground: Ground, number: int) -> Drilled | None:
    """The line of that number, from 1; None for one that says what was waived, and where there is none."""
    card, basis = ground.card, ground.basis
    if basis is None or card.settlement is None or not 1 <= number <= len(card.settlement.lines):
        return None
    line, contract = card.settlement.lines[number - 1], card.contract
    evaluation = next((each for each in card.settlement.evaluations if _is_of(line, each)), None)
    level = contract.index.get(line.level)
    taken = steps(contract, line, evaluation)
    if level is None or evaluation is None:
        return Drilled(line, None, taken, None, (), ())
    counting = basis.counting
    behind = sources.of_result(contract, level, counting, evaluation)
    known = {(each.figure.name, each.window) for each in behind}
    priced = sources.of_price(contract, level, counting, line, evaluation)
    behind += tuple(each for each in priced if (each.figure.name, each.window) not in known)
    files = ground.standing_in()
    text = quote(ground.definition, level.place, places(level, line))
    return Drilled(
        line,
        evaluation,
        taken,
        text,
        tuple(_part(each, files) for each in behind),
        tuple(_others(ground, level, evaluation)),
    )


def _is_of(line: Line, evaluation: Evaluation) -> bool:
    here = evaluation.measurement
    return (here.level, here.window, here.scope) == (line.level, line.window, line.scope)


def _others(ground: Ground, level: Level, evaluation: Evaluation) -> Iterator[Other]:
    """The lines of the levels that a level is made of, newest first: those in its window, or of so many windows."""
    here, keys = evaluation.measurement, sources.parts(level)
    many = level.measure.windows if isinstance(level.measure, OverLast) else 0
    seen_windows: dict[Period, None] = {}
    for settlement in reversed(ground.card.settlements):
        for number, line in enumerate(settlement.lines, 1):
            if line.level in keys and _is_part(line, here, many):
                seen_windows.setdefault(line.window)
                if not many or len(seen_windows) <= many:
                    yield _other(ground, line, settlement.period, number)


def _is_part(line: Line, here: Measurement, many: int) -> bool:
    """Whether a line may have a part in a result, by its place and its window."""
    in_time = line.window.end <= here.window.end if many else line.window in here.window
    return in_time and (set(here.scope) <= set(line.scope) or set(line.scope) <= set(here.scope))


def _other(ground: Ground, line: Line, period: Period, number: int) -> Other:
    level = ground.card.contract.index.get(line.level)
    where = ", ".join(filter(None, (wording.scope(line.scope), line.window.label)))
    result = NO_RESULT if line.result is None else wording.number(line.result, level.unit if level else "")
    return Other(level.title if level else line.level, where, result, period.key, number)


def _part(source: Source, files: dict[int, Filed]) -> Part:
    figure = source.figure
    return Part(
        name=figure.name,
        says=said(figure.name),
        window=source.window.label,
        value="no value" if source.value is None else wording.number(source.value, figure.unit),
        combined=COMBINED[figure.combine],
        source=source,
        rows=tuple(_shown(row, source, files) for row in source.rows[:FIRST]),
    )


def _shown(row: Row, source: Source, files: dict[int, Filed]) -> Shown:
    entry, unit = row.entry, source.figure.unit
    return Shown(
        when=entry.stamp or entry.when.label,
        scope=wording.scope(entry.scope),
        value=wording.number(entry.value, unit),
        counts="" if row.counts is None else wording.number(row.counts, unit),
        fate=FATES[row.fate],
        row=entry.row,
        file=files.get(id(entry)),
        reliefs=row.reliefs,
    )
