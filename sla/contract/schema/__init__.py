"""A contract file's form as JSON Schema, for editors: which keys stand where, and what a value may look like.

What needs the whole contract (names that must exist, units that must fit, tables that must not overlap) is left to
`check`.
"""

from __future__ import annotations

from sla.contract.schema.conditions import ASKED_CONDITION, CONDITION
from sla.contract.schema.frame import CONTRACT, FRAME
from sla.contract.schema.levels import LEVELS, MEASURE
from sla.contract.schema.rules import RULE, TABLES
from sla.contract.schema.section import NOTHING, Section, listing, naming
from sla.contract.schema.shapes import (
    DAY,
    KEY,
    LIKE_A_READING,
    READING,
    SCALARS,
    Json,
    keyed,
    named,
    number,
    some_key,
    varied,
    written,
)

WHEN = "^([0-9]{4}(-.*)?|each .*)$"
"""A key of an example under which the figures of one time stand."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"
VARIANTS = (MEASURE, RULE, CONDITION, ASKED_CONDITION)
"""Sections that come in kinds, of which one is meant."""
_FIXED = frozenset(
    "contract-key currency day term named-reading reading choices examples example given pays outcomes answers "
    "nothing".split()
)
"""What is read before any date or answer is chosen."""


def schema() -> Json:
    """The whole, as one JSON Schema of 2020-12."""
    parts = {name: made for name, (_, made) in SCALARS.items()} | _several() | _own()
    parts |= {each.name: each.schema() for each in (*FRAME, *LEVELS, *TABLES, *VARIANTS) if each is not CONTRACT}
    defs = {name.replace(" ", "-"): made for name, made in sorted(parts.items())}
    varying = {name: made if name in _FIXED else varied(name, made) for name, made in defs.items()}
    return {"$schema": DIALECT, "title": "A contract", **CONTRACT.schema(), "$defs": varying}


def sections() -> tuple[Section, ...]:
    """Every section, those of which one is meant included."""
    return (*FRAME, *LEVELS, *TABLES, *(section for each in VARIANTS for _, section in each.kinds))


def _several() -> dict[str, Json]:
    """Lists and named things, as the keys of the sections ask for them."""
    found: dict[str, Json] = {}
    for key in (key for section in sections() for key in section.keys):
        many, _, shape = key.shape.partition("list of ")
        if shape:
            found[key.shape] = listing(shape, least=int(key.name in {"all", "any"}))
        elif many.startswith("named "):
            found[key.shape] = naming(shape_of(key.shape))
        elif many.startswith("rows of "):
            found[key.shape] = listing(shape_of(key.shape), least=1)
    return found | {
        f"list of {each.name}": listing(each.name, least=1) for each in VARIANTS if "condition" in each.name
    }


def shape_of(several: str) -> str:
    """The shape of each of several things: `figure` for `named figure`."""
    return several.removeprefix("named ").removeprefix("rows of ").removeprefix("list of ")


def _own() -> dict[str, Json]:
    """What is neither section nor scalar: targets, weights, and what stands in an example."""
    plain, text = number(), SCALARS["text"][1]
    row: Json = {"type": "object", "additionalProperties": text}
    given: Json = {"type": "object", "patternProperties": {WHEN: row}, "additionalProperties": plain}
    return {
        "contract key": written("(?=.{1,60}$)[a-z0-9]+([-_][a-z0-9]+)*", {"type": "integer", "minimum": 0}),
        "currency": written("[A-Z]{3}"),
        "day": written(DAY),
        "nothing": NOTHING,
        "choices": keyed(KEY, text),
        "answers": keyed(KEY, SCALARS["words"][1]),
        "outcomes": keyed(KEY, SCALARS["words"][1]),
        "weights": keyed(KEY, {"$ref": named("number from 0")}),
        "holidays": {"anyOf": [{"type": "array", "items": {"$ref": named("day of the year")}}, NOTHING]},
        "day of the year": written(DAY),
        "examples": {"anyOf": [{"type": "array", "items": {"$ref": named("example")}}, NOTHING]},
        "levels": keyed(KEY, {"$ref": named("level")}) | {"minProperties": 1},
        "dimensions": {"anyOf": [keyed(KEY, {"$ref": named("some texts")}), NOTHING]},
        "only": {"anyOf": [{"type": "object", "additionalProperties": {"$ref": named("words")}}, NOTHING]},
        "given": {"anyOf": [given, {"type": "array", "items": row}]},
        "pays": {
            "if": some_key(LIKE_A_READING),
            "then": keyed(READING, {"$ref": named("pays")}),
            "else": keyed(KEY, plain),
        },
        "target": {"anyOf": [{"$ref": named(shape)} for shape in ("range in words", "range", "moving target")]},
    }
