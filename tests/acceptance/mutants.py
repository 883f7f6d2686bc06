"""Contracts with one parameter changed: every number, word, edge, sign, date and part of a rule in turn.

The tables from which the schema for editors is made say what stands where, so nothing that may be written is passed by:
it is changed, or listed here with the reason why not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sla.contract.inforce import is_dated, is_reading
from sla.contract.nodes import Mapping, Node, Sequence, Text
from sla.contract.schema import VARIANTS, sections, shape_of
from sla.contract.schema.frame import CONTRACT
from sla.contract.schema.section import Section
from sla.values import Place
from tests.acceptance.slips import INCLUSION, MONTHS, dates, slips

HERE = Place()
NOT_COMPUTED_FROM = frozenset(
    (
        # What is accepted from the vendor. An example's figures are the parties' own and do not pass through there.
        *(("figure", key) for key in ("from", "to", "whole")),
        # Names of what figures are told apart by, and what stands on paper.
        *(("figure", "by"), ("level", "by"), ("party", "address")),
        # The answer that the parties agreed on: an example says by itself under which ones it is computed.
        ("reading", "chosen"),
        # Bounds on the weights, to which the file itself is held when it is read.
        *(("pool", key) for key in ("at most", "exactly", "each at most", "levels at most")),
    )
)
DROPPED = frozenset(
    (*INCLUSION, *"when,scale,excused when,priced from,round,only,index,part,within,levels,per".split(","))
)
"""Keys that may be left out, and then something else holds."""
_PRICES = {"penalty": "incentive", "incentive": "penalty"}
_SPANS = dict(zip(("mean", "sum", "largest", "smallest"), ("sum", "largest", "smallest", "mean"), strict=True))
EXCHANGED: dict[str, dict[str, str]] = {
    **dict.fromkeys(("band", "flat"), INCLUSION | _PRICES),
    **dict.fromkeys(("row", "steps", "so much for each"), _PRICES),
    **dict.fromkeys(("grade", "range", "moving target", "in a range"), INCLUSION),
    **{f"{how} over windows": {how: other} for how, other in _SPANS.items()},
    "per step": {"below": "above", "above": "below"},
    "all": {"all": "any"},
    "any": {"any": "all"},
    "not": {"not": "all"},
}
"""Keys that are taken for each other, by section."""
LISTED = frozenset(
    "limit,earn-back,consequence,grade,rule,band,row,condition,asked condition,texts,some texts".split(",")
)
"""Lists of which an item may be dropped."""
NAMED = {"levels": "level", "weights": "number from 0"}
"""What stands behind names, where the shape does not say so itself."""
ALONE = {"target": "range in words"}
"""What a text is that stands in place of several keys, where no section says so."""
SECTIONS = {each.name: each for each in sections()}
KINDS = {each.name: each for each in VARIANTS}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in which file, where, from what to what, and the text that it leaves."""

    contract: str
    file: str
    where: str
    was: str
    now: str
    text: str


Pairs = tuple[tuple[Text, Node], ...]


class Spot(NamedTuple):
    """Where one is in a contract: the keys that lead there, and how long its statement periods are."""

    keys: tuple[str, ...]
    months: int

    def __truediv__(self, key: str) -> Spot:
        """One key further in."""
        return self._replace(keys=(*self.keys, key.replace(" ", "_")))


class Change(NamedTuple):
    """Where it is, what was and is there, and the node as it is then."""

    spot: Spot
    was: str
    now: str
    node: Node


def mutants(contract: str, file: str, root: Node) -> Iterator[Mutant]:
    """Every change of one file of a contract, one at a time."""
    spot = Spot((), statement_months(root))
    for where, was, now, node in changes(root, CONTRACT.name, spot):
        yield Mutant(contract, file, "/".join(where.keys), was, now, json.dumps(written(node)))


def statement_months(root: Node) -> int:
    """How many months a statement covers; one where it is less."""
    whole = written(root)
    statement = whole.get("statement", "month") if isinstance(whole, dict) else "month"
    every = statement.get("every", "month") if isinstance(statement, dict) else statement
    return MONTHS.get(every.removeprefix("contract "), 1)


def written(node: Node) -> object:
    """The node as it would be written, in lists, mappings and texts."""
    match node:
        case Text(value):
            return value
        case Sequence(items):
            return [written(item) for item in items]
        case Mapping(pairs):
            return {key.value: written(value) for key, value in pairs}


def changes(node: Node, shape: str, spot: Spot) -> Iterator[Change]:
    """Every change of a node of this shape, one at a time."""
    match node:
        case Text(value):
            for was, now, new in slips(_alone(shape), value):
                yield Change(spot, was, now, Text(new, HERE))
        case Sequence(items):
            yield from _in_list(items, shape_of(shape), spot)
        case Mapping(pairs) if is_dated(node):
            yield from _behind(pairs, lambda _: shape, spot)
            yield from _moved(pairs, spot)
        case Mapping(pairs) if is_reading(node):
            yield from _behind(pairs, lambda _: shape, spot)
        case Mapping(pairs) if shape in NAMED or shape.startswith("named "):
            yield from _behind(pairs, lambda _: NAMED.get(shape) or shape_of(shape), spot)
        case Mapping(pairs):
            section = _section(shape, {spoken(key.value) for key, _ in pairs})
            if section:
                yield from _in_section(pairs, section, spot)


def _alone(shape: str) -> str:
    """What a text is that may stand in place of a section or a list."""
    if shape in {"condition", "asked condition", "some texts"}:
        return "outcome"
    section = KINDS.get(shape) or SECTIONS.get(shape)
    return ALONE.get(shape) or (section.or_else[0] if section else shape)


def _section(shape: str, there: set[str]) -> Section | None:
    """The section of that name; of several kinds the first whose key stands there, or the last."""
    if kinds := KINDS.get(shape):
        return next((section for key, section in kinds.kinds if not key or key in there), None)
    return SECTIONS.get({"target": "moving target"}.get(shape, shape))


def spoken(key: str) -> str:
    """A key with its blanks."""
    return key.replace("_", " ")


def _put(pairs: Pairs, at: int, *new: tuple[Text, Node]) -> Mapping:
    """The mapping with another pair at a place, or with none there."""
    return Mapping((*pairs[:at], *new, *pairs[at + 1 :]), HERE)


def _behind(pairs: Pairs, shape: Callable[[str], str], spot: Spot) -> Iterator[Change]:
    """Changes of what stands behind each key."""
    for at, (key, value) in enumerate(pairs):
        for each in changes(value, shape(spoken(key.value)), spot / key.value):
            yield each._replace(node=_put(pairs, at, (key, each.node)))


def _in_list(items: tuple[Node, ...], shape: str, spot: Spot) -> Iterator[Change]:
    """One item dropped, or changed inside; names for people are none."""
    for at, item in enumerate(items):
        here = spot / str(at)
        if shape in LISTED:
            yield Change(here, "there", "dropped", Sequence((*items[:at], *items[at + 1 :]), HERE))
        for each in changes(item, shape, here):
            yield each._replace(node=Sequence((*items[:at], each.node, *items[at + 1 :]), HERE))


def _moved(pairs: Pairs, spot: Spot) -> Iterator[Change]:
    """A later value that holds a statement period later or earlier; within one, a change waits for its end."""
    there = {key.value for key, _ in pairs}
    for at, (key, value) in enumerate(pairs):
        for day in dates(key.value, spot.months) if at else ():
            if day not in there:
                yield Change(spot / key.value, key.value, day, _put(pairs, at, (Text(day, HERE), value)))


def _in_section(pairs: Pairs, section: Section, spot: Spot) -> Iterator[Change]:
    """Changes behind the keys of a section, and of the keys."""
    shapes = {key.name: key.shape for key in section.keys if (section.name, key.name) not in NOT_COMPUTED_FROM}
    yield from _behind(pairs, lambda key: shapes.get(key, "text"), spot)
    there = {spoken(key.value) for key, _ in pairs}
    for at, (key, value) in enumerate(pairs):
        name, here = spoken(key.value), spot / key.value
        now = EXCHANGED.get(section.name, {}).get(name)
        if now and now not in there and not (name in _PRICES and _is_nothing(value)):
            yield Change(
                here, name, now, _put(pairs, at, (Text(now, HERE), _listed(value) if name == "not" else value))
            )
        if name in DROPPED and name in shapes and written(value) != "none":
            yield Change(here, name, "dropped", _put(pairs, at))


def _listed(value: Node) -> Node:
    return value if isinstance(value, Sequence) else Sequence((value,), HERE)


def _is_nothing(value: Node) -> bool:
    """Whether a price is zero, and the same either way."""
    return isinstance(value, Text) and not value.value.strip("0.")
