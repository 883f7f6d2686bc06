"""The contracts that are shipped and those of the guide, with their own worked examples, through both."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

from sla.contract.definition import Definition, read
from sla.contract.model import Example
from sla.settlement.trial import figures_of, period_named
from tests.docs.guide import contracts
from tests.referee.disagreement import Trial, compared
from tests.referee.records import Row

ROOT = Path(__file__).parents[2]


@cache
def folders() -> tuple[str, ...]:
    """Every folder with a contract, from the root of the repository."""
    places = (*ROOT.glob("contracts/**/contract.yaml"), *ROOT.glob("docs/first/contract.yaml"))
    return tuple(sorted(str(place.parent.relative_to(ROOT)) for place in places))


def shipped(folder: str) -> Definition:
    """The contract in a folder, with all its versions."""
    return known({file.name: file.read_text() for file in sorted((ROOT / folder).glob("*.yaml"))})


def shown() -> Iterator[tuple[str, Definition]]:
    """Every contract of the guide, by page and line."""
    for each in contracts():
        yield each.name, known(each.texts)


def known(texts: dict[str, str]) -> Definition:
    """A contract that is known to be sound."""
    found = read(texts)
    if not isinstance(found, Definition):
        raise TypeError(found.errors.sentences())
    return found


def worked(definition: Definition) -> Iterator[tuple[str, Trial]]:
    """Each example of each version, as it was agreed, settled by both with the history it gives."""
    for version in definition.versions:
        agreed = definition.recorded_by(version.head.recorded)
        for example in agreed.at(version.days[0]).examples:
            yield example.says, on_example(agreed, example)


def on_example(definition: Definition, example: Example) -> Trial:
    """One example through both, from the first period that it says something about."""
    wanted = period_named(definition, example.period)
    rows = [
        Row((entry.when.start, entry.when.end), entry.figure, Fraction(entry.value), entry.scope, entry.stamp)
        for entry in figures_of(example, definition.on(wanted))
    ]
    first = min((wanted.start, *(row.span[0] for row in rows)))
    periods = [
        (period.start, period.end)
        for period in definition.statement_periods()
        if period.end > first and period.start <= wanted.start
    ]
    return compared(definition, rows, periods, dict(example.readings))
