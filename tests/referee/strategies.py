"""Random contracts, as the text that a person would write: every word of the language has its turn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import yaml

from tests.referee.dice import Dice
from tests.referee.pricing import Pricing
from tests.referee.rows import PLACES
from tests.referee.wording import Draft, Sketch, condition

COUNTS = ("calls", "tickets", "late", "open")
STATEMENTS = (*["month"] * 10, "quarter", "half-month", "half-year", "year", "week", "month from the 22nd",
              "contract quarter", "contract year", "quarter from the 15th")  # fmt: skip
WINDOWS = ("day", "week", "half-month", "month", "quarter", "half-year", "year", "term", "event", "event",
           "contract quarter", "contract half-year", "contract year", "month from the 10th")  # fmt: skip
LENGTH = {"week": 7, "half-month": 15, "month": 31, "quarter": 92, "half-year": 183, "year": 366}
"""About so many days."""
MODES = "half up | half up | half even | half down | up | down | ceiling | floor"
ABSENT = "hold | not measured | not measured | met | missed | missed | worst band"
SHARES = ("0", "33.33", "50", "75", "80", "90", "95", "100", "120")
NUMBERS = ("-2", "0", "1", "2.5", "4", "5", "8", "10", "15", "30")
POINTS = ("0", "1", "2", "3", "4.5", "8")


class Writer:
    """Writes one contract."""

    def __init__(self, seed: int) -> None:
        """The same seed writes the same contract."""
        dice = self.dice = Dice(seed)
        self.by: tuple[str, ...] = dice.pick([(), (), ("site",), ("site", "line")])
        self.statement = dice.pick(STATEMENTS)
        self.start = date(2024, 1, 1) + timedelta(days=dice.pick([0, 0, 14, 30, 59, dice.number(0, 365)]))
        length = LENGTH[self.statement.partition(" from")[0].removeprefix("contract ")]
        self.periods = dice.number(3, 5) if length > 180 else dice.number(8, 20)
        self.end = self.start + timedelta(days=length * self.periods + dice.number(0, 20))
        self.keys = [f"level_{number}" for number in range(1, dice.number(1, 5) + 1)]
        self.pooled = dice.some(self.keys, least=1) if dice.chance(40) else []
        self.currency = dice.of("USD | EUR | GBP | JPY | KWD")
        self.pricing = Pricing(dice, self.currency, self.pooled, self.vary)
        self.levels: list[Sketch] = []

    def text(self) -> str:
        """The contract's file."""
        draft = {name: part for name, part in self.contract().items() if part}
        return yaml.safe_dump(draft, sort_keys=False, width=1000)

    def contract(self) -> Draft:
        """The contract as nested names and texts."""
        dice = self.dice
        draft: Draft = {
            "contract": "random",
            "currency": self.currency,
            "term": {"from": str(self.start), "until": str(self.end)},
            "readings": {"turn": {"choices": {"left": "one way", "right": "the other"}, "chosen": "left"}},
            "dimensions": self.named(),
            "figures": {**{name: self.count(name) for name in COUNTS}, **self.sums()},
            "amounts": self.pricing.amounts(),
            "pools": {"pool": self.pool()} if self.pooled else {},
        }
        if dice.chance(60):
            draft["money"] = dice.of("0.01 | 0.01 | 0.05 | whole | 0.001") + " " + dice.of(MODES)
        draft["service levels"] = {key: self.level(key) for key in self.keys}
        draft["limits"] = [self.limit() for _ in range(dice.pick([0, 1, 1, 2, 3]))]
        draft["earn back"] = [self.earn_back() for _ in range(dice.pick([0, 0, 1, 2]))]
        draft["consequences"] = [self.consequence(number) for number in range(dice.pick([0, 1, 2]))]
        draft["statement"] = self.terms()
        return draft

    def named(self) -> Draft:
        """The sites and lines that must all report, where the contract names them."""
        return {name: list(PLACES[name]) for name in self.by} if self.dice.chance(25) else {}

    def vary(self, first: str, then: str) -> object:
        """One value, or one that changes in the middle of the term, or that depends on the reading."""
        if self.dice.chance(6):
            return {str(self.start): first, str(self.start + (self.end - self.start) / 2): then}
        return {"if turn is left": first, "if turn is right": then} if self.dice.chance(4) else first

    def count(self, name: str) -> Draft:
        """A figure that is counted."""
        dice = self.dice
        found: Draft = {"unit": name, "combine": dice.of("sum | sum | sum | mean | last | largest | smallest")}
        if self.by and dice.chance(85):
            found["by"] = list(self.by)
        if dice.chance(10):
            found["every"] = dice.of("month | week | half-month")
        return {**found, "round": dice.of("whole | 0.5 | 5 floor")} if dice.chance(10) else found

    def sums(self) -> Draft:
        """A percentage, two sums of money and a yearly change."""
        return {
            "rate": {"unit": "%", "combine": self.dice.of("mean | last | largest | smallest | only")},
            "fee": {"unit": "money", "combine": self.dice.of("sum | last | largest | mean")},
            "invoice": {"unit": "money", "combine": self.dice.of("sum | last | smallest")},
            "index": {"unit": "%", "combine": "last"},
        }

    def pool(self) -> Draft:
        """Money split over some levels."""
        weights = {key: self.vary(str(self.dice.number(0, 60)), str(self.dice.number(0, 60))) for key in self.pooled}
        together = {"rounded together": "yes"} if self.dice.chance(40) else {}
        return {"of": self.pricing.base(), "weights": weights, "at most": "400", **together}

    def level(self, key: str) -> Draft:
        """One service level."""
        dice = self.dice
        window = dice.pick([self.statement, self.statement, self.statement, dice.pick(WINDOWS)])
        here = Sketch(key, window, (), dice.of("higher | lower"), NUMBERS)
        draft: Draft = {"clause": f"{key[-1]}.", "window": window, "better": here.better}
        draft["measure"] = self.made_of_levels(here) if self.levels and dice.chance(30) else self.formula(here)
        draft["window"] = here.window
        missing = {"nothing reported": dice.of(ABSENT), "zero denominator": dice.of(ABSENT)}
        draft["missing"], here.worst = missing, "worst band" in missing.values()
        if here.by:
            draft["by"] = list(here.by)
        if self.by and dice.chance(10):
            draft["only"] = {dimension: dice.pick(PLACES[dimension]) for dimension in dice.some(self.by, least=1)}
        if dice.chance(60):
            draft["round"] = dice.of("none | 0.1 | 0.1 half even | 0.01 down | 0.01 ceiling | whole | 0.5 half down")
        if dice.chance(80):
            draft["target"] = self.target(here)
        if dice.chance(30):
            here.grades, edge = ["low", "high"], dice.pick(here.edges)
            draft["grades"] = [{"called": "low", "below": edge}, {"called": "high", "at least": edge}]
        if (others := self.askable(here)) and dice.chance(12):
            draft["excused when"] = condition(dice, others)
        if dice.chance(8):
            draft["priced"] = self.vary("yes", "no")
        if dice.chance(8):
            draft["priced from"] = str(self.start + timedelta(days=dice.number(1, 120)))
        self.levels.append(here)
        draft["pays"] = self.pricing.rules(here, self.askable(here))
        return {name: part for name, part in draft.items() if part}

    def askable(self, here: Sketch) -> list[Sketch]:
        """Levels that a level may ask about: of its own dimensions or of none; those of its own window more often."""
        known = [level for level in self.levels if level.by in ((), here.by)]
        near = [level for level in known if level.window == here.window]
        return known + near * 4

    def formula(self, here: Sketch) -> object:
        """Something made of figures."""
        dice, one, two = self.dice, self.dice.pick(COUNTS), self.dice.pick(COUNTS)
        here.by = self.by if dice.chance(85) else ()
        if dice.chance(45):
            here.edges = SHARES
            whole = dice.pick([two, two, f"({one} + {two})", f"({two} - late)"])
            return {"share": one, "of": whole} if dice.chance(80) else f"100 * {one} / {whole}"
        if dice.chance(20):
            here.edges = SHARES
            return dice.pick(["rate", "rate", "100 * invoice / fee", "rate / 3 * 3"])
        made = [one, one, f"{one} - {two}", f"{one} / clock_hours * 24", f"max({one}, {two})", f"({one} + {two}) / 2",
                f"abs({one} - {two})", f"full({one} / 3)", f"started({one} / 7)", f"{one} * full_days / days",
                f"{one} / {two}", f"min({one}, 12) + {two} / 3"]  # fmt: skip
        return dice.pick(made)

    def made_of_levels(self, here: Sketch) -> object:
        """Other levels' results, points, shares of windows met, or last results."""
        dice, other = self.dice, self.dice.pick(self.levels)
        here.window = self.statement if here.window == "event" else here.window
        if dice.chance(25):
            here.by, more = other.by, dice.pick([*COUNTS, other.key, "rate"])
            here.window = self.statement if other.window == "event" else other.window
            ways = f"0.6 * {other.key} + 0.4 * {more} | {other.key} / 3 * 3 - {more} | 100 * {more} / {other.key}"
            return dice.of(ways)
        if dice.chance(35):
            here.edges = POINTS
            return {"points": [level.key for level in dice.some(self.levels, least=1)]}
        here.by = other.by
        if dice.chance(40):
            here.edges = SHARES
            return {"share met": other.key}
        here.edges = other.edges
        here.window = self.statement if other.window == "event" else other.window
        how: Draft = {dice.of("mean | mean | sum | largest | smallest"): other.key, "last": str(dice.number(1, 4))}
        return {**how, "with fewer": "not measured"} if dice.chance(40) else how

    def target(self, here: Sketch) -> object:
        """A range, or an edge that moves."""
        dice = self.dice
        word = dice.of("at least | above") if here.better == "higher" else dice.of("at most | below")
        if dice.chance(20):
            aim = dice.of("previous + 1 | previous + 10 % of (80 - previous) | previous / 3 * 3 | max(previous, 50)"
                          " | rate - 5 | calls / 2 | (previous + rate) / 2")  # fmt: skip
            draft = {word: aim, "first": dice.of(ABSENT)}
            return {**draft, "round": dice.of("0.1 | 0.01 down | whole")} if dice.chance(50) else draft
        edge, other = dice.pick(here.edges), dice.pick(here.edges)
        if dice.chance(10) and float(edge) < float(other):
            return f"{dice.of('at least | above')} {edge} and {dice.of('at most | below')} {other}"
        return self.vary(f"{word} {edge}", f"{word} {other}")

    def limit(self) -> Draft:
        """One limit."""
        dice = self.dice
        draft: Draft = {"clause": dice.of("C | C | D"), "on": dice.of("penalties | penalties | penalties | incentives")}
        draft["window"] = dice.pick([self.statement, self.statement, dice.pick(WINDOWS)])
        if dice.chance(15):
            draft["lines"] = str(dice.number(1, 3))
        elif dice.chance(10):
            draft |= {"more than": dice.of("1.00 | 50 | 100 / 3"), "window": self.statement}
        else:
            base = self.pricing.bracketed()
            draft["at most"] = dice.pick(["100", "33.335", "500 / 3", f"5 % of {base}", f"{base} / 9", "250.005"])
        if dice.chance(40):
            draft["levels"] = dice.some(self.keys, least=1)
        if self.by and dice.chance(25):
            draft["per"] = dice.pick(self.by)
        draft["shared"] = dice.of("pro rata | pro rata | in order | largest first")
        if dice.chance(15):
            levels: Sequence[Sketch] = [level for level in self.levels if not level.by] or self.levels
            draft["when"] = condition(dice, levels)
        return draft

    def earn_back(self) -> Draft:
        """One way to get penalties back."""
        dice = self.dice
        level = dice.pick([level for level in self.levels if not level.by] or self.levels)
        when: Draft = {"level": level.key, "is": dice.of("met | met | missed")}
        draft: Draft = {"clause": dice.of("E | F"), "levels": dice.some(self.keys), "when": when}
        if dice.chance(30):
            draft["within"] = dice.pick([self.statement, "year", "quarter", "contract year"])
        else:
            when |= {"in a row": str(dice.number(1, 3)), "no data": dice.of("pauses | resets | counts")}
        return {**draft, "part": dice.of("50 | 33 | 12.5")} if dice.chance(40) else draft

    def consequence(self, number: int) -> Draft:
        """Something that follows and is not money."""
        levels: Sequence[Sketch] = [level for level in self.levels if not level.by] or self.levels
        return {"clause": f"Q{number}", "says": "something follows", "when": condition(self.dice, levels)}

    def terms(self) -> object:
        """How a statement is settled."""
        dice = self.dice
        if dice.chance(50):
            return self.statement
        against = dice.pick(["invoice", "10 % of invoice", "fee / 3"])
        return {"every": self.statement, "against": against, "remainder": dice.of("carry | carry | pay | forfeit"),
                "remainder clause": "R"}  # fmt: skip
