"""The engine against a straight hand-written Python function, for one fixed contract: `python -m bench.engine`.

Both settle the same months and must agree to the cent. Times are process CPU seconds, taken in turns, so that a
busy machine slows both; only the ratio counts.
"""

from __future__ import annotations

import random
import statistics
import time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from sla.contract.definition import Definition, read
from sla.settlement.settle import settle_period
from sla.submission.figures import Entry, Figures

CONTRACT = Path(__file__).parent / "twelve_levels.yaml"
NAMES = tuple(f"level_{number:02}" for number in range(1, 13))
CENT = Decimal("0.01")


def by_hand(part: list[Decimal], whole: list[Decimal], fee: Decimal) -> tuple[Decimal, Decimal]:
    """Penalties and incentives of one month, as somebody would write it for this contract alone."""
    penalties: list[Decimal] = []
    incentives = Decimal(0)
    for done, asked in zip(part, whole, strict=True):
        result = 100 * done / asked
        if result < 80:
            penalties.append(Decimal("0.03") * fee)
        elif result < 90:
            penalties.append(Decimal("0.02") * fee)
        elif result < 95:
            penalties.append(Decimal("0.01") * fee)
        elif result >= 99:
            incentives += (Decimal("0.005") * fee).quantize(CENT, ROUND_HALF_UP)
    total, ceiling = sum(penalties, Decimal(0)), Decimal("0.12") * fee
    if total > ceiling:
        return ceiling.quantize(CENT, ROUND_HALF_UP), incentives
    return sum((each.quantize(CENT, ROUND_HALF_UP) for each in penalties), Decimal(0)), incentives


def months(chance: random.Random, count: int) -> list[tuple[list[Decimal], list[Decimal], Decimal]]:
    """Random figures of `count` months: parts, wholes, fee."""
    made = []
    for _ in range(count):
        whole = [Decimal(chance.randrange(500, 5000)) for _ in NAMES]
        part = [Decimal(int(each) * chance.randrange(700, 1001) // 1000) for each in whole]
        made.append((part, whole, Decimal(chance.randrange(10_000_00, 90_000_00)).scaleb(-2)))
    return made


def main(rounds: int = 7, count: int = 24) -> None:
    """Time both in turns and print the ratio."""
    definition = read({CONTRACT.name: CONTRACT.read_text()})
    assert isinstance(definition, Definition), list(definition)
    periods = definition.statement_periods()[:count]
    chance = random.Random(20260101)
    drawn = months(chance, count)
    submitted = [
        Figures(
            [
                Entry(period, f"{name}_{kind}", value)
                for kind, values in (("met", part), ("all", whole))
                for name, value in zip(NAMES, values, strict=True)
            ]
            + [Entry(period, "monthly_fee", fee)]
        )
        for period, (part, whole, fee) in zip(periods, drawn, strict=True)
    ]
    ratios, engine_each, hand_each = [], [], []
    for _ in range(rounds):
        start = time.process_time()
        settled = [
            settle_period(definition, figures, period) for figures, period in zip(submitted, periods, strict=True)
        ]
        middle = time.process_time()
        expected = [by_hand(*month) for _ in range(20) for month in drawn][-count:]
        end = time.process_time()
        for ours, (penalties, incentives) in zip(settled, expected, strict=True):
            assert (ours.penalties.amount, ours.incentives.amount) == (penalties, incentives)
        engine_each.append((middle - start) / count)
        hand_each.append((end - middle) / count / 20)
        ratios.append(engine_each[-1] / hand_each[-1])
    levels = len(NAMES)
    print(f"{count} months x {levels} levels, {rounds} rounds in turns, every total agrees to the cent")
    for name, each in (("engine with workings", engine_each), ("hand-written function", hand_each)):
        middle_one = statistics.median(each)
        print(f"{name:<22} {middle_one * 1e6:8.0f} us a month {levels / middle_one:12.0f} level-periods a CPU second")
    print(
        f"ratio engine / hand    {statistics.median(ratios):8.1f}   (least {min(ratios):.1f}, most {max(ratios):.1f})"
    )


if __name__ == "__main__":
    main()
