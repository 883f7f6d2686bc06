"""Facts of earlier periods by level, in order of time: found where they stand, never walked as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from sla.evaluation.model import Evaluation
from sla.submission.figures import Scope
from sla.values import Period


class Story:
    """Facts of one level in order of time, with those of each site or the like by themselves. It only grows."""

    __slots__ = ("ends", "facts", "of_scope", "parted_from", "told")

    def __init__(self) -> None:
        """Nothing has happened yet."""
        self.facts: list[Evaluation] = []
        self.ends: list[date] = []
        self.of_scope: dict[Scope, Story] = {}
        self.parted_from = date.max
        """When the first window closes that belongs to one site or the like."""
        self.told = 0
        """How many periods it holds already."""

    def add(self, fact: Evaluation) -> None:
        """Set down one more, after those that end on the same day."""
        end = fact.measurement.window.end
        at = bisect_right(self.ends, end)
        self.ends.insert(at, end)
        self.facts.insert(at, fact)

    def tell(self, fact: Evaluation) -> None:
        """Set down one more, here and under its scope."""
        self.add(fact)
        scope = fact.measurement.scope
        if scope:
            self.parted_from = min(self.parted_from, fact.measurement.window.end)
        if scope not in self.of_scope:
            self.of_scope[scope] = Story()
        self.of_scope[scope].add(fact)

    def has(self, scope: Scope, end: date) -> bool:
        """Whether anything is told of a scope by a day."""
        return scope in self.of_scope and self.of_scope[scope].ends[0] <= end

    def closing(self, window: Period) -> Sequence[Evaluation]:
        """Those whose windows close in one window, oldest first."""
        return self.facts[bisect_right(self.ends, window.start) : bisect_right(self.ends, window.end)]

    def backward(self, end: date) -> Iterator[Evaluation]:
        """Those in windows that end by a day, newest first."""
        return map(self.facts.__getitem__, range(bisect_right(self.ends, end) - 1, -1, -1))


class Stories:
    """The facts of earlier periods. A level's story is told only when somebody asks for it, each period once."""

    __slots__ = ("periods", "stories")

    def __init__(self, periods: Iterable[Iterable[Evaluation]] = ()) -> None:
        """The facts of each period."""
        self.periods = list(periods)
        self.stories: dict[str, Story] = {}

    def add(self, facts: Iterable[Evaluation]) -> None:
        """What one more period came to."""
        self.periods.append(facts)

    def story(self, level: str) -> Story:
        """The level's facts so far."""
        found = self.stories.get(level)
        if found is None:
            found = self.stories[level] = Story()
        for facts in self.periods[found.told :]:
            for fact in facts:
                if fact.measurement.level == level:
                    found.tell(fact)
        found.told = len(self.periods)
        return found
