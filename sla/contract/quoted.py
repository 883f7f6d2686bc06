"""Where a thing stands in a contract's file: its lines with their numbers, and which of them are meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from sla.contract.definition import Definition
from sla.values import Place

MOST = 80
"""How many lines are quoted at most."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Some lines of a file, from `first` on, and the numbers of those that are meant."""

    file: str
    version: str
    first: int
    lines: tuple[str, ...]
    meant: frozenset[int]


def quote(definition: Definition, place: Place, meant: Iterable[Place] = ()) -> Quote | None:
    """The block that something at a place belongs to, with the line that heads it; None where no file has it.

    A block is its first line and whatever is indented further, as YAML has it.
    """
    version = next((each for each in definition.versions if each.file == place.file), None)
    if version is None or not place.line:
        return None
    lines = version.text.splitlines()
    first = _head(lines, place)
    depth = _depth(lines[first])
    inside = list(takewhile(lambda line: not line.strip() or _depth(line) > depth, lines[first + 1 : first + MOST]))
    while inside and not inside[-1].strip():
        inside.pop()
    numbers = frozenset(each.line for each in meant if each.file == place.file)
    return Quote(version.file, version.head.version, first + 1, (lines[first], *inside), numbers)


def _head(lines: list[str], place: Place) -> int:
    """Where the block begins: on the same line, or on the one above that is indented less."""
    at = place.line - 1
    depth = _depth(lines[at])
    if place.column > depth + 1:
        return at
    above = (back for back in range(at - 1, -1, -1) if lines[back].strip() and _depth(lines[back]) < depth)
    return next(above, at)


def _depth(line: str) -> int:
    """How far a line is indented; a dash belongs to what it opens."""
    return len(line) - len(line.lstrip(" "))
