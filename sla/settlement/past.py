"""Earlier statements in order of time, with what is asked of them again and again: facts, and what limits have used."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import overload

from sla.contract.model import Contract, Direction, Limit
from sla.evaluation.story import Stories
from sla.settlement.model import Line, Settlement, Waived
from sla.settlement.under import scope_under, under, window_under
from sla.submission.figures import Scope
from sla.values import Period


class Past(Sequence[Settlement]):
    """The settlements of earlier periods, oldest first. It grows by a period at a time, and reads each only once."""

    def __init__(self, settlements: Iterable[Settlement] = ()) -> None:
        """`settlements` come in order of time."""
        self._settlements: list[Settlement] = []
        self._ends: list[date] = []
        self._used: dict[tuple[int, Direction], Used] = {}
        self._whole: list[Line] = []
        self._sought = 0
        self.facts = Stories()
        self.waived: list[Waived] = []
        for each in settlements:
            self.add(each)

    def add(self, settlement: Settlement) -> None:
        """One period more, after all others."""
        self._settlements.append(settlement)
        self._ends.append(settlement.period.end)
        self.facts.add(settlement.evaluations)
        self.waived.extend(settlement.waived)

    def lines(self, span: Period) -> Iterator[Line]:
        """The lines of statements that have a day in common with a span."""
        first, after = bisect_right(self._ends, span.start), bisect_left(self._ends, span.end) + 1
        return chain.from_iterable(settlement.lines for settlement in self._settlements[first:after])

    def whole(self) -> Sequence[Line]:
        """Every line that belongs to no level."""
        for settlement in self._settlements[self._sought :]:
            self._whole.extend(line for line in settlement.lines if not line.level)
        self._sought = len(self)
        return self._whole

    def used(self, contract: Contract, limit: Limit, on: Direction, window: Period, scope: Scope) -> Sequence[Decimal]:
        """What earlier lines of one direction come to under a limit in one of its windows, an amount each."""
        if not self._settlements:
            return ()
        if (id(limit), on) not in self._used:
            self._used[id(limit), on] = Used(limit, on)
        known = self._used[id(limit), on]
        known.read(contract, self._settlements)
        return known.amounts.get((window, scope), ())

    def __len__(self) -> int:
        """How many periods."""
        return len(self._settlements)

    @overload
    def __getitem__(self, at: int) -> Settlement: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Settlement]: ...

    def __getitem__(self, at: int | slice) -> Settlement | Sequence[Settlement]:
        """One period, or some."""
        return self._settlements[at]


class Used:
    """Amounts of earlier lines of one direction under one limit, by window and by the dimension it holds for."""

    def __init__(self, limit: Limit, on: Direction) -> None:
        """No statement is read yet."""
        self.limit = limit
        self.on = on
        self.amounts: dict[tuple[Period, Scope], list[Decimal]] = {}
        self.statements = 0

    def read(self, contract: Contract, settlements: Sequence[Settlement]) -> None:
        """Go on where the last reading ended."""
        for settlement in settlements[self.statements :]:
            for line in settlement.lines:
                if line.amount.amount and under(self.limit, self.on, line):
                    where = window_under(contract, self.limit, line), scope_under(self.limit, line)
                    self.amounts.setdefault(where, []).append(line.amount.amount)
        self.statements = len(settlements)
