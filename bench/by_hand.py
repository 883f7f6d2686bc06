"""The twelve-level contract as somebody would write it for itself: three yardsticks of the same money.

`totals` is one plain function. `closures` are compiled once and keep raw workings. `eager` builds objects and
formats every number at once. All three pay the same to the cent; the last two line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

NAMES = tuple(f"level_{number:02}" for number in range(1, 13))
CENT, ZERO, HUNDRED = Decimal("0.01"), Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Rates:
    """What differs from one such contract to the next, in per cent of the fee."""

    severe: Decimal = Decimal(3)
    middle: Decimal = Decimal(2)
    light: Decimal = Decimal(1)
    bonus: Decimal = Decimal("0.5")
    cap: Decimal = Decimal(12)


def totals(part: list[Decimal], whole: list[Decimal], fee: Decimal) -> tuple[Decimal, Decimal]:
    """Penalties and incentives of one month, and nothing else."""
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


Given = Mapping[str, Decimal]
Fact = tuple[str, str, tuple[tuple[str, Decimal], ...], Decimal, str, int | None]
"""Level, clause, inputs, result, outcome, band."""
Worked = tuple[Fact, str, Decimal, Decimal, tuple[tuple[str, Decimal], ...], Decimal]
"""The fact, direction, computed price, what the cap leaves, amounts it was taken of, rounded amount."""
Month = Callable[[Given], list[Worked]]


def closures(rates: Rates = Rates()) -> Month:
    """One closure per level and one for the month, with raw workings: nothing is formatted."""
    levels = [_level(name, rates) for name in NAMES]
    part = rates.cap / HUNDRED

    def month(given: Given) -> list[Worked]:
        lines = [level(given) for level in levels]
        owed = [price for _, direction, price, _ in lines if direction == "penalty"]
        total, ceiling = sum(owed, ZERO), part * given["monthly_fee"]
        capped = total > ceiling
        kept = [
            price * ceiling / total if capped and direction == "penalty" else price for _, direction, price, _ in lines
        ]
        paid = _to_the_cent(lines, kept, ceiling) if capped else [each.quantize(CENT, ROUND_HALF_UP) for each in kept]
        return [
            (fact, direction, price, left, inputs, cents)
            for (fact, direction, price, inputs), left, cents in zip(lines, kept, paid, strict=True)
        ]

    return month


Priced = tuple[Fact, str, Decimal, tuple[tuple[str, Decimal], ...]]


def _level(name: str, rates: Rates) -> Callable[[Given], Priced]:
    met, asked, clause = f"{name}_met", f"{name}_all", name[-2:]
    bands = (
        (None, Decimal(80), rates.severe / HUNDRED, "penalty"),
        (Decimal(80), Decimal(90), rates.middle / HUNDRED, "penalty"),
        (Decimal(90), Decimal(95), rates.light / HUNDRED, "penalty"),
        (Decimal(99), None, rates.bonus / HUNDRED, "incentive"),
    )
    target = Decimal(95)

    def level(given: Given) -> Priced:
        part, whole = given.get(met), given.get(asked)
        if part is None or whole is None:
            return (name, clause, (), ZERO, "unknown", None), "penalty", ZERO, ()
        inputs = ((met, part), (asked, whole))
        if not whole:
            return (name, clause, inputs, ZERO, "not measured", None), "penalty", ZERO, ()
        result = HUNDRED * part / whole
        outcome = "met" if result >= target else "missed"
        for row, (low, high, share, direction) in enumerate(bands):
            if (low is None or result >= low) and (high is None or result < high):
                fee = given["monthly_fee"]
                fact = (name, clause, inputs, result, outcome, row)
                return fact, direction, share * fee, (("monthly_fee", fee),)
        return (name, clause, inputs, result, outcome, None), "penalty", ZERO, ()

    return level


def _to_the_cent(lines: list[Priced], kept: list[Decimal], ceiling: Decimal) -> list[Decimal]:
    """The capped penalties add up to the rounded cap: cents left over go to the largest remainders."""
    paid = [each.quantize(CENT, ROUND_HALF_UP) for each in kept]
    capped = [at for at, line in enumerate(lines) if line[1] == "penalty"]
    for at in capped:
        paid[at] = kept[at].quantize(CENT, ROUND_FLOOR)
    left = ceiling.quantize(CENT, ROUND_HALF_UP) - sum((paid[at] for at in capped), ZERO)
    remainders = sorted(capped, key=lambda at: ((paid[at] - kept[at]).quantize(Decimal("1E-20")), at))
    for at in remainders[: int(left / CENT)]:
        paid[at] += CENT
    return paid


@dataclass(frozen=True, slots=True)
class Said:
    """One line as objects with everything formatted at once."""

    level: str
    result: Decimal
    outcome: str
    amount: Decimal
    words: str


def eager(rates: Rates = Rates()) -> Callable[[Given], list[Said]]:
    """The same lines, each put into a sentence as soon as it is made."""
    month = closures(rates)

    def said(given: Given) -> list[Said]:
        return [_said(line) for line in month(given)]

    return said


def _said(line: Worked) -> Said:
    (name, clause, inputs, result, outcome, _), direction, price, left, amounts, cents = line
    counted = " / ".join(f"{value:,}" for _, value in inputs)
    words = f"{counted} = {result:,.6f} %. Target at least 95 %: {outcome}."
    if amounts:
        words += f" {clause}: {direction} of the fee ({amounts[0][1]:,.2f}) = EUR {price:,.2f}."
    if left != price:
        words += f" Limited by 13 from {price:,.2f} to {left:,.6f}, rounded to EUR {cents:,.2f}."
    return Said(name, result, outcome, cents, words)
