"""What lies between two ways to see one period: other figures, other rules, or relief; each exchanged at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sla.settlement.delta import Change, changes
from sla.settlement.model import Settlement
from sla.statement.recompute import Basis
from sla.values import Money


class Cause(StrEnum):
    """Why a period comes to something else, in the order in which the causes are exchanged."""

    FIGURES = "figures"
    RULES = "rules"
    RELIEF = "relief"
    """Relief and waivers."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause changes: the net before and after it was exchanged, and every line that differs."""

    cause: Cause
    before: Money
    after: Money
    lines: tuple[Change, ...]

    @property
    def net(self) -> Money:
        """What it adds to the net."""
        return self.after - self.before


def parts(then: Basis, now: Basis) -> tuple[Settlement, tuple[Part, ...], Settlement]:
    """The period as it was, what each cause changes in it, and as it is; the parts add up to the difference.

    Figures go first, then text and answers, then what was granted: each on top of those before it.
    """
    figures = replace(then, figures=now.figures, past=now.past)
    rules = replace(figures, definition=now.definition, readings=now.readings)
    settled = [each.settled()[-1] for each in (then, figures, rules, now)]
    return settled[0], tuple(_parts(settled)), settled[-1]


def _parts(settled: list[Settlement]) -> Iterator[Part]:
    for cause, before, after in zip(Cause, settled, settled[1:], strict=False):
        yield Part(cause, before.net, after.net, tuple(changes(after, before)))
