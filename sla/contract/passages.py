"""What differs between two texts, line by line, in passages with the lines around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

AROUND = 3
"""Lines that are shown before and after a change, so that a reader finds the place."""
MOST_COMPARED = 1_500
"""Where more lines than this lie between the first and the last change, the whole of it counts as changed."""


class Fate(StrEnum):
    """What became of a line."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Row:
    """One line, with its number in either text; None where it does not stand there."""

    fate: Fate
    before: int | None
    after: int | None
    text: str


def passages(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[Row, ...], ...]:
    """The passages that differ, in order; none where the texts are the same."""
    rows = tuple(_rows(before, after))
    shown = sorted(
        {
            near
            for at, row in enumerate(rows)
            if row.fate is not Fate.SAME
            for near in range(max(at - AROUND, 0), min(at + AROUND + 1, len(rows)))
        }
    )
    together = groupby(enumerate(shown), key=lambda each: each[1] - each[0])
    return tuple(tuple(rows[near] for _, near in each) for _, each in together)


def _rows(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    """Every line of both texts, what is gone before what is new."""
    for fate, i1, i2, j1, j2 in _blocks(before, after):
        if fate is Fate.SAME:
            for at in range(i2 - i1):
                yield Row(Fate.SAME, i1 + at + 1, j1 + at + 1, before[i1 + at])
        else:
            for at in range(i1, i2):
                yield Row(Fate.GONE, at + 1, None, before[at])
            for at in range(j1, j2):
                yield Row(Fate.NEW, None, at + 1, after[at])


def _blocks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Fate, int, int, int, int]]:
    """Stretches that are the same or differ, as half-open ranges of lines in both texts."""
    most = min(len(before), len(after))
    head = next((at for at in range(most) if before[at] != after[at]), most)
    tail = next((at for at in range(most - head) if before[-1 - at] != after[-1 - at]), most - head)
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    yield Fate.SAME, 0, head, 0, head
    if max(len(old), len(new)) > MOST_COMPARED:
        yield Fate.GONE, head, head + len(old), head, head + len(new)
    else:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            yield Fate.SAME if tag == "equal" else Fate.GONE, head + i1, head + i2, head + j1, head + j2
    yield Fate.SAME, len(before) - tail, len(before), len(after) - tail, len(after)
