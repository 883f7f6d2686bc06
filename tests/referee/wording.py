"""Random conditions, as they stand in a contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.referee.dice import Dice

Draft = dict[str, object]
"""A part of a contract before it is written down: names and texts, nested."""
OUTCOMES = ("missed", "missed", "missed", "met", "met", "not measured", "excused", "unknown")


@dataclass
class Sketch:
    """What the rest of the contract needs to know of a level that stands already."""

    key: str
    window: str
    by: tuple[str, ...]
    better: str
    edges: Sequence[str]
    """Numbers near which its results lie, in rising order."""
    grades: list[str] = field(default_factory=list)
    worst: bool = False
    """Whether a missing result may fall into the worst band."""


def condition(
    dice: Dice, levels: Sequence[Sketch], own: Sketch | None = None, depth: int = 2, *, count: bool = True
) -> object:
    """A condition on some of the levels; `own` is the one that asks, which needs no name.

    What is counted over history seldom counts anything itself: such a contract is slow to settle, for both sides.
    """
    if own is not None and (dice.chance(35) or not levels):
        return dice.pick([*OUTCOMES[:5], *own.grades])
    if dice.chance(2):
        return dice.of("always | never")
    if depth and dice.chance(20):
        word = dice.of("all | any | not")
        over = count and dice.chance(50)
        nested = over and dice.chance(8)
        parts = [
            condition(dice, levels, own, depth - 1, count=count and (nested or not over))
            for _ in range(dice.number(1, 3))
        ]
        if not over and dice.chance(15):
            return parts
        draft: Draft = {"not": parts[0]} if word == "not" else {word: parts}
        return counted(dice, draft) if over else draft
    return counted(dice, leaf(dice, dice.pick(levels))) if count else leaf(dice, dice.pick(levels))


def leaf(dice: Dice, level: Sketch) -> Draft:
    """What one level must have come to."""
    if dice.chance(25):
        word, edge = dice.of("at least | above | at most | below"), dice.pick(level.edges)
        return {"level": level.key, **({word: edge} if dice.chance(80) else {"result": f"{word} {edge}"})}
    names = [*OUTCOMES, "nothing reported", "zero denominator", *level.grades]
    chosen = dice.pick(names) if dice.chance(80) else sorted({dice.pick(names), dice.pick(names)})
    return {"level": level.key, "is": chosen}


def counted(dice: Dice, draft: Draft) -> Draft:
    """The same, perhaps several times in a row, or several times among the last windows."""
    if dice.chance(20):
        draft["in a row"] = str(dice.number(1, 3))
        if dice.chance(60):
            draft["no data"] = dice.of("pauses | resets | counts")
    elif dice.chance(15):
        last = dice.number(2, 6)
        draft |= {"times": str(dice.number(1, min(last, 3))), "in last": str(last)}
        if dice.chance(60):
            draft["then"] = dice.of("keep counting | start over")
    return draft
