"""One scenario about a contract: figures in, as a vendor reports them; facts and amounts out, to the cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from sla.contract.definition import Definition, read
from sla.contract.model import Direction, Example, Level
from sla.evaluation.model import Evaluation
from sla.settlement.model import Line, Settlement
from sla.settlement.trial import settled
from sla.settlement.whatif import differences
from sla.settlement.workings import sentence
from sla.submission.numbers import Written, notation, number
from sla.values import Findings, plain

CONTRACTS = Path(__file__).parents[2] / "contracts"
Dimensions = tuple[tuple[str, str], ...]
Table = list[list[str]]


@cache
def contract_in(folder: Path) -> Definition:
    """The contract in a folder; fails with its findings if it cannot be read."""
    found = read({file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.yaml"))}, folder.name)
    if isinstance(found, Findings):
        pytest.fail("\n".join(found.sentences()))
    return found


@dataclass(slots=True)
class Case:
    """One scenario: the contract, the readings chosen, the figures given, and what came of them."""

    contract: Definition | None = None
    readings: dict[str, str] = field(default_factory=dict)
    figures: dict[tuple[str, str, Dimensions], str] = field(default_factory=dict)
    """When (empty: the period that is settled), figure and dimensions; and the number as it was written."""
    outcome: Settlement | None = None

    @property
    def definition(self) -> Definition:
        """The contract, which a scenario names first."""
        assert self.contract is not None, "begin with: Given the contract"
        return self.contract

    @property
    def settlement(self) -> Settlement:
        """What the period came to."""
        assert self.outcome is not None, "first: When ... is settled"
        return self.outcome

    def report(self, rows: Table) -> None:
        """Take figures from a table: `figure, value`, or a column per figure; other columns are dimensions."""
        head, *body = rows
        names = {figure.name for figure in self.definition.at(self.definition.term.start).figures}
        if "value" in head:
            numbers = {at: head.index("figure") for at in [head.index("value")]}
            others = [at for at, name in enumerate(head) if name not in {"when", "figure", "value"}]
        else:
            numbers = {at: -1 for at, name in enumerate(head) if name in names}
            others = [at for at, name in enumerate(head) if name not in {"when", *names}]
        for at, named_in in numbers.items():
            for row, value in zip(body, numbers_of([row[at] for row in body]), strict=True):
                figure = head[at] if named_in < 0 else row[named_in]
                assert figure in names, f"{figure} is no figure of the contract: {', '.join(sorted(names))}"
                scope = tuple(sorted((head[other], row[other]) for other in others if row[other]))
                if value:
                    key = (row[head.index("when")] if "when" in head else "", figure, scope)
                    self.figures.pop(key, None)  # what is said last stands last, and counts
                    self.figures[key] = value

    def settle(self, period: str) -> None:
        """Settle a period after every earlier one that has figures."""
        self.outcome = settled(self.definition, self.example(period))

    def example(self, period: str) -> Example:
        """The figures given, as a contract's example would hold them."""
        last = {(at or period, figure, scope): value for (at, figure, scope), value in self.figures.items()}
        rows = tuple((at, figure, value, scope) for (at, figure, scope), value in last.items())
        return Example("", period, rows, (), tuple(self.readings.items()))

    def change(self, period: str, recorded: date) -> Decimal:
        """What the versions recorded on a day change in a period's net: settled with them, and as it was before."""
        known = [self.definition.recorded_by(day) for day in (recorded - timedelta(days=1), recorded)]
        before, after = ([settled(each, self.example(period))] for each in known)
        return sum((each.change.amount for each in differences(before, after)), Decimal(0))

    def level(self, name: str) -> Level:
        """A level by its key or its title, capitals and underscores aside."""
        contract = self.definition.on(self.settlement.period, self.readings)
        known = {word.casefold().replace("_", " "): each for each in contract.levels for word in (each.key, each.title)}
        assert name.casefold() in known, f"there is no level {name}; known are {', '.join(known)}"
        return known[name.casefold()]

    def facts(self, name: str, scope: str = "") -> Evaluation:
        """The level's latest facts in the period: of the whole where it has any, or of one site, order or event."""
        key = self.level(name).key
        of_level = [each for each in self.settlement.evaluations if each.measurement.level == key]
        found = [each for each in of_level if dimensions(each.measurement.scope) == scope] or of_level * (not scope)
        assert found, f"{name} closes no window in {self.settlement.period}"
        return found[-1]

    def amount(self, name: str, scope: str = "") -> Decimal:
        """What the level comes to: penalties below zero, incentives above."""
        lines = [line for line in self.lines(name) if dimensions(line.scope) == scope] if scope else self.lines(name)
        return sum((signed(line) for line in lines), Decimal(0))

    def lines(self, name: str) -> tuple[Line, ...]:
        """The level's lines."""
        key = self.level(name).key
        return tuple(line for line in self.settlement.lines if line.level == key)

    def whole(self, kind: str, direction: Direction) -> Decimal:
        """The lines of one kind that belong to the whole statement."""
        amounts = (
            line.amount.amount
            for line in self.settlement.lines
            if not line.level and line.kind == kind and line.direction is direction
        )
        return sum(amounts, Decimal(0))

    def workings(self, name: str) -> Iterator[str]:
        """How each of the level's amounts came about, in words."""
        contract = self.definition.on(self.settlement.period, self.readings)
        measured = ((each.measurement, each) for each in self.settlement.evaluations)
        facts = {(here.level, here.window, here.scope): each for here, each in measured}
        for line in self.lines(name):
            yield sentence(contract, line, facts.get((line.level, line.window, line.scope)))


def numbers_of(texts: Sequence[str]) -> list[str]:
    """A column of numbers read as a vendor's would be, plain digits out; an empty cell stays empty."""
    written = notation(texts)
    assert not isinstance(written, tuple), f"{written[0]} and {written[1]} in one column"
    found = [number(text, written) if text else None for text in texts]
    for text, each in zip(texts, found, strict=True):
        assert each is None or isinstance(each, Written), f"{text}: {each.message}"
    return [plain(each.value) if isinstance(each, Written) else "" for each in found]


def signed(line: Line) -> Decimal:
    """A line's amount as the vendor sees it."""
    return line.amount.amount if line.direction is Direction.INCENTIVE else -line.amount.amount


def dimensions(scope: Dimensions) -> str:
    """As written in a scenario: `site=Leeds, order=17`."""
    return ", ".join(f"{name}={value}" for name, value in scope)


def exactly(text: str) -> Decimal:
    """An amount or result as it is written on paper: `17,500.00`."""
    return Decimal(text.replace(",", "").replace("\N{MINUS SIGN}", "-"))
