"""The keys of conditions, and of ranges, which stand in many places."""

from __future__ import annotations

from sla.contract.schema.section import Key, Section, Variants, has, has_any, has_not_both, has_one
from sla.contract.schema.shapes import Json

EDGES = (
    Key("at least", "number", "From this number on, itself included."),
    Key("above", "number", "From this number on, itself not included."),
    Key("at most", "number", "Up to this number, itself included."),
    Key("below", "number", "Up to this number, itself not included."),
)
EDGE_WORDS = tuple(key.name for key in EDGES)
ONE_RANGE: tuple[Json, ...] = (has_not_both("at least", "above"), has_not_both("at most", "below"))
SOME_EDGE = has_any(*EDGE_WORDS)

COUNT = (
    Key("in a row", "count", "It held in so many windows on end, this one included."),
    Key("no data", "no data", "What a window without an outcome does to the streak.", "`pauses`"),
    Key("times", "count", "It held at least so often ..."),
    Key("in last", "last", "... among the last so many windows."),
    Key("then", "then", "What becomes of the windows that made up a full count.", "`keep counting`"),
)
COUNTED: tuple[Json, ...] = (
    {"anyOf": [has_one("in a row", "times"), {"not": has_any("in a row", "times")}]},
    {"if": has("times"), "then": has("in last")},
    {"if": has("in last"), "then": has("times")},
    {"if": has("no data"), "then": has("in a row")},
    {"if": has("then"), "then": has("in last")},
)


def _kind(name: str, says: str, keys: tuple[Key, ...], *rules: Json) -> Section:
    return Section(name, says, (*keys, *COUNT), (*COUNTED, *rules), asks="a condition")


def _condition(name: str, says: str, *, asked: bool) -> Variants:
    """A condition; where no level asks by itself, it must say which level it asks about."""
    level = Key("level", "words", "Which level is asked.", "" if asked else "the level itself", needed=asked)
    parts, part = f"list of {name}", name
    came = Key("is", "some texts", "An outcome or a grade, or several of which one holds.", needed=True)
    lies = Key("result", "range in words", "The range.", needed=True)
    kinds = (
        ("all", _kind("all", "Every part holds.", (Key("all", parts, "The parts.", needed=True),))),
        ("any", _kind("any", "At least one part holds.", (Key("any", parts, "The parts.", needed=True),))),
        ("not", _kind("not", "The part does not hold.", (Key("not", part, "The part.", needed=True),))),
        ("is", _kind("an outcome", "A level came out so.", (level, came))),
        ("result", _kind("in a range, in words", "A level's result lies in a range given in words.", (level, lies))),
        ("", _kind("in a range", "A level's result lies in a range.", (level, *EDGES), SOME_EDGE, *ONE_RANGE)),
    )
    return Variants(name, says, kinds, ("always or never" if asked else "words", parts))


CONDITION = _condition(
    "condition",
    "What must be so: an outcome or a grade by its name alone, a list of which all must hold, or one of these.",
    asked=False,
)
ASKED_CONDITION = _condition(
    "asked condition", "What must be so of some level: a list of which all must hold, or one of these.", asked=True
)
