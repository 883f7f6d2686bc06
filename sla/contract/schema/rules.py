"""The keys of rules: tables, steps, counts and prices."""

from __future__ import annotations

from sla.contract.schema.conditions import EDGE_WORDS, EDGES, ONE_RANGE, SOME_EDGE
from sla.contract.schema.frame import CLAUSE, WORDS
from sla.contract.schema.section import Key, Section, Variants, has_any, has_one

PRICE = (
    Key("penalty", "formula", "What the vendor owes, an amount of money."),
    Key("incentive", "formula", "What the vendor earns, an amount of money."),
    Key("points", "number", "How many points accrue, in place of money."),
)
ONE_PRICE = has_one("penalty", "incentive", "points")

_RULE = (
    Key("when", "condition", "It applies only then.", "always"),
    Key("scale", "scale", "The price is multiplied while a condition holds."),
    Key("kind", "text", "What the line is called.", "`credit` for a penalty, `bonus` for an incentive"),
    Key("rounded together", "flag", "Its lines of one window are rounded as one sum.", "`no`"),
    Key("clause", "text", "Where the contract says so.", "the level's"),
    WORDS,
)
BANDS = Section(
    "bands",
    "A price by ranges of the result.",
    (
        Key("bands", "rows of band", "The ranges with their prices.", needed=True),
        Key("apply", "apply", "Which of several bands that hold the result apply.", "`one`"),
        *_RULE,
    ),
    asks="a rule",
)
LOOKUP = Section(
    "table of points",
    "A price by a table that names single results.",
    (
        Key("rows", "rows of row", "The results of the table with their prices.", needed=True),
        Key("lookup", "lookup", "Which row a result between two of them reaches.", needed=True),
        *_RULE,
    ),
    asks="a rule",
)
PER_STEP = Section(
    "steps",
    "A price for every step of distance from a number.",
    (
        Key("per step", "per step", "The steps.", needed=True),
        *PRICE,
        *_RULE,
    ),
    rules=(ONE_PRICE,),
    asks="a rule",
)
EACH = Section(
    "so much for each",
    "A price for each of so many.",
    (
        Key("each", "formula", "How many there are: figures, `result`.", needed=True),
        *PRICE,
        *_RULE,
    ),
    rules=(ONE_PRICE,),
    asks="a rule",
)
FLAT = Section(
    "flat",
    "One price, for one range of results or under a condition.",
    (
        *EDGES,
        *PRICE,
        *_RULE,
    ),
    rules=(ONE_PRICE, has_any(*EDGE_WORDS, "when"), *ONE_RANGE),
    asks="a rule",
)

BAND = Section(
    "band",
    "A range of results and its price.",
    (*EDGES, *PRICE, CLAUSE),
    rules=(SOME_EDGE, ONE_PRICE, *ONE_RANGE),
    asks="a row",
)
ROW = Section(
    "row",
    "A single result and its price.",
    (
        Key("at", "number", "The result at which it stands.", needed=True),
        *PRICE,
        CLAUSE,
    ),
    rules=(ONE_PRICE,),
    asks="a row",
)
STEP = Section(
    "per step",
    "Steps of distance from a number.",
    (
        Key("of", "number above 0", "How large one step is.", needed=True),
        Key("below", "number", "Steps are counted down from here."),
        Key("above", "number", "Steps are counted up from here."),
        Key("counted", "counted", "How a part of a step counts.", needed=True),
        Key("at most", "number above 0", "How many steps are paid at most."),
    ),
    rules=(has_one("below", "above"),),
    asks="`per step`",
)
SCALE = Section(
    "scale",
    "A multiplier of the price.",
    (
        Key("by", "number from 0", "The factor.", needed=True),
        Key("when", "condition", "While this holds.", needed=True),
    ),
    asks="`scale`",
)

RULE = Variants(
    "rule",
    "What a result costs, earns or scores: one of these.",
    (("bands", BANDS), ("rows", LOOKUP), ("per step", PER_STEP), ("each", EACH), ("", FLAT)),
)
TABLES = (BAND, ROW, STEP, SCALE)
