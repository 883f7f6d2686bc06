"""Random prices: amounts, and the rules by which a result costs or earns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from tests.referee.dice import Dice
from tests.referee.wording import Draft, Sketch, condition

COUNTED = "calls | late | result | max(result - 2, 0) | late / 3 | full(late / 2) | started(open / 3) | abs(result)"
FIXED = "125.50 | 33.335 | 1000 / 3 | 0.01 | 99.995 | 0.125 | 2500.00 | 7 | 0.00 | 10.005"
POINTS = "1 | 2 | 3 | 0.5 | 2.25 | 4 | 0 | -1"


class Pricing:
    """Draws the prices of one contract."""

    def __init__(
        self, dice: Dice, currency: str, pools: Mapping[str, Sequence[str]], vary: Callable[[str, str], object]
    ) -> None:
        """`pools` name the levels with a weight; `vary` may make two values into one that changes with the date."""
        self.dice = dice
        self.currency = currency
        self.pools = pools
        self.vary = vary
        self.named: list[str] = []

    def base(self) -> str:
        """A sum that shares are taken of."""
        plain = ["fee", "fee", "invoice", "fee - 20 % of invoice", "(fee + invoice) / 2", "fee * days / full_days"]
        return self.dice.pick([*plain, *self.named, *self.named])

    def amounts(self) -> Draft:
        """Named amounts, each of which may use those above it."""
        found: Draft = {}
        for name in self.dice.some(["base", "indexed", "beside", "capped"], least=1):
            found[name] = self.amount(name)
            self.named.append(name)
        return found

    def amount(self, name: str) -> object:
        """One of them."""
        dice, formula = self.dice, f"{self.dice.of('10 | 5 | 2.5 | 33')} % of {self.bracketed()}"
        if name == "capped":
            return f"min({formula}, {dice.of('100 | 450.50 | 33.33')} {self.currency})"
        draft: Draft = {"is": formula if dice.chance(70) else self.base()}
        if dice.chance(40):
            draft["round"] = dice.of("0.01 | 0.01 half even | whole | 0.05 down | 0.01 ceiling")
        if name == "beside":
            draft["in"] = dice.of("next | previous | this")
        if name == "indexed" or dice.chance(10):
            bounds = {"at least": dice.of("-1 | 0 | 1"), "at most": dice.of("1.5 | 2 | 3")} if dice.chance(50) else {}
            each = dice.of("year | contract year | quarter")
            draft["index"] = {"rate": dice.of("index | index / 3"), "each": each, **bounds}
        return draft

    def bracketed(self) -> str:
        """A base as it stands after `% of`."""
        base = self.base()
        return base if base.isidentifier() else f"({base})"

    def price(self, level: Sketch) -> object:
        """A formula of money for a level's result."""
        dice = self.dice
        if (shares := [f"share of {name}" for name, keys in self.pools.items() if level.key in keys]) and dice.chance(
            40
        ):
            one = dice.pick(shares)
            return dice.pick([one, one, f"50 % of {one}", f"{one} / 3", " + ".join(shares)])
        made = [
            f"{dice.of('5 | 10 | 0.5 | 12.5')} % of {self.bracketed()}",
            f"{self.bracketed()} / 7",
            f"result * {dice.of('1.25 | 10.00 | 0.333')} {self.currency}",
            f"abs(result / 3) % of {self.bracketed()}",
            f"max(50.00 {self.currency}, 3 % of {self.bracketed()})",
            f"rate % of {self.bracketed()}",
            f"{self.bracketed()} / tickets",
            f"10 % of (fee - {self.bracketed()})",
        ]
        usual = [dice.of(FIXED), dice.of(FIXED), dice.of(FIXED), made[0], made[0], made[1]]
        chosen = dice.pick([*usual, *usual, *made[2:]])
        return self.vary(chosen, dice.of(FIXED))

    def priced(self, level: Sketch, *, points: bool, incentive: bool = False) -> Draft:
        """Money one way or the other, or points."""
        if points:
            return {"points": self.dice.of(POINTS)}
        return {"incentive" if incentive else "penalty": self.price(level)}

    def row(self, level: Sketch, *, points: bool, incentive: bool = False) -> Draft:
        """The same in a table, perhaps with a clause of its own."""
        clause = {"clause": f"{level.key[-1]}.r"} if self.dice.chance(15) else {}
        return {**clause, **self.priced(level, points=points, incentive=incentive)}

    def rules(self, level: Sketch, others: Sequence[Sketch]) -> list[Draft]:
        """What a level pays; where a missing result may fall into the worst band, there is one."""
        kinds = [self.dice.of("bands | bands | band | steps | each | flat | flat | lookup") for _ in range(3)]
        kinds = kinds[: self.dice.pick([0, 1, 1, 2, 2, 3])]
        if level.worst and kinds:
            kinds[0] = self.dice.of("bands | lookup | steps")
        return [self.rule(kind, level, others) for kind in kinds]

    def rule(self, kind: str, level: Sketch, others: Sequence[Sketch]) -> Draft:
        """One rule."""
        dice = self.dice
        draft: Draft = {"clause": f"{level.key[-1]}.{dice.of('a | b')}"} if dice.chance(70) else {}
        if kind == "flat" or dice.chance(25):
            draft["when"] = condition(dice, others, level)
        draft |= self.tariff(kind, level, points=dice.chance(25), incentive=dice.chance(25))
        if dice.chance(15):
            draft["scale"] = {"by": dice.of("2 | 1.5 | 3 | 0"), "when": condition(dice, others, level)}
        if dice.chance(10):
            draft["kind"] = "damages"
        if dice.chance(20):
            draft["rounded together"] = "yes"
        return draft

    def tariff(self, kind: str, level: Sketch, *, points: bool, incentive: bool) -> Draft:
        """What it pays by."""
        dice = self.dice
        if kind == "bands":
            return self.bands(level, points=points)
        if kind == "lookup":
            rows = [
                {"at": at, **self.row(level, points=points, incentive=dice.chance(30))}
                for at in dice.some(level.edges, least=2)
            ]
            dice.random.shuffle(rows)
            return {"lookup": dice.of("down | up | between | between"), "rows": rows}
        draft = self.priced(level, points=points, incentive=incentive)
        if kind == "band":
            return {dice.of("at least | above | at most | below"): dice.pick(level.edges), **draft}
        if kind == "each":
            return {"each": dice.of(COUNTED), **draft}
        if kind == "flat":
            return draft
        steps: Draft = {"of": dice.of("1 | 0.5 | 3 | 0.1 | 7"), dice.of("below | above"): dice.pick(level.edges)}
        steps["counted"] = dice.of("exact | full | started")
        if level.worst or dice.chance(40):
            steps["at most"] = dice.of("1 | 2.5 | 4 | 10")
        return {"per step": steps, **draft}

    def bands(self, level: Sketch, *, points: bool) -> Draft:
        """A table of ranges, from the best result to the worst."""
        dice, rising = self.dice, level.better == "lower"
        if rising and dice.chance(25):
            return {"apply": "marginal", "bands": self.marginal(level, points=points)}
        edges = dice.some(level.edges, least=2)[:4]
        edges = edges if rising else edges[::-1]
        rows: list[Draft] = []
        apply = dice.of("one | one | worst | every")
        for at, edge in enumerate(edges):
            draft: Draft = {dice.of("above | at least") if rising else dice.of("below | at most"): edge}
            if apply == "one" and at:
                before = rows[-1]
                inclusive = "at least" in draft or "at most" in draft
                closed = ("below" if inclusive else "at most") if rising else ("above" if inclusive else "at least")
                before[closed] = edge
            draft |= self.row(level, points=points, incentive=at == 0 and dice.chance(20))
            rows.append(draft)
        return {"apply": apply, "bands": rows}

    def marginal(self, level: Sketch, *, points: bool) -> list[Draft]:
        """Rows that each price their own part of the result."""
        edges = self.dice.some(level.edges, least=2)[:3]
        rows: list[Draft] = [{"at least": low, "below": high} for low, high in pairwise(edges)]
        rows.append({"at least": edges[-1]})
        return [{**row, **self.row(level, points=points)} for row in rows]
