"""Findings as they are gathered while a contract is read, and the remedies they share."""

from __future__ import annotations

import difflib
import heapq

from sla.contract.lists import one_of
from sla.contract.nodes import Mapping, Node, Sequence, Text
from sla.values import Finding, Place, Saying, Severity

MOST_FINDINGS = 200
MOST_LETTERS = 40
"""So many letters of two words are compared."""
MOST_TOLD = 200
"""Beyond so many names, those that are known are no help."""

EACH_ON_A_LINE = Saying("Put each name on a line of its own, indented, with a colon.")


class Enough(Exception):
    """So much is wrong that reading on helps nobody."""


class Report:
    """Collects findings while a file is read."""

    def __init__(self) -> None:
        """Start with none."""
        self.kept: dict[Finding, None] = {}
        self.errors = 0
        self.refused: set[Place] = set()
        """Where something else stands than what must: whatever is missing inside follows from that."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, in the order in which they were made."""
        return tuple(self.kept)

    def add(self, finding: Finding) -> None:
        """Keep one, once: the same text is read for several days. Raises `Enough` where there is no end of them."""
        if finding in self.kept:
            return
        self.kept[finding] = None
        self.errors += finding.severity is Severity.ERROR
        if self.errors >= MOST_FINDINGS:
            raise Enough

    def error(
        self, code: str, message: str, place: Place, found: str = "", expected: str = "", remedy: str = ""
    ) -> None:
        """Add an error."""
        if place not in self.refused:
            self.add(Finding(f"contract.{code}", message, place, found, expected, remedy))

    def warning(self, code: str, message: str, place: Place, remedy: str = "") -> None:
        """Add a warning."""
        if place not in self.refused:
            self.add(Finding(f"contract.{code}", message, place, remedy=remedy, severity=Severity.WARNING))

    def refuse(
        self,
        message: str,
        node: Node,
        code: str = "not-a-mapping",
        remedy: str = EACH_ON_A_LINE,
    ) -> None:
        """Report that something of another shape stands here, and keep quiet about what therefore is missing."""
        self.error(code, message, node.place, found=shown(node), remedy=remedy)
        self.refused.add(node.place)


def doubt(code: str, message: str, place: Place, remedy: str) -> Finding:
    """A warning about what a contract means: shown, and left to people."""
    return Finding(f"contract.{code}", message, place, remedy=remedy, severity=Severity.WARNING)


def nearest(word: str, known: list[str], among: int = 100) -> str:
    """A remedy that names the closest words of the first so many known ones."""
    likely = heapq.nlargest(5, known[:among], key=lambda each: _in_common(word, each))
    close = difflib.get_close_matches(word[:MOST_LETTERS], [each[:MOST_LETTERS] for each in likely], n=2, cutoff=0.6)
    close = [each for each in likely if each[:MOST_LETTERS] in close]
    if close:
        return Saying("Did you mean {names}?", names=one_of([f"`{each}`" for each in close]))
    if len(known) > MOST_TOLD:
        return Saying("None that there is has a name like it.")
    if not known:
        return Saying("There is none in this contract yet.")
    return Saying("Known here: {names}.", names=", ".join([*known[:20], *(["..."] if len(known) > 20 else [])]))


def _in_common(one: str, other: str) -> int:
    """How many letters two words begin and end with alike."""
    return _alike(one, other) + _alike(one[::-1], other[::-1])


def _alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (mine, theirs) in enumerate(pairs) if mine != theirs), min(len(one), len(other)))


def shown(node: Node) -> str:
    """What stands there, in a few words."""
    match node:
        case Text(value, _):
            return Saying("`{name}`", name=value[:60]) if value else Saying("nothing")
        case Sequence():
            return Saying("a list")
        case Mapping():
            return Saying("a mapping")
