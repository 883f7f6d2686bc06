"""The engine against hand-written Python for one fixed contract: `python -m bench.engine`.

Everybody settles the same months: the engine, a plain function, closures that keep raw workings line by line, and
objects that are put into words at once. All must agree to the cent, the last three in every line. Times are process
CPU seconds, taken in turns, so that a busy machine slows all of them; only the ratios count.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

from bench.by_hand import NAMES, Given, closures, eager, totals
from sla.contract.definition import Definition, read
from sla.settlement.model import Settlement
from sla.settlement.settle import settle_period
from sla.settlement.workings import sentence
from sla.submission.figures import Entry, Figures
from sla.values import Period, exact

CONTRACT = Path(__file__).parent / "twelve_levels.yaml"
ROUNDS, MONTHS = 15, 24
ENGINE, IN_WORDS = "engine, raw workings", "engine, every line in words"
PLAIN, CLOSURES, EAGER = "plain function, totals alone", "closures, raw workings", "objects, in words at once"


def months(chance: random.Random, count: int) -> list[Given]:
    """Random figures of `count` months."""
    made: list[Given] = []
    for _ in range(count):
        month = {"monthly_fee": Decimal(chance.randrange(10_000_00, 90_000_00)).scaleb(-2)}
        for name in NAMES:
            whole = chance.randrange(500, 5000)
            month[f"{name}_all"] = Decimal(whole)
            month[f"{name}_met"] = Decimal(whole * chance.randrange(700, 1001) // 1000)
        made.append(month)
    return made


def reported(period: Period, month: Given) -> Figures:
    """The same as a vendor reports it."""
    return Figures(Entry(period, name, value) for name, value in month.items())


def in_words(definition: Definition, settlement: Settlement) -> list[str]:
    """Every line as a person reads it."""
    contract = definition.on(settlement.period)
    facts = {each.measurement.level: each for each in settlement.evaluations}
    return [sentence(contract, line, facts.get(line.level)) for line in settlement.lines]


def agree(settlement: Settlement, month: Given) -> None:
    """Every line, and the totals, to the cent."""
    by_closures = [(fact[0], direction, cents) for fact, direction, _, _, _, cents in closures()(month)]
    by_eager = [(line.level, line.amount) for line in eager()(month)]
    ours = [(line.level, str(line.direction), line.amount.amount) for line in settlement.lines]
    assert ours == by_closures, (ours, by_closures)
    assert [(level, amount) for level, _, amount in ours] == by_eager
    part, whole = ([month[f"{name}_{kind}"] for name in NAMES] for kind in ("met", "all"))
    assert (settlement.penalties.amount, settlement.incentives.amount) == totals(part, whole, month["monthly_fee"])


def seconds(work: Callable[[], object], times: int) -> float:
    """CPU seconds of one month."""
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times / MONTHS


def main() -> None:
    """Time all in turns and print the ratios."""
    definition = read({CONTRACT.name: CONTRACT.read_text()})
    assert isinstance(definition, Definition), list(definition)
    periods = definition.statement_periods()[:MONTHS]
    drawn = months(random.Random(20260101), MONTHS)
    by_closures, by_eager = closures(), eager()
    parts = [([month[f"{name}_met"] for name in NAMES], [month[f"{name}_all"] for name in NAMES]) for month in drawn]

    def settled(figures: list[Figures]) -> list[Settlement]:
        return [settle_period(definition, each, period) for each, period in zip(figures, periods, strict=True)]

    def told(figures: list[Figures]) -> list[list[str]]:
        return [in_words(definition, each) for each in settled(figures)]

    def fresh() -> list[Figures]:
        return [reported(period, month) for period, month in zip(periods, drawn, strict=True)]

    for settlement, month in zip(settled(fresh()), drawn, strict=True):
        agree(settlement, month)
    taken: dict[str, list[float]] = {name: [] for name in (ENGINE, PLAIN, CLOSURES, IN_WORDS, EAGER)}
    with exact():
        for _ in range(ROUNDS):
            taken[ENGINE].append(seconds(partial(settled, fresh()), 1))
            taken[PLAIN].append(
                seconds(
                    lambda: [totals(*part, month["monthly_fee"]) for part, month in zip(parts, drawn, strict=True)], 20
                )
            )
            taken[CLOSURES].append(seconds(lambda: list(map(by_closures, drawn)), 4))
            taken[IN_WORDS].append(seconds(partial(told, fresh()), 1))
            taken[EAGER].append(seconds(lambda: list(map(by_eager, drawn)), 4))
    print(f"{MONTHS} months x {len(NAMES)} levels, {ROUNDS} rounds in turns, every line agrees to the cent")
    for name, each in taken.items():
        middle = statistics.median(each)
        print(f"  {name:<30} {middle * 1e6:7.0f} us a month {len(NAMES) / middle:11,.0f} level-periods a CPU second")
    for one, other in ((ENGINE, PLAIN), (ENGINE, CLOSURES), (ENGINE, EAGER), (IN_WORDS, EAGER)):
        speeds = [theirs / ours for ours, theirs in zip(taken[one], taken[other], strict=True)]
        least, middle, most = min(speeds), statistics.median(speeds), max(speeds)
        print(f"  speed of `{one}` / `{other}`: {middle:.2f} (least {least:.2f}, most {most:.2f})")


if __name__ == "__main__":
    main()
