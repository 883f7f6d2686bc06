"""Relief that is given on outcomes and points; relief on figures has done its work before anything is measured."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import assert_never

from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.model import State
from sla.measurement.relief import Days, First, Forgiven, Less, Records, Relief, Whole


class Excuses:
    """The reliefs of one evaluation, and how much of each is left: asked window by window, in order of time."""

    def __init__(self, granted: Iterable[Relief]) -> None:
        """Start with all of every relief."""
        self.granted = tuple(granted)
        self.left = [
            Decimal(each.extent.count)
            if isinstance(each.extent, First)
            else each.extent.points
            if isinstance(each.extent, Forgiven)
            else Decimal(0)
            for each in self.granted
        ]

    def over(self, evaluation: Evaluation) -> Evaluation:
        """The evaluation, or without an outcome where a relief excuses it."""
        here = evaluation.measurement
        if here.state is State.RELIEVED:
            return excused(evaluation)
        for at, relief in enumerate(self.granted):
            if relief.reaches(here.level, here.window, here.scope) and self._excuses(at, relief, evaluation):
                return excused(evaluation)
        return evaluation

    def _excuses(self, at: int, relief: Relief, evaluation: Evaluation) -> bool:
        match relief.extent:
            case Whole():
                return True
            case First():
                takes = evaluation.outcome is Outcome.MISSED and self.left[at] > 0
                self.left[at] -= takes
                return takes
            case Forgiven() | Days() | Records() | Less():
                return False
            case _:
                assert_never(relief.extent)

    def points(self, evaluation: Evaluation, earned: Decimal) -> Decimal:
        """The points that count of those that were earned."""
        here = evaluation.measurement
        for at, relief in enumerate(self.granted):
            if isinstance(relief.extent, Forgiven) and relief.reaches(here.level, here.window, here.scope):
                taken = max(min(self.left[at], earned), Decimal(0))
                self.left[at] -= taken
                earned -= taken
        return earned


def excused(evaluation: Evaluation) -> Evaluation:
    """The evaluation without outcome and grades."""
    return evaluation._replace(outcome=Outcome.EXCUSED, grades=())
