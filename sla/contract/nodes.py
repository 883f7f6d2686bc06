"""A contract file as text with places: YAML without its surprises.

Scalars stay the text that was typed, so `no` is not False and `95.50` is never a float. Anchors, aliases, tags,
duplicate keys and second documents are refused; size and depth are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from sla.contract.remarks import in_plain_words
from sla.values import Finding, Place, Saying

LONGEST = 256 * 1024
LONGEST_KEY = 100
DEEPEST = 24
MOST_NODES = 10_000
_BYTE_ORDER_MARK = "\ufeff"
_ODD = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
    "|[\u200b\u202a-\u202e\u2060\u2066-\u2069]"
)
"""What YAML calls no character, and blanks and turns of direction that nobody sees: a line must mean what it shows."""


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, as typed, without surrounding blanks."""

    value: str
    place: Place
    written: str = ""
    """How it stands in the file: with quotes, line breaks and indentation."""

    def at(self, column: int) -> Place:
        """Where the character of `value` stands that is the `column`-th, counted from 1; past the end, after the last.

        Quotes, folded lines and block marks lie between the two, so the characters that are not blank are counted.
        """
        spot = _spot(self.written, len("".join(self.value[: column - 1].split())), column > len(self.value))
        line, start = self.written.count("\n", 0, spot), self.written.rfind("\n", 0, spot) + 1
        shown = spot - start + 1
        return Place(self.place.file, self.place.line + line, shown if line else self.place.column + shown - 1)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping, in the order of the file."""

    pairs: tuple[tuple[Text, Node], ...]
    place: Place


Node = Text | Sequence | Mapping


class Unreadable(Exception):
    """The file is not in the plain YAML that contracts are written in."""

    def __init__(self, finding: Finding) -> None:
        """Carry the finding to show."""
        super().__init__(finding.message)
        self.finding = finding


def size(node: Node) -> int:
    """How many nodes it holds, itself included."""
    match node:
        case Text():
            return 1
        case Sequence(items, _):
            return 1 + sum(map(size, items))
        case Mapping(pairs, _):
            return 1 + sum(1 + size(value) for _, value in pairs)


def _spot(written: str, passed: int, after: bool) -> int:
    """The index of the character before which `passed` others stand that are not blank; one further, if `after`."""
    opening = re.match(r"[|>][^\n]*\n|[\"']", written)
    solid = [at for at in range(opening.end() if opening else 0, len(written)) if not written[at].isspace()]
    if passed < len(solid) and not after:
        return solid[passed]
    return solid[min(passed, len(solid)) - 1] + 1 if solid and passed else 0


def parse(text: str, file: str) -> Node:
    """The file's root node; raises `Unreadable` with the first thing that is not plain YAML."""
    if len(text) > LONGEST:
        raise _unreadable(
            "too-long",
            Place(file, 1, 1),
            Saying("a contract file has at most {number} characters", number=LONGEST),
            "Split it, or move notes elsewhere.",
        )
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if odd := _ODD.search(text):
        raise _no_text(odd[0], _place_in(text, odd.start(), file))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(yaml.parse(text, Loader=loader), text, file).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
        message, remedy = in_plain_words(error.problem or error.context or "")
        raise _unreadable("not-yaml", place, message, remedy) from None


def _place_in(text: str, at: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _no_text(character: str, place: Place) -> Unreadable:
    return _unreadable(
        "not-text",
        place,
        Saying("a character here cannot be seen or printed (U+{name})", name=f"{ord(character):04X}"),
        "Delete it; if there are many, this is no text file: save the contract as plain text, UTF-8.",
    )


def _unreadable(code: str, place: Place, message: str, remedy: str) -> Unreadable:
    return Unreadable(Finding(f"contract.{code}", message, place, remedy=remedy))


class _Composer:
    """Builds nodes from the parser's events, refusing what contracts do not need."""

    def __init__(self, events: Iterator[yaml.Event], text: str, file: str) -> None:
        self.events = events
        self.text = text
        self.file = file
        self.count = 0

    def document(self) -> Node:
        root: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise _unreadable(
                    "second-document",
                    self.place(event),
                    "one file holds one document",
                    "Put each version in a file of its own.",
                )
            if isinstance(event, yaml.NodeEvent):
                root = self.node(event, 0)
        return root if root is not None else Text("", Place(self.file, 1, 1))

    def place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file, 1, 1)

    def written(self, event: yaml.Event) -> str:
        start, end = event.start_mark, event.end_mark
        return self.text[start.index : end.index].rstrip() if start and end else ""

    def node(self, event: yaml.Event, depth: int) -> Node:
        self.bound(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            if odd := _ODD.search(event.value):
                raise _no_text(odd[0], self.place(event))
            return Text(event.value.strip(), self.place(event), self.written(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(inner, depth + 1))
            return Sequence(tuple(items), self.place(event))
        return self.mapping(event, depth)

    def mapping(self, event: yaml.Event, depth: int) -> Mapping:
        pairs: list[tuple[Text, Node]] = []
        seen: dict[str, Place] = {}
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            key = self.node(inner, depth + 1)
            if not isinstance(key, Text):
                raise _unreadable(
                    "odd-key",
                    key.place,
                    "before a colon stands a plain name, and here stand brackets",
                    "Write a name; put a text with brackets in quotes.",
                )
            if len(key.value) > LONGEST_KEY:
                raise _unreadable(
                    "odd-key",
                    key.place,
                    Saying("a key has at most {number} characters", number=LONGEST_KEY),
                    "Write a short name before the colon.",
                )
            if key.value in seen:
                raise _unreadable(
                    "duplicate-key",
                    key.place,
                    Saying("`{name}` stands here twice; first at {name2}", name=key.value, name2=seen[key.value]),
                    "Keep one of the two.",
                )
            seen[key.value] = key.place
            pairs.append((key, self.node(next(self.events), depth + 1)))
        return Mapping(tuple(pairs), self.place(event))

    def bound(self, event: yaml.Event, depth: int) -> None:
        """Refuse anchors, aliases and tags, and files that nest or grow without end."""
        self.count += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _unreadable(
                "anchor",
                self.place(event),
                "`&` and `*` before a word stand for another place of the file, and contracts do without that",
                "Write the value out where it is meant; put a text that begins with `&` or `*` in quotes.",
            )
        if getattr(event, "tag", None):
            raise _unreadable(
                "tag",
                self.place(event),
                "`!` before a value says of what kind it is, and contracts do without that",
                "Remove the word that begins with `!`, or put the text in quotes.",
            )
        if depth > DEEPEST:
            raise _unreadable(
                "too-deep",
                self.place(event),
                Saying("here {number} things stand inside each other, and a contract needs a few", number=depth),
                "Look for a bracket that is never closed, or for indentation that keeps growing.",
            )
        if self.count > MOST_NODES:
            raise _unreadable(
                "too-long",
                self.place(event),
                Saying("a contract file has at most {number} entries", number=MOST_NODES),
                "Split it into versions, a file each, or move what is no rule elsewhere.",
            )
