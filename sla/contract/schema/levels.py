"""The keys of a service level: measure, target, grades, and what no figures mean."""

from __future__ import annotations

from sla.contract.schema.conditions import EDGE_WORDS, EDGES, ONE_RANGE, SOME_EDGE
from sla.contract.schema.frame import CLAUSE, WORDS
from sla.contract.schema.section import Key, Section, Variants, has, has_any, has_one

LEVEL = Section(
    "level",
    "One service level.",
    (
        Key("title", "text", "Its name for people.", "the key with blanks"),
        CLAUSE,
        WORDS,
        Key("window", "window", "Over which time each result is measured.", "`month`"),
        Key("by", "texts", "A result for each value of these dimensions, by itself."),
        Key("only", "only", "Dimensions, and the one value of each that counts."),
        Key("measure", "measure", "How the result is made.", needed=True),
        Key(
            "unit", "text", "The unit of the result.", "`%` for a share, `points` for points, the figure's for a figure"
        ),
        Key("round", "rounding", "How the result is rounded before anything is compared.", "`none`"),
        Key("target", "target", "What the result must reach. Without one the level is neither met nor missed."),
        Key("better", "better", "Which way a result improves.", "what the target's edge shows"),
        Key("missing", "missing", "What follows where there is no result.", "`hold`, with a warning"),
        Key("grades", "list of grade", "Named ranges of results, for conditions."),
        Key("excused when", "condition", "While this holds the level is measured and has no outcome."),
        Key("priced", "flag", "Whether results move money; `no` while the level is suspended.", "`yes`"),
        Key("priced from", "start", "Windows that begin earlier are measured and not priced.", "the first day"),
        Key("pays", "list of rule", "What a result costs, earns or scores."),
    ),
    rules=(has_any("better", "target"),),
    asks="the level",
)

MISSING = Section(
    "missing",
    "What a level comes to where there is no result.",
    (
        Key("nothing reported", "absent", "A figure that the level needs was not reported.", "`hold`"),
        Key("zero denominator", "absent", "There is nothing to divide by.", "`hold`"),
    ),
    or_else=("nothing",),
    asks="`missing`",
)

MOVING = Section(
    "moving target",
    "A target that each window computes for itself.",
    (
        *(Key(edge.name, "aim", "The edge, from figures and `previous`.") for edge in EDGES),
        Key("first", "absent", "The outcome of a window before which there is no result.", "`not measured`"),
        Key("round", "rounding", "How the edge is rounded.", "`none`"),
    ),
    rules=(has_one(*EDGE_WORDS),),
    asks="`target`",
)

RANGE = Section("range", "A range of results.", EDGES, rules=ONE_RANGE, asks="`target`")

GRADE = Section(
    "grade",
    "A named range of results.",
    (
        Key("called", "words", "Its name.", needed=True),
        *EDGES,
    ),
    rules=(SOME_EDGE, *ONE_RANGE),
    asks="a grade",
)

SHARE = Section(
    "share",
    "A part of a whole in per cent.",
    (
        Key("share", "formula", "The part.", needed=True),
        Key("of", "formula", "The whole.", needed=True),
    ),
    asks="the measure",
)
RATIO = Section(
    "ratio",
    "One number over another.",
    (
        Key("ratio", "formula", "What is divided.", needed=True),
        Key("of", "formula", "By what.", needed=True),
    ),
    asks="the measure",
)
POINTS = Section(
    "points",
    "The points that other levels scored in the window.",
    (Key("points", "texts", "Those levels, or `all`.", needed=True),),
    asks="the measure",
)
MET_SHARE = Section(
    "share met",
    "Of another level's windows, the share that met its target, in per cent.",
    (Key("share met", "words", "The other level.", needed=True),),
    asks="the measure",
)
OVER_LAST = tuple(
    Section(
        f"{how} over windows",
        f"The {how} of several results of another level.",
        (
            Key(how, "words", "The other level.", needed=True),
            Key("last", "last", "How many of that level's windows, this one included.", "all inside the window"),
            Key("with fewer", "with fewer", "What holds while there are fewer.", "`those there are`"),
        ),
        rules=({"if": has("with fewer"), "then": has("last")},),
        asks="the measure",
    )
    for how in ("mean", "sum", "largest", "smallest")
)

MEASURE = Variants(
    "measure",
    "How a result is made: a formula alone, or one of these.",
    (
        ("points", POINTS),
        ("share met", MET_SHARE),
        *((section.keys[0].name, section) for section in OVER_LAST),
        ("share", SHARE),
        ("", RATIO),
    ),
    ("formula",),
)
LEVELS = (LEVEL, MISSING, RANGE, MOVING, GRADE)
