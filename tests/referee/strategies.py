"""Random contracts, as a person would write them: every word of the language has its turn."""

from __future__ import annotations

from datetime import date, timedelta

import yaml

from tests.referee.agreed import COUNTS, LONG, SHORT, Levels, whole
from tests.referee.dice import Dice
from tests.referee.pricing import Pricing
from tests.referee.rows import PLACES
from tests.referee.wording import Draft, Sketch, condition

STATEMENTS = (*["month"] * 10, "quarter", "half-month", "half-year", "year", "week", "month from the 22nd",
              "contract quarter", "contract year", "quarter from the 15th", "4 weeks from 2024-01-10",
              "1 week from 2025-01-04")  # fmt: skip
LENGTH = {
    "week": 7,
    "1 week": 7,
    "4 weeks": 28,
    "half-month": 15,
    "month": 31,
    "quarter": 92,
    "half-year": 183,
    "year": 366,
}
"""About so many days."""
MODES = "half up | half up | half even | half down | up | down | ceiling | floor"
ZONES = "UTC | Europe/London | America/New_York | Australia/Lord_Howe"
"""Lord Howe's clocks are put forward by half an hour."""


def written(draft: Draft) -> str:
    """The contract's file."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(draft, Dumper=dumper, sort_keys=False, width=1000))


class Writer:
    """Writes one contract."""

    def __init__(self, dice: Dice) -> None:
        """The frame: dimensions, statements, term, currency."""
        self.dice = dice
        self.by: tuple[str, ...] = dice.pick([(), (), ("site",), ("site", "line")])
        self.brief = dice.chance(20)
        """Whether windows may be days or events, of which a long term would have too many."""
        self.statement = dice.of("month | week | half-month") if self.brief else dice.pick(STATEMENTS)
        self.start = date(2024, 1, 1) + timedelta(days=dice.pick([0, 0, 14, 30, 59, dice.number(0, 365)]))
        windows = (*LONG, *SHORT * 4) if self.brief else LONG
        self.levels = Levels(dice, self.statement, windows, self.by, self.start, self.vary)
        length = LENGTH[self.statement.partition(" from")[0].removeprefix("contract ")]
        few = self.brief or length > 90
        self.end = self.start + timedelta(days=length * dice.number(2 if few else 4, 4 if few else 10))
        self.end += timedelta(days=dice.number(0, 20))
        self.keys = [f"level_{number}" for number in range(1, dice.number(1, 5) + 1)]
        self.pools = {name: dice.some(self.keys, least=1) for name in ("pool", "extra") if dice.chance(30)}
        self.currency = dice.of("USD | EUR | GBP | JPY | KWD")
        self.pricing = Pricing(dice, self.currency, self.pools, self.vary)

    def contract(self) -> Draft:
        """The contract as nested names and texts."""
        dice = self.dice
        draft: Draft = {
            "contract": "random",
            "currency": self.currency,
            "term": {"from": str(self.start), "until": str(self.end)},
            "time zone": dice.of(ZONES),
            "dimensions": self.named(),
            "figures": {**{name: self.count(name) for name in COUNTS}, **self.sums()},
            "amounts": self.pricing.amounts(),
            "pools": {name: self.pool(keys) for name, keys in self.pools.items()},
        }
        if dice.chance(60):
            draft["money"] = dice.of("0.01 | 0.01 | 0.05 | whole | 0.001") + " " + dice.of(MODES)
        draft["service levels"] = self.service_levels()
        draft["limits"] = [self.limit() for _ in range(dice.pick([0, 1, 1, 2, 3]))]
        draft["earn back"] = [self.earn_back() for _ in range(dice.pick([0, 0, 1, 2]))]
        draft["consequences"] = [self.consequence(number) for number in range(dice.pick([0, 1, 2]))]
        draft["statement"] = self.terms()
        if "if turn is" in str(draft):
            draft["readings"] = {"turn": {"choices": {"left": "one way", "right": "the other"}, "chosen": "left"}}
        return {name: part for name, part in draft.items() if part}

    def service_levels(self) -> Draft:
        """Every level; what it pays may ask about levels further down, and what it is made of may stand there too."""
        drawn = [self.levels.level(key) for key in self.keys]
        for here, draft in drawn:
            draft["pays"] = self.pricing.rules(here, [other for other in self.levels.askable(here) if other != here])
        if self.dice.chance(30):
            self.dice.random.shuffle(drawn)
        return {here.key: {name: part for name, part in draft.items() if part} for here, draft in drawn}

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
            found["by"] = list(self.by) if dice.chance(75) else dice.some(self.by, least=1)
        if dice.chance(10):
            found["every"] = dice.of("month | week | half-month")
        return {**found, "round": dice.of("whole | 0.5 | 5 floor")} if dice.chance(10) else found

    def sums(self) -> Draft:
        """A percentage, two sums of money and a yearly change."""
        by = {"by": list(self.by)} if self.by and self.dice.chance(25) else {}
        return {
            "rate": {"unit": "%", "combine": self.dice.of("mean | last | largest | smallest | only")},
            "fee": {"unit": "money", "combine": self.dice.of("sum | last | largest | mean"), **by},
            "invoice": {"unit": "money", "combine": self.dice.of("sum | last | smallest")},
            "index": {"unit": "%", "combine": "last"},
            "plan": {"unit": "money", "combine": self.dice.of("sum | last")},
        }

    def pool(self, keys: list[str]) -> Draft:
        """Money split over some levels."""
        weights = {key: self.vary(str(self.dice.number(0, 60)), str(self.dice.number(0, 60))) for key in keys}
        together = {"rounded together": "yes"} if self.dice.chance(40) else {}
        return {"of": self.pricing.base(), "weights": weights, "at most": "400", **together}

    def limit(self) -> Draft:
        """One limit."""
        dice = self.dice
        draft: Draft = {"clause": dice.of("C | C | D"), "on": dice.of("penalties | penalties | incentives")}
        draft["window"] = dice.pick([self.statement, self.statement, dice.pick(self.levels.windows)])
        if dice.chance(15):
            draft["lines"] = str(dice.number(1, 3))
        elif dice.chance(10):
            draft |= {"more than": dice.of("1.00 | 50 | 100 / 3"), "window": self.statement}
        else:
            base = self.pricing.bracketed()
            draft["at most"] = dice.pick(["100", "33.335", "500 / 3", f"5 % of {base}", f"{base} / 9", "250.005"])
            if dice.chance(20):
                draft["on"] = f"net {draft['on']}"
            if dice.chance(25):
                draft |= {"base": "whole window", "at most": dice.of("5 % of plan | plan / 7 | 10 % of fee + plan / 3")}
            elif dice.chance(50):
                draft["base"] = "so far"
        if dice.chance(40):
            draft["levels"] = dice.some(self.keys, least=1)
        if self.by and dice.chance(25):
            draft["per"] = dice.pick(self.by)
        draft["shared"] = dice.of("pro rata | pro rata | in order | largest first")
        if dice.chance(25):
            draft["when"] = condition(dice, whole(self.levels.known))
        return draft

    def earn_back(self) -> Draft:
        """One way to get penalties back."""
        dice = self.dice
        when = self.earned_when(dice.pick(whole(self.levels.known)))
        draft: Draft = {"clause": dice.of("E | F"), "levels": dice.some(self.keys), "when": when}
        if "in a row" not in when or dice.chance(20):
            draft["within"] = dice.pick([self.statement, "year", "quarter", "contract year", dice.pick(LONG)])
        return {**draft, "part": dice.of("50 | 33 | 12.5")} if dice.chance(40) else draft

    def earned_when(self, level: Sketch) -> Draft:
        """A streak of one level, or anything else."""
        dice = self.dice
        if dice.chance(30):
            found = condition(dice, [level, *self.levels.known])
            return found if isinstance(found, dict) else {"all": found if isinstance(found, list) else [found]}
        row = {"in a row": str(dice.number(1, 3)), "no data": dice.of("pauses | resets | counts")}
        return {"level": level.key, "is": dice.of("met | met | missed"), **(row if dice.chance(70) else {})}

    def consequence(self, number: int) -> Draft:
        """Something that follows and is not money."""
        asked = condition(self.dice, self.levels.known)
        return {"clause": f"Q{number}", "says": "something follows", "when": asked}

    def terms(self) -> object:
        """How a statement is settled."""
        dice = self.dice
        if dice.chance(50):
            return self.statement
        against = dice.pick(["invoice", "10 % of invoice", "fee / 3"])
        return {"every": self.statement, "against": against, "remainder": dice.of("carry | carry | pay | forfeit"),
                "remainder clause": "R"}  # fmt: skip
