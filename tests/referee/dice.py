"""Chance with a number: the same seed draws the same contract, so that a disagreement can be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")


class Dice:
    """Draws from lists; a list may hold a thing several times to draw it more often."""

    def __init__(self, seed: str) -> None:
        """The same seed gives the same draws."""
        self.random = Random(seed)

    def pick(self, things: Sequence[Thing]) -> Thing:
        """One of them."""
        return self.random.choice(things)

    def some(self, things: Sequence[Thing], least: int = 0) -> list[Thing]:
        """Some of them, in their order."""
        count = self.random.randint(min(least, len(things)), len(things))
        return [things[at] for at in sorted(self.random.sample(range(len(things)), count))]

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred draws."""
        return self.random.randrange(100) < percent

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return self.random.randint(least, most)

    def of(self, words: str) -> str:
        """One of several phrases, parted by bars."""
        return self.pick(apart(words))


@cache
def apart(words: str) -> tuple[str, ...]:
    """Each of several phrases."""
    return tuple(word.strip() for word in words.split("|"))
