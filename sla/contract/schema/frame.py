"""The keys around the service levels: heading, figures, amounts, pools, limits, settlement, examples."""

from __future__ import annotations

from sla.contract.schema.section import Key, Section, has, has_one
from sla.contract.schema.shapes import Json, varying


def _some(name: str) -> Json:
    """The object has the key, with something in it, and in every answer in it."""
    return {
        "required": [name],
        "properties": {name: {"minProperties": 1, "additionalProperties": {"minProperties": 1}}},
    }


CLAUSE = Key("clause", "text", "Where the contract says so. It is printed beside every amount.")
WORDS = Key("words", "text", "The clause in its own words. Nothing is computed from it.")
SAYS = Key("says", "text", "What it is, for people. Nothing is computed from it.")

CONTRACT = Section(
    "the contract",
    "A contract file: one version of one contract.",
    (
        Key(
            "contract", "contract key", "The contract's short key: small letters, digits, single hyphens.", needed=True
        ),
        Key("title", "text", "Its name for people.", "the key"),
        Key("version", "text", "What this version is called.", "`1`"),
        Key("effective", "date", "The first day on which this version is in force.", "the first day of the term"),
        Key("recorded", "date", "When the version was agreed or learnt. It may be later than `effective`."),
        Key("currency", "currency", "The currency of every amount, by its three letters.", needed=True),
        Key("term", "term", "How long the contract runs.", needed=True),
        Key("readings", "named reading", "Questions that the text leaves open, and the answers it may have."),
        Key("time zone", "text", "Whose clocks keep the days, as `Europe/London`.", "`UTC`"),
        Key("customer", "party", "Who is served."),
        Key("vendor", "party", "Who serves."),
        Key("source", "text", "Where the text comes from."),
        Key("figures", "named figure", "The numbers that the vendor reports."),
        Key("dimensions", "dimensions", "Every value of what figures are reported by, so that a missing one is seen."),
        Key("amounts", "named amount", "Sums of money by name: fees, bases, amounts at risk."),
        Key("pools", "named pool", "Money that is split over levels by weight."),
        Key("service levels", "levels", "The service levels, at least one.", needed=True),
        Key("limits", "list of limit", "Ceilings, applied in this order: the inner one first."),
        Key("earn back", "list of earn-back", "Penalties that go back to the vendor later."),
        Key("consequences", "list of consequence", "What follows that is not money."),
        Key("relief", "named cause", "Why results may be excused. Without it the parties agree on any cause."),
        Key("statement", "statement", "How often a statement is made, and how it is settled.", "`month`"),
        Key("money", "rounding", "How each line is rounded, once.", "the currency's smallest unit, half up"),
        Key("holidays", "holidays", "Days that are no business days."),
        Key("notes", "text", "Anything for people. Nothing is computed from it."),
        Key("examples", "examples", "Worked examples: figures in, amounts out. They are tried by `sla check`."),
    ),
    asks="the contract",
)

TERM = Section(
    "term",
    "How long the contract runs.",
    (
        Key("from", "day", "The first day.", needed=True),
        Key("until", "day", "The first day after the last one.", needed=True),
    ),
    asks="the term",
)

PARTY = Section(
    "party",
    "A company: its name alone, or with what must stand on paper.",
    (
        Key("name", "text", "The company's name."),
        Key("address", "texts", "Its address, a line each."),
        Key("tax id", "text", "Its tax number; for value added tax with its country's letters, as `DE 123456789`."),
        Key("country", "country", "Its country by the two letters of ISO 3166. E-invoices need it."),
        Key("registration", "text", "Its number in the register of companies."),
        Key("electronic address", "electronic address", "Where its e-invoices go."),
    ),
    or_else=("text",),
    asks="the customer",
)

READING = Section(
    "reading",
    "A question that the text leaves open.",
    (
        SAYS,
        CLAUSE,
        Key("choices", "choices", "Each answer by a short name, and what it means.", needed=True),
        Key("chosen", "text", "The answer that the parties agreed on.", "the first of the choices"),
    ),
    asks="the reading",
)

FIGURE = Section(
    "figure",
    "One number that the vendor reports.",
    (
        Key("unit", "words", "What is counted: `calls`, `minutes`, `%`; `money` for sums of money.", needed=True),
        SAYS,
        Key("combine", "combine", "How several values inside one window become one.", "`sum`; for `%` it is `only`"),
        Key("by", "texts", "What it is reported for besides the time: site, order, incident."),
        Key("from", "number", "The smallest value that is accepted."),
        Key("to", "number", "The largest value that is accepted."),
        Key("whole", "flag", "Whether only whole numbers are accepted.", "`no`"),
        Key("round", "rounding", "How its value in a window is rounded before anything is made of it.", "`none`"),
        Key("every", "window", "How often it must come. A longer window that lacks one counts as not reported."),
        Key("locked", "days", "How many business days before the period it is final, as `10 business days`."),
    ),
    asks="the figure",
)

AMOUNT = Section(
    "amount",
    "A sum of money by name: a formula alone, or with more to say.",
    (
        Key("is", "formula", "The formula.", needed=True),
        CLAUSE,
        SAYS,
        Key("round", "rounding", "How the amount itself is rounded.", "`none`"),
        Key("in", "in", "Of which statement period: this one, the next one, the previous one.", "`this`"),
        Key("index", "index", "A yearly change."),
    ),
    or_else=("formula",),
    asks="the amount",
)

INDEX = Section(
    "index",
    "A yearly change of an amount.",
    (
        Key("rate", "formula", "The change in per cent, a figure as a rule.", needed=True),
        Key("each", "window", "After which windows it changes.", "`contract year`"),
        Key("at least", "number", "The smallest change in per cent."),
        Key("at most", "number", "The largest change in per cent."),
    ),
    asks="the index",
)

POOL = Section(
    "pool",
    "Money that is split over levels by weight.",
    (
        Key("of", "formula", "What is split.", needed=True),
        Key("weights", "weights", "Each level's share in per cent.", needed=True),
        Key("at most", "number", "What the weights may add up to.", "`100`"),
        Key("exactly", "number", "What the weights must add up to."),
        Key("each at most", "number", "The largest weight that one level may have."),
        Key("levels at most", "count", "How many levels may have a weight above 0."),
        Key("rounded together", "flag", "Its shares of one window are rounded as one sum.", "`no`"),
        CLAUSE,
        SAYS,
    ),
    asks="the pool",
)

LIMIT = Section(
    "limit",
    "A ceiling on what has been computed.",
    (
        Key("on", "on", "What is limited; `net penalties` are penalties less incentives.", needed=True),
        Key("at most", "formula", "The ceiling, an amount of money."),
        Key(
            "base",
            "base",
            "Which figures of a longer window make the ceiling: those reported so far, or of all of it.",
            "`so far`, with a warning",
        ),
        Key("lines", "count", "Only so many lines are kept, the highest first."),
        Key("more than", "formula", "A sum that is not larger is dropped as a whole."),
        Key("window", "window", "Over which time.", "`month`"),
        Key("levels", "texts", "Only these levels.", "all of them"),
        Key("per", "text", "A dimension: the limit holds for each of its values by itself."),
        Key("when", "asked condition", "It holds only then.", "always"),
        Key("shared", "shared", "Which lines shrink where they come to more.", "`pro rata`"),
        CLAUSE,
        WORDS,
    ),
    rules=(
        has_one("at most", "lines", "more than"),
        {"anyOf": [has("at most"), {"not": {"properties": {"on": {"pattern": "^net "}}, "required": ["on"]}}]},
    ),
    asks="a limit",
)

EARN_BACK = Section(
    "earn-back",
    "Penalties that go back to the vendor.",
    (
        Key("when", "asked condition", "When they are earned back.", needed=True),
        Key(
            "within",
            "window",
            "Everything charged inside this longer window goes back, at its end.",
            "what was charged in the window before the streak goes back",
        ),
        Key("levels", "texts", "Only what these levels cost.", "all of them"),
        Key("part", "part", "How much of it, in per cent.", "`100`"),
        CLAUSE,
        WORDS,
    ),
    rules=({"anyOf": [has("within"), {"properties": {"when": {"anyOf": [has("in a row"), varying()]}}}]},),
    asks="an earn-back",
)

CONSEQUENCE = Section(
    "consequence",
    "What follows that is not money.",
    (
        Key("when", "asked condition", "When it follows.", needed=True),
        Key("says", "words", "What follows, in a sentence.", needed=True),
        CLAUSE,
    ),
    asks="a consequence",
)

CAUSE = Section(
    "cause",
    "A cause of relief: what excuses a result when both sides agree that it happened.",
    (
        CLAUSE,
        Key("says", "words", "What excuses.", needed=True),
        Key("levels", "texts", "The levels that it may excuse.", "all"),
        Key("ask within", "days", "In how many business days after the period relief must be asked for."),
    ),
    asks="the cause",
)

STATEMENT = Section(
    "statement",
    "How often a statement is made, and how it is settled: a window alone, or with more to say.",
    (
        Key("every", "window", "How often.", "`month`"),
        CLAUSE,
        Key("against", "formula", "The invoice that a credit is set against."),
        Key("remainder", "remainder", "What becomes of a credit that is larger than `against`.", "`pay`"),
        Key("remainder clause", "text", "Where the contract says so."),
        Key("due", "days", "In how many days it is paid, as `30 days`."),
        Key("claim", "days", "In how many business days after issue a credit must be claimed, as `21 business days`."),
        Key("dispute", "days", "In how many business days after issue it can be disputed."),
        Key("answer", "days", "In how many business days a dispute or a request for relief is answered."),
        Key("submit within", "days", "In how many business days after the period its figures are sent."),
        Key("approve within", "days", "In how many business days after the figures the period is approved."),
        Key("payable", "text", "When and how it is paid, in the contract's words."),
        Key("paper", "sheet", "The size of the printed paper.", "`A4`"),
        Key("language", "language", "The language of the printed paper.", "`en`"),
        Key("invoice", "e-invoice", "How the statement becomes an e-invoice. Without it none is attached."),
    ),
    or_else=("window",),
    asks="the statement",
)

INVOICE = Section(
    "e-invoice",
    "How a statement becomes an EN 16931 credit note or invoice, which travels inside the paper.",
    (
        Key("vat", "vat", "How value added tax applies. It is never guessed.", needed=True),
        Key("because", "text", "Why no tax is charged, in the words that the law asks for."),
        Key("issued by", "issuer", "Who issues it; `customer` where self-billing is agreed.", "`vendor`"),
        Key("buyer reference", "text", "What the customer asks to find on it, as an order or a Leitweg-ID."),
    ),
    asks="the e-invoice",
)

EXAMPLE = Section(
    "example",
    "A worked example: figures in, amounts out.",
    (
        Key("says", "text", "What it shows."),
        Key("period", "words", "The statement period whose amounts are stated, as `2026-03`.", needed=True),
        Key("given", "given", "The figures.", needed=True),
        Key("pays", "pays", "The amounts: `penalties`, `incentives`, `net`, or a level by name with its sign."),
        Key("outcomes", "outcomes", "What levels come out as: an outcome or a grade."),
        Key("follows", "texts", "What follows that is not money, every sentence of it; or `nothing`."),
        Key("readings", "answers", "Which answers it is computed under.", "the chosen ones"),
    ),
    rules=({"anyOf": [_some("pays"), _some("outcomes")]},),
    asks="an example",
)

FRAME = (
    CONTRACT,
    TERM,
    PARTY,
    READING,
    FIGURE,
    AMOUNT,
    INDEX,
    POOL,
    LIMIT,
    EARN_BACK,
    CONSEQUENCE,
    CAUSE,
    STATEMENT,
    INVOICE,
    EXAMPLE,
)
