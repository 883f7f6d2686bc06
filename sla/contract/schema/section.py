"""A section of a contract file as a table of its keys: JSON Schema is made of it, and the guide's reference."""

from __future__ import annotations

from dataclasses import dataclass

from sla.contract.schema.shapes import KEY, Json, named, some_key

NOTHING: Json = {"enum": ["", None]}
"""What stands after a colon with nothing behind it."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a section."""

    name: str
    shape: str
    """Name of a shape or of a section; `list of X` and `named X` for several of them."""
    says: str
    """What it means, in a sentence for people."""
    default: str = ""
    """What holds where it is left out; empty where that is nothing."""
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping of the file with a closed set of keys."""

    name: str
    says: str
    keys: tuple[Key, ...]
    rules: tuple[Json, ...] = ()
    """What must hold beyond the single keys."""
    or_else: tuple[str, ...] = ()
    """Shapes that may stand in place of the mapping: a name alone, a formula alone."""
    asks: str = ""
    """What the reader calls it in its findings."""

    def schema(self) -> Json:
        """The section as a closed object, or as what may stand in its place."""
        blank = [key for key in self.keys if " " in key.name]
        made: Json = {
            "type": "object",
            "description": self.says,
            "properties": {key.name: {"$ref": named(key.shape), "description": key.says} for key in self.keys},
            "patternProperties": {f"^{spelled(key.name)}$": {"$ref": named(key.shape)} for key in blank},
            "additionalProperties": False,
            "allOf": [*(has(key.name) for key in self.keys if key.needed), *self.rules],
        }
        made = {word: part for word, part in made.items() if part or word == "additionalProperties"}
        return {"anyOf": [made, *({"$ref": named(shape)} for shape in self.or_else)]} if self.or_else else made


@dataclass(frozen=True, slots=True)
class Variants:
    """Sections of which one is meant: the first whose key stands there, or the last."""

    name: str
    says: str
    kinds: tuple[tuple[str, Section], ...]
    or_else: tuple[str, ...] = ()

    def schema(self) -> Json:
        """A chain of choices by key, or what may stand in place of them."""
        *before, (_, last) = self.kinds
        chain = last.schema()
        for key, section in reversed(before):
            chain = {"if": has(key), "then": section.schema(), "else": chain}
        whole: Json = {"type": "object", "description": self.says, **chain}
        return {"anyOf": [whole, *({"$ref": named(shape)} for shape in self.or_else)]} if self.or_else else whole


def spelled(name: str) -> str:
    """A pattern for a key: each blank in it may be an underscore."""
    return name.replace(" ", "[ _]")


def has(name: str) -> Json:
    """The object has the key, however its blanks are written."""
    return some_key(spelled(name)) if " " in name else {"required": [name]}


def has_any(*names: str) -> Json:
    """The object has at least one of the keys."""
    return {"anyOf": [has(name) for name in names]}


def has_one(*names: str) -> Json:
    """The object has exactly one of the keys."""
    return {"oneOf": [has(name) for name in names]}


def has_not_both(one: str, other: str) -> Json:
    """The object has one of the keys at most."""
    return {"not": {"allOf": [has(one), has(other)]}}


def listing(shape: str, *, least: int = 0) -> Json:
    """A list of things; nothing is an empty list."""
    items: Json = {"type": "array", "items": {"$ref": named(shape)}, "minItems": least}
    return items if least else {"anyOf": [items, NOTHING]}


def naming(shape: str) -> Json:
    """Things by name; nothing is none of them."""
    things = {
        "type": "object",
        "propertyNames": {"pattern": f"^{KEY}$"},
        "additionalProperties": {"$ref": named(shape)},
    }
    return {"anyOf": [things, NOTHING]}
