"""What a value of a contract file may look like: text, numbers, dates, windows, formulas, and their varieties.

Every shape accepts a scalar as it is typed (text) and as an editor's YAML 1.2 reads it (a number, a boolean).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sla.contract.invoicing import WITHOUT_RATE
from sla.contract.measures import WithFewer
from sla.contract.model import (
    Absent,
    Apply,
    Better,
    Combine,
    Count,
    Gap,
    Issuer,
    Language,
    Reach,
    Read,
    Remainder,
    Shared,
    Sheet,
    Then,
)
from sla.contract.settling import ON
from sla.values import Mode
from sla.values.countries import COUNTRIES
from sla.values.schemes import SCHEMES
from sla.values.window import Every

Json = dict[str, Any]
"""A JSON Schema, or a part of one."""

PLAIN_NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,15})?"
_ANY_LEAP = r"((19|2[01])(0[48]|[2468][048]|[13579][26])|2000)-02-29"
_ANY_DAY = (
    r"(19|2[01])[0-9]{2}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8]))"
)
DAY = f"({_ANY_DAY}|{_ANY_LEAP})"
"""A day of the centuries that contracts are about, and no other: no 30 February, and 29 only in leap years."""
KEY = "[a-z][a-z0-9_]{0,59}"
LIKE_A_DAY = r"[0-9]{4}([-/.][0-9]{1,2}){1,2}"
LIKE_A_READING = "if .*"
READING = "if [a-z][a-z0-9_ ]* is [a-z0-9][a-z0-9_ ]*"
_EDGE = rf"(at least|above|at most|below) {PLAIN_NUMBER}( ?%)?"
_DAY_OF_MONTH = "(0?[1-9]|1[0-9]|2[0-8])(st|nd|rd|th)?"
_FISCAL = f"(month|quarter|half-year|year) from the {_DAY_OF_MONTH}"
_WEEKS = f"([1-9]|[1-4][0-9]|5[0-3]) weeks? from {DAY}"
_NAMED_START = f"first (day|week|half-month|month|quarter|half-year|year|{_FISCAL}) after {DAY}"
_OPENING = r"(\(\s*|(min|max|abs|full|started)\s*\(\s*|-\s*(?!-))*"
_OPERAND = (
    r"([0-9]{1,15}(\.[0-9]{1,15})?(\s*(?!of\b)[A-Z]{3}\b)?|share\s+of\s+[A-Za-z_][A-Za-z0-9_]*"
    r"|(?!of\b)[A-Za-z_][A-Za-z0-9_]*(?!\s*\())"
)
_CLOSING = r"(\s*\)|\s*%(?!\s*of\b))*"
FORMULA = rf"(?![^(]*,)\s*{_OPENING}{_OPERAND}{_CLOSING}(\s*([-+*/,]|%\s*of\b)\s*{_OPENING}{_OPERAND}{_CLOSING})*\s*"
"""Operands parted by operators. Whether the brackets close is left to the reader."""
_MANY = {"type": ["array", "object"]}
SOME: Json = {"not": {"anyOf": [_MANY, {"enum": ["", None]}]}}

WORDS: dict[str, type[StrEnum]] = {
    "combine": Combine,
    "base": Reach,
    "better": Better,
    "absent": Absent,
    "apply": Apply,
    "lookup": Read,
    "counted": Count,
    "no data": Gap,
    "then": Then,
    "shared": Shared,
    "remainder": Remainder,
    "sheet": Sheet,
    "language": Language,
    "issuer": Issuer,
    "with fewer": WithFewer,
}
"""Closed lists of words that have a shape of their own."""


def written(pattern: str, typed: Json | None = None) -> Json:
    """Text of a pattern, or a scalar that an editor has typed already."""
    text: Json = {"type": "string", "pattern": f"^({pattern})$"}
    return {"anyOf": [text, typed]} if typed else text


def one_of(*words: str) -> Json:
    """One of a closed list of words."""
    return {"enum": list(words)}


def whole_from(least: int) -> Json:
    """A whole number from so many up; a trailing % sign and zeros after the point are read over."""
    text = r"0*[1-9][0-9]{0,14}" if least else "[0-9]{1,15}"
    return written(rf"{text}(\.0{{1,15}})?\s*%?", {"type": "integer", "minimum": least})


def number(**bounds: float) -> Json:
    """An exact number in plain digits, perhaps with a % sign."""
    typed: Json = {"type": "number", "minimum": -(10**15), "maximum": 10**15, **bounds}
    return written(rf"{PLAIN_NUMBER}\s*%?", typed)


SCALARS: dict[str, tuple[str, Json]] = {
    "text": ("text", {"not": _MANY}),
    "words": ("text, not empty", SOME),
    "texts": ("a text, or a list of texts", {"anyOf": [{"not": _MANY}, {"type": "array", "items": {"not": _MANY}}]}),
    "some texts": ("a text, or a list of texts", {"anyOf": [SOME, {"type": "array", "items": SOME, "minItems": 1}]}),
    "number": ("a number", number()),
    "number from 0": (
        "a number from 0 up",
        {
            "anyOf": [
                {"type": "string", "pattern": r"^[0-9]{1,15}(\.[0-9]{1,15})?\s*%?$"},
                {"type": "number", "minimum": 0, "maximum": 10**15},
            ]
        },
    ),
    "number above 0": (
        "a number above 0",
        {
            "anyOf": [
                {"type": "string", "pattern": r"^(?=.*[1-9])[0-9]{1,15}(\.[0-9]{1,15})?\s*%?$"},
                {"type": "number", "exclusiveMinimum": 0, "maximum": 10**15},
            ]
        },
    ),
    "part": (
        "a share in per cent, above 0 and at most 100",
        {
            "anyOf": [
                {"type": "string", "pattern": r"^(?=.*[1-9])(0*[0-9]{1,2}(\.[0-9]{1,15})?|0*100(\.0{1,15})?)\s*%?$"},
                {"type": "number", "exclusiveMinimum": 0, "maximum": 100},
            ]
        },
    ),
    "count": ("a whole number from 1", whole_from(1)),
    "date": ("a date as `2026-03-31`", {"anyOf": [written(DAY), {"enum": ["", None]}]}),
    "start": (
        "a date, or `first month after 2026-03-15`",
        {"anyOf": [written(f"{DAY}|{_NAMED_START}"), {"enum": ["", None]}]},
    ),
    "vat": (
        "`reverse charge`, `outside scope`, `exempt`, `zero`, or a rate as `19 %`",
        written(
            rf"{'|'.join(WITHOUT_RATE)}|(?=.*[1-9])[0-9]{{1,2}}(\.[0-9]{{1,2}})? ?%?",
            {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 100},
        ),
    ),
    "country": ("two letters of ISO 3166, as `GB`", one_of("", *sorted(COUNTRIES))),
    "electronic address": (
        "scheme and address, as `0204:991-12345-67`",
        {"anyOf": [written(rf"({'|'.join(sorted(SCHEMES))}):[^ ]+"), {"enum": ["", None]}]},
    ),
    "flag": ("`yes` or `no`", one_of("yes", "no")),
    "window": ("a window", {"anyOf": [one_of(*Every), written(f"{_FISCAL}|{_WEEKS}")]}),
    "rounding": (
        "a step and a mode, as `0.1 half up`, or `none`",
        {
            "anyOf": [
                written(rf"none|(whole|(?=[0-9.]*[1-9])[0-9]{{1,9}}(\.[0-9]{{1,9}})?)( ({'|'.join(Mode)}))?"),
                {"enum": ["", None]},
                {"type": "number", "exclusiveMinimum": 0, "maximum": 10**9},
            ]
        },
    ),
    "formula": (
        "a formula",
        {"anyOf": [{"type": "string", "maxLength": 400, "pattern": f"^{FORMULA}$"}, {"type": "number"}]},
    ),
    "aim": (
        "a formula with `previous` or figures in it",
        {"type": "string", "maxLength": 400, "pattern": rf"^(?!-?[0-9.]+ ?%?$){FORMULA}$"},
    ),
    "range in words": ("a range", written(rf"{_EDGE}(\s+and\s+{_EDGE})*")),
    "days": (
        "a number of days",
        {
            "anyOf": [
                written(r"[0-9]{1,4}( (business )?days?)?", {"type": "integer", "minimum": 0, "maximum": 9999}),
                {"enum": ["", None]},
            ]
        },
    ),
    "last": (
        "a number of windows, as `12` or `12 months`",
        {
            "anyOf": [
                written("[1-9][0-9]{0,3}( [a-z][a-z -]*)?", {"type": "integer", "minimum": 1, "maximum": 9999}),
                {"enum": ["", None]},
            ]
        },
    ),
    "always or never": ("`always` or `never`", one_of("always", "never")),
    "in": ("`this`, `next` or `previous`", one_of("this", "next", "previous")),
    "on": (" or ".join(f"`{word}`" for word in ON), one_of(*ON)),
    **{name: (" or ".join(f"`{word}`" for word in kinds), one_of(*kinds)) for name, kinds in WORDS.items()},
}
"""Name of each shape: how the guide calls it, and its schema."""


def named(shape: str) -> str:
    """Where the schema of a shape or section stands in the whole."""
    return f"#/$defs/{shape.replace(' ', '-')}"


def some_key(pattern: str) -> Json:
    """An object that has a key of this pattern."""
    return {"type": "object", "not": {"propertyNames": {"not": {"pattern": f"^{pattern}$"}}}}


def keyed(pattern: str, each: Json) -> Json:
    """An object whose keys are all of one pattern, and whose values of one schema."""
    return {"type": "object", "propertyNames": {"pattern": f"^({pattern})$"}, "additionalProperties": each}


def varied(name: str, plain: Json) -> Json:
    """A value as it stands, one for each date from which it holds, or one for each answer to a reading."""
    again = {"$ref": named(name)}
    return {
        "if": some_key(LIKE_A_DAY),
        "then": keyed(DAY, again),
        "else": {"if": some_key(LIKE_A_READING), "then": keyed(READING, again), "else": plain},
    }


def varying() -> Json:
    """A mapping of dates or of answers."""
    return {"anyOf": [some_key(LIKE_A_DAY), some_key(LIKE_A_READING)]}
