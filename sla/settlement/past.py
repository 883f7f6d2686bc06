"""What earlier statements hold, one after another: a view that costs nothing until somebody walks along it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import TypeVar, overload

from sla.evaluation.model import Evaluation
from sla.settlement.model import Line, Settlement

Thing = TypeVar("Thing")


class Joined(Sequence[Thing]):
    """The parts of many wholes as one row, oldest first. Every month of a long contract asks for it anew."""

    def __init__(self, wholes: Sequence[Settlement], parts: Callable[[Settlement], Sequence[Thing]]) -> None:
        """`parts` gives what is wanted of each whole."""
        self.wholes = wholes
        self.parts = parts

    def __iter__(self) -> Iterator[Thing]:
        """Each part."""
        return chain.from_iterable(map(self.parts, self.wholes))

    def __len__(self) -> int:
        """How many parts."""
        return sum(len(self.parts(whole)) for whole in self.wholes)

    @overload
    def __getitem__(self, at: int) -> Thing: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Thing]: ...

    def __getitem__(self, at: int | slice) -> Thing | Sequence[Thing]:
        """One part, or some."""
        return list(self)[at]


def lines_of(past: Sequence[Settlement], since: date = date.min) -> Joined[Line]:
    """Every line of earlier statements, or of those that reach beyond a day."""
    first = bisect_right(past, since, key=lambda settlement: settlement.period.end)
    return Joined(past[first:], lambda settlement: settlement.lines)


def facts_of(past: Sequence[Settlement]) -> Joined[Evaluation]:
    """Every evaluation of earlier statements."""
    return Joined(past, lambda settlement: settlement.evaluations)
