"""Months evaluated one after another, each with those before it as its past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sla.evaluation.evaluate import evaluate
from sla.evaluation.model import Evaluation
from sla.measurement.measure import measure
from sla.submission.figures import Figures
from tests.contract.texts import HEAD, definition
from tests.measurement.reports import Values, figures

FIGURES = """\
figures:
  r: {unit: points}
  s: {unit: points}
  n: {unit: incidents}
  fee: {unit: money}
"""
MISSING = "    missing: {nothing reported: not measured, zero denominator: not measured}\n"


def level(pays: str = "", target: str = "at least 90", more: str = "", key: str = "one", measure: str = "r") -> str:
    """One level over the figure `r`, with what it pays and further lines."""
    rules = f"    pays:\n{pays}" if pays else ""
    missing = "" if "missing:" in more else MISSING
    return f"  {key}:\n    clause: 1\n    measure: {measure}\n    target: {target}\n{missing}{more}{rules}"


def contract(*levels: str, more: str = "") -> str:
    """A contract of some levels."""
    return HEAD + more + FIGURES + "service_levels:\n" + "".join(levels)


def months(text: str, reported: Figures) -> list[tuple[Evaluation, ...]]:
    """The evaluations of every statement period, oldest first."""
    made = definition(text)
    found: list[tuple[Evaluation, ...]] = []
    for period in made.statement_periods():
        here = made.on(period)
        past = tuple(each for earlier in found for each in earlier)
        found.append(evaluate(here, measure(here, reported, period), past, reported, period))
    return found


def year(text: str, results: Sequence[str | int | None], **others: Sequence[str | int | None]) -> list[Evaluation]:
    """The first level's evaluation in each month, `r` being these results; None where it is not reported."""
    rows: dict[str, Values] = {}
    for at in range(12):
        series: Mapping[str, Sequence[str | int | None]] = {"r": results, **others}
        given = {name: values[at] for name, values in series.items() if at < len(values)}
        rows[f"2026-{at + 1:02}"] = {name: value for name, value in given.items() if value is not None}
    return [found[0] for found in months(text, figures(rows)) if found][: len(results)]


def once(text: str, **values: str | int) -> Evaluation:
    """The first level's evaluation in January, from these figures."""
    return months(text, figures({"2026-01": values}))[0][0]
