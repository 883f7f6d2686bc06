"""Random service levels: how each is measured, over which window, and what it must reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from tests.referee.dice import Dice
from tests.referee.rows import PLACES
from tests.referee.wording import Draft, Sketch, condition

COUNTS = ("calls", "tickets", "late", "open")
LONG = ("week", "half-month", "month", "quarter", "half-year", "year", "term", "contract quarter", "contract half-year",
        "contract year", "month from the 10th", "4 weeks from 2024-01-10")  # fmt: skip
SHORT = ("day", "event", "event")
ABSENT = "hold | not measured | not measured | met | missed | missed | worst band"
SHARES = ("0", "33.33", "50", "75", "80", "90", "95", "100", "120")
NUMBERS = ("-2", "0", "1", "2.5", "4", "5", "8", "10", "15", "30")
POINTS = ("0", "1", "2", "3", "4.5", "8")


class Levels:
    """Draws the levels of one contract, one after the other; each may be made of those before it."""

    def __init__(
        self,
        dice: Dice,
        statement: str,
        windows: Sequence[str],
        by: tuple[str, ...],
        start: date,
        vary: Callable[[str, str], object],
    ) -> None:
        """`by` are the dimensions of the figures; `vary` makes two values into one that changes with the date."""
        self.dice = dice
        self.statement = statement
        self.by = by
        self.start = start
        self.vary = vary
        self.windows = windows
        self.known: list[Sketch] = []

    def level(self, key: str) -> tuple[Sketch, Draft]:
        """One service level without what it pays."""
        dice = self.dice
        window = dice.pick([self.statement, self.statement, self.statement, dice.pick(self.windows)])
        here = Sketch(key, window, (), dice.of("higher | lower"), NUMBERS)
        draft: Draft = {"clause": f"{key[-1]}.", "window": window, "better": here.better}
        draft["measure"] = self.made_of_levels(here) if self.known and dice.chance(30) else self.formula(here)
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
            day = self.start + timedelta(days=dice.number(1, 120))
            draft["priced from"] = str(day) if dice.chance(60) else f"first {dice.of('month | week')} after {day}"
        self.known.append(here)
        return here, draft

    def askable(self, here: Sketch) -> list[Sketch]:
        """Levels that a level may ask about: of its own dimensions or of none; those of its own window more often."""
        known = [level for level in self.known if level.by in ((), here.by)]
        near = [level for level in known if level.window == here.window]
        return known + near * 4

    def formula(self, here: Sketch) -> object:
        """Something made of figures."""
        dice, one, two = self.dice, self.dice.pick(COUNTS), self.dice.pick(COUNTS)
        here.by = self.by if dice.chance(75) else tuple(dice.some(self.by))
        if dice.chance(45):
            here.edges = SHARES
            whole = dice.pick([two, two, f"({one} + {two})", f"({two} - late)"])
            return {"share": one, "of": whole} if dice.chance(80) else f"100 * {one} / {whole}"
        if dice.chance(20):
            here.edges = SHARES
            return dice.pick(["rate", "rate", "100 * invoice / fee", "rate / 3 * 3"])
        if dice.chance(15):
            return {"ratio": one, "of": dice.pick([two, f"({two} + 1)", "days"])}
        made = [one, one, f"{one} - {two}", f"{one} / clock_hours * 24", f"max({one}, {two})", f"({one} + {two}) / 2",
                f"abs({one} - {two})", f"full({one} / 3)", f"started({one} / 7)", f"{one} * full_days / days",
                f"{one} / {two}", f"min({one}, 12) + {two} / 3", f"-{one} + {two}"]  # fmt: skip
        return dice.pick(made)

    def made_of_levels(self, here: Sketch) -> object:
        """Other levels' results, points, shares of windows met, or last results."""
        dice, other = self.dice, self.dice.pick(self.known)
        here.window = self.statement if here.window == "event" else here.window
        if dice.chance(25):
            here.by, more = other.by, dice.pick([*COUNTS, other.key, "rate"])
            here.window = self.statement if other.window == "event" else other.window
            ways = f"0.6 * {other.key} + 0.4 * {more} | {other.key} / 3 * 3 - {more} | 100 * {more} / {other.key}"
            return dice.of(ways)
        if dice.chance(35):
            here.edges = POINTS
            return {"points": [level.key for level in dice.some(self.known, least=1)]}
        here.by = other.by
        if dice.chance(40):
            here.edges = SHARES
            return {"share met": other.key}
        here.edges = other.edges
        how: Draft = {dice.of("mean | mean | sum | largest | smallest"): other.key}
        if other.window == "event" or dice.chance(30):
            here.by = dice.pick([other.by, ()])
            return how
        here.window, how["last"] = other.window, str(dice.number(1, 4))
        return {**how, "with fewer": "not measured"} if dice.chance(40) else how

    def target(self, here: Sketch) -> object:
        """A range, or an edge that moves."""
        dice = self.dice
        word = dice.of("at least | above") if here.better == "higher" else dice.of("at most | below")
        if dice.chance(20):
            aim = dice.of("previous + 1 | previous + 10 % of (80 - previous) | previous / 3 * 3 | max(previous, 50)"
                          " | rate - 5 | calls / 2 | (previous + rate) / 2 | previous * calls / tickets")  # fmt: skip
            draft = {word: aim, "first": dice.of(ABSENT)}
            return {**draft, "round": dice.of("0.1 | 0.01 down | whole")} if dice.chance(50) else draft
        edge, other = dice.pick(here.edges), dice.pick(here.edges)
        if dice.chance(10) and float(edge) < float(other):
            return f"{dice.of('at least | above')} {edge} and {dice.of('at most | below')} {other}"
        return self.vary(f"{word} {edge}", f"{word} {other}")


def whole(levels: Sequence[Sketch]) -> Sequence[Sketch]:
    """The levels that have no sites, which anything may ask; all of them where each has."""
    return [level for level in levels if not level.by] or levels
