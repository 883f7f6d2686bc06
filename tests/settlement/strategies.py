"""Random contracts, as texts that a person could have written, and random figures for them.

A contract is drawn from the language's own shapes: levels measured as shares, ratios and counts; bands, steps,
pieces, tables and flat prices under conditions; ceilings inside ceilings; a set-off that carries, pays or forfeits.
Every text is valid. Figures come by the month; any of them may be missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from random import Random

from hypothesis import strategies as st

from sla.contract.definition import Definition, read
from sla.submission.figures import Entry, Figures
from sla.values import Period

Month = tuple[tuple[str, Decimal], ...]
KEYS = ("alpha", "beta", "gamma", "delta")
MONTHS = 6


@dataclass(frozen=True)
class Case:
    """A contract's text, and what was reported for each of its first months."""

    text: str
    months: tuple[Month, ...]

    @property
    def definition(self) -> Definition:
        """The contract, read."""
        return definition_of(self.text)

    @property
    def periods(self) -> tuple[Period, ...]:
        """The months that were reported."""
        return self.definition.statement_periods()[: len(self.months)]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything reported, month by month."""
        return tuple(
            Entry(period, name, value)
            for period, given in zip(self.periods, self.months, strict=True)
            for name, value in given
        )

    @property
    def figures(self) -> Figures:
        """The same, as figures."""
        return Figures(self.entries)


@lru_cache(maxsize=512)
def definition_of(text: str) -> Definition:
    """The contract that a drawn text says; it must have no errors."""
    found = read({"drawn.yaml": text})
    assert isinstance(found, Definition), "\n".join([text, *map(str, found)])
    return found


def number(least: int, most: int, places: int = 0) -> st.SearchStrategy[str]:
    """A decimal as it would be typed."""
    return st.integers(least * 10**places, most * 10**places).map(lambda value: f"{Decimal(value).scaleb(-places):f}")


prices = (
    number(0, 900, 2)
    | number(0, 9, 3)
    | number(0, 30, 1).map(lambda rate: f"{rate} % of fee")
    | number(0, 9, 2).map(lambda rate: f"{rate} % of charge")
    | st.just("share of risk")
    | st.sampled_from(
        ["fee - 500 EUR", "fee / 7", "2 % of fee + 1.005 EUR", "fee / alpha_b", '"max(10 EUR, 1 % of fee)"']
    )
)
outcomes = st.sampled_from(["met", "missed", "not measured", "good", "poor"])


def conditions(keys: Sequence[str]) -> st.SearchStrategy[str]:
    """A condition on any level, perhaps counted over history."""
    level = st.sampled_from(keys)
    plain = st.builds(lambda key, name: f"{{level: {key}, is: {name}}}", level, outcomes)
    edge = st.builds(lambda key, at: f"{{level: {key}, at least: {at}}}", level, number(0, 100))
    row = st.builds(
        lambda key, name, times, none: f"{{level: {key}, is: {name}, in a row: {times}, no data: {none}}}",
        level,
        outcomes,
        st.integers(1, 4),
        st.sampled_from(["pauses", "resets", "counts"]),
    )
    count = st.builds(
        lambda key, name, times, more, then: (
            f"{{level: {key}, is: {name}, times: {times}, in last: {times + more}, then: {then}}}"
        ),
        level,
        outcomes,
        st.integers(1, 3),
        st.integers(0, 3),
        st.sampled_from(["keep counting", "start over"]),
    )
    both = st.builds(
        lambda word, one, other: f"{{{word}: [{one}, {other}]}}", st.sampled_from(["all", "any"]), plain, edge | row
    )
    return plain | edge | row | count | both | plain.map(lambda inner: f"{{not: {inner}}}")


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of bands that part the results, or that hold each other."""
    edges = sorted(draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True)), reverse=True)
    how = draw(st.sampled_from(["one", "worst", "every"]))
    rows = []
    for at, edge in enumerate(edges):
        floor = f", at least: {edges[at + 1]}" if how == "one" and at + 1 < len(edges) else ""
        rows.append(f"{{below: {edge}{floor}, penalty: {draw(prices)}}}")
    if draw(st.booleans()):
        rows.insert(0, f"{{at least: {draw(st.integers(edges[0], 100))}, incentive: {draw(prices)}}}")
    return f"apply: {how}, bands: [{', '.join(rows)}]"


def tariffs(key: str) -> st.SearchStrategy[str]:
    """What a rule pays by; each leaves room for further words after a comma."""
    way = st.sampled_from(["penalty", "incentive"])
    step = st.builds(
        lambda size, side, at, how, most, word, price: (
            f"per step: {{of: {size}, {side}: {at}, counted: {how}{most}}}, {word}: {price}"
        ),
        number(1, 20, 1),
        st.sampled_from(["below", "above"]),
        number(1, 100, 1),
        st.sampled_from(["exact", "full", "started"]),
        st.sampled_from(["", ", at most: 3", ", at most: 7.5"]),
        way,
        prices,
    )
    piece = st.builds(lambda word, price: f"each: {key}_n, {word}: {price}", way, prices)
    band = st.builds(
        lambda edge, at, word, price: f"{edge}: {at}, {word}: {price}",
        st.sampled_from(["below", "at most", "above", "at least"]),
        number(0, 100, 1),
        way,
        prices,
    )
    points = st.builds(
        lambda how, ats, price: (
            f"lookup: {how}, rows: [{', '.join(f'{{at: {at}, penalty: {price}}}' for at in sorted(ats))}]"
        ),
        st.sampled_from(["down", "up", "between"]),
        st.lists(st.integers(0, 100), min_size=2, max_size=4, unique=True),
        prices,
    )
    return tables() | step | piece | band | points


@st.composite
def rules(draw: st.DrawFn, key: str, keys: Sequence[str]) -> str:
    """One rule of a level."""
    if draw(st.integers(0, 4)) == 0:
        return f"{{when: {draw(conditions(keys))}, {draw(st.sampled_from(['penalty', 'incentive']))}: {draw(prices)}}}"
    more = f", when: {draw(conditions(keys))}" if draw(st.booleans()) else ""
    scale = (
        f", scale: {{by: {draw(number(0, 3, 1))}, when: {draw(conditions(keys))}}}"
        if draw(st.integers(0, 3)) == 0
        else ""
    )
    return f"{{{draw(tariffs(key))}{more}{scale}}}"


@st.composite
def levels(draw: st.DrawFn, key: str, keys: Sequence[str]) -> str:
    """One level: measure, target, absence, rounding, window, grades, rules."""
    measure = draw(
        st.sampled_from([f"{{share: {key}_a, of: {key}_b}}", f"{{ratio: 10 * {key}_a, of: {key}_b + 1}}", f"{key}_a"])
    )
    absence = draw(st.sampled_from(["hold", "not measured", "met", "missed"]))
    zero = draw(st.sampled_from(["hold", "not measured", "met", "missed"]))
    rounding = draw(st.sampled_from(["none", "0.1", "whole floor", "0.01 half even"]))
    window = draw(st.sampled_from(["month", "month", "month", "quarter"]))
    paid = draw(st.lists(rules(key, keys), max_size=3))
    return (
        f'  {key}:\n    clause: "{keys.index(key) + 1}"\n    measure: {measure}\n    window: {window}\n'
        f"    target: at least {draw(number(2, 100, 1))}\n    round: {rounding}\n"
        f"    missing: {{nothing reported: {absence}, zero denominator: {zero}}}\n"
        f"    grades: [{{called: good, at least: 60}}, {{called: poor, below: 30}}]\n"
        + (f"    pays: [{', '.join(paid)}]\n" if paid else "")
    )


@st.composite
def limits(draw: st.DrawFn, keys: Sequence[str]) -> str:
    """Ceilings, inner before outer."""
    found = []
    for at in range(draw(st.integers(0, 3))):
        on, window = (
            draw(st.sampled_from(["penalties", "penalties", "incentives"])),
            draw(st.sampled_from(["month", "quarter", "contract year"])),
        )
        under = f", levels: [{', '.join(keys[: draw(st.integers(1, len(keys)))])}]" if draw(st.booleans()) else ""
        size = draw(
            number(0, 900, 2).map("at most: {}".format)
            | number(0, 40, 1).map("at most: {} % of fee".format)
            | st.integers(1, 2).map("lines: {}".format)
            | number(0, 50, 2).map("more than: {}".format)
        )
        how = (
            draw(st.sampled_from(["pro rata", "in order", "largest first"]))
            if size.startswith("at most")
            else "pro rata"
        )
        found.append(f'  - {{clause: "9.{at}", on: {on}, window: {window}, {size}{under}, shared: {how}}}\n')
    return "limits:\n" + "".join(found) if found else ""


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A whole contract."""
    keys = KEYS[: draw(st.integers(1, len(KEYS)))]
    figures = "".join(
        f"  {key}_a: {{unit: calls}}\n  {key}_b: {{unit: calls}}\n  {key}_n: {{unit: incidents}}\n" for key in KEYS
    )
    money = draw(st.sampled_from(["", "", "money: 0.05 half even\n", "money: 0.01 floor\n", "money: 1 half up\n"]))
    remainder = draw(st.sampled_from(["carry", "pay", "forfeit", ""]))
    statement = f"statement: {{every: month, against: invoice, remainder: {remainder}}}\n" if remainder else ""
    weights = ", ".join(f"{key}: {draw(number(0, 25, 1))}" for key in keys)
    return (
        "contract: drawn\ncurrency: EUR\nterm: {from: 2026-01-01, until: 2028-01-01}\n"
        + money
        + statement
        + "figures:\n  fee: {unit: money}\n  invoice: {unit: money}\n"
        + figures
        + f"amounts:\n  charge: {draw(st.sampled_from(['fee - 10 EUR', '90 % of fee', 'fee * days / 30']))}\n"
        + f"pools:\n  risk: {{of: 20 % of fee, weights: {{{weights}}}}}\n"
        + "service_levels:\n"
        + "".join(draw(levels(key, keys)) for key in keys)
        + draw(limits(keys))
        + f'consequences: [{{clause: "10", says: A plan is due, when: {draw(conditions(keys))}}}]\n'
    )


def month(chance: Random, *, complete: bool) -> Month:
    """What is reported for one month, with a liking for nothing, all and even amounts."""
    given: list[tuple[str, Decimal]] = []
    for key in KEYS:
        whole = chance.choice(
            [1, 3, 7, 100, 500, chance.randint(1, 500)] if complete else [0, 1, 3, 100, chance.randint(0, 500)]
        )
        part = chance.choice([0, whole, whole // 2, chance.randint(0, whole)])
        given += [
            (f"{key}_a", Decimal(part)),
            (f"{key}_b", Decimal(whole)),
            (f"{key}_n", Decimal(chance.randint(0, 6))),
        ]
    for name, most in (("fee", 5_000_00), ("invoice", 500_00)):
        given.append((name, Decimal(chance.choice([0, most, chance.randint(0, most)])).scaleb(-2)))
    gone = set() if complete else set(chance.sample([name for name, _ in given], chance.choice([0, 0, 0, 1, 3])))
    return tuple((name, value) for name, value in given if name not in gone)


def months(*, complete: bool = False) -> st.SearchStrategy[tuple[Month, ...]]:
    """Some months; unless `complete`, any figure may be missing, and any divisor zero."""
    seeds = st.lists(st.integers(0, 2**32), min_size=1, max_size=MONTHS)
    return seeds.map(lambda many: tuple(month(Random(seed), complete=complete) for seed in many))


cases: st.SearchStrategy[Case] = st.builds(Case, texts(), months())
complete_cases: st.SearchStrategy[Case] = st.builds(Case, texts(), months(complete=True))
"""Cases in which everything is reported and nothing divides by zero."""
