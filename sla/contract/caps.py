"""Limits that cannot do what they say: never reached, always passed, about nothing, or hiding a price.

Nothing is said where ceiling and prices are no shares of one base, and where a limit holds only at times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from sla.contract.compared import Prices, Share, bare
from sla.contract.expression import Binary, Name, pools, walk
from sla.contract.model import (
    Apply,
    Bands,
    Combine,
    Contract,
    Count,
    Direction,
    Each,
    Level,
    Limit,
    Rule,
    Steps,
    prices,
)
from sla.contract.report import doubt
from sla.values import Finding, Period, Place, Saying, Window, plain
from sla.values.window import Every

MOST_PAIRS = 20_000
"""Limits times levels: beyond it a contract is none that a person wrote, and nothing is compared."""
IN_DAYS = {Every.DAY: 1, Every.WEEK: 7}
IN_MONTHS = {
    Every.MONTH: 1,
    Every.QUARTER: 3,
    Every.CONTRACT_QUARTER: 3,
    Every.HALF_YEAR: 6,
    Every.CONTRACT_HALF_YEAR: 6,
    Every.YEAR: 12,
    Every.CONTRACT_YEAR: 12,
}
A_MONTH = 31


@dataclass(frozen=True, slots=True)
class Priced:
    """A rule under a limit: its level, and each of its prices in the limit's direction."""

    level: Level
    rule: Rule
    shares: tuple[Share | None, ...]


_NOTHING_TO_CUT = {
    Direction.PENALTY: Saying("this limit has nothing to cut: under it there is no penalty"),
    Direction.INCENTIVE: Saying("this limit has nothing to cut: under it there is no incentive"),
}


def caps(contract: Contract, compared: Prices) -> Iterator[Finding]:
    """Every doubt about a limit."""
    if len(contract.limits) * len(contract.levels) > MOST_PAIRS:
        return
    for limit in contract.limits:
        under = [level for level in contract.levels if not limit.levels or level.key in limit.levels]
        priced = [
            Priced(level, rule, found)
            for level in under
            for rule in level.pays
            if (found := tuple(compared.in_direction(level, rule, limit.on)))
        ]
        if not priced:
            yield from _of_nothing(contract, limit)
        elif limit.when is None and (ceiling := compared.share(limit.at_most)) and ceiling.times:
            yield from _ceiling(contract, limit, ceiling, priced)
    yield from _beside(contract, compared)


def _of_nothing(contract: Contract, limit: Limit) -> Iterator[Finding]:
    """A limit on incentives where there are none; what is earned back is one."""
    if limit.on is Direction.PENALTY or not contract.earn_backs:
        yield doubt(
            "never-capped",
            _NOTHING_TO_CUT[limit.on],
            limit.place,
            "Write `on: penalties` or `on: incentives` as it is meant, correct `levels`, or leave the limit out.",
        )


def _ceiling(contract: Contract, limit: Limit, ceiling: Share, priced: Sequence[Priced]) -> Iterator[Finding]:
    """A ceiling against the prices under it, as far as they are shares of its base."""
    comparable = all(each is not None and each.of == ceiling.of for part in priced for each in part.shares)
    if not comparable:
        yield from _another_kind(limit, ceiling, priced)
    if not limit.net:
        whole = [
            (part, share.times)
            for part in priced
            if _paid_whole(part.rule) and (not ceiling.of or _same_base(part.level, limit))
            for share in part.shares
            if share is not None and share.of == ceiling.of
        ]
        yield from _passed(limit, ceiling, whole, every=len(whole) == sum(len(part.shares) for part in priced))
    most = _most(contract, limit, ceiling, priced) if comparable else None
    if most is not None and most < ceiling.times:
        sum_ = f"{plain(most * 100)} %" if ceiling.of else plain(most)
        yield doubt(
            "never-capped",
            "even the worst of everything stays under this limit",
            limit.place,
            Saying("All together come to {amount} at most. Check the limit, its `window` and the prices.", amount=sum_),
        )


def _same_base(level: Level, limit: Limit) -> bool:
    """Whether a fee is the same amount for the level's price and for the limit."""
    return level.window == limit.window and level.by in ((), (limit.per,))


def _another_kind(limit: Limit, ceiling: Share, priced: Sequence[Priced]) -> Iterator[Finding]:
    """`at most: 10` where every price is a percentage: ten dollars are hardly meant."""
    if bare(limit.at_most) is not None and all(
        share is not None and share.of for part in priced for share in part.shares
    ):
        yield doubt(
            "amount-for-share",
            Saying(
                "the limit is an amount of {number}, and every price under it is a percentage",
                number=plain(ceiling.times),
            ),
            limit.place,
            Saying(
                "If a percentage is meant, say of what: `at most: {name} % of monthly_fee`; if not, write `{name}.00`.",
                name=plain(ceiling.times),
            ),
        )


def _paid_whole(rule: Rule) -> bool:
    """Whether a price is paid as it stands, and not for a part of a step."""
    return not (isinstance(rule.tariff, Steps) and rule.tariff.count is Count.EXACT)


def _passed(limit: Limit, ceiling: Share, known: Sequence[tuple[Priced, Decimal]], *, every: bool) -> Iterator[Finding]:
    """Every price, or some of them, higher than the limit; `every` says whether these are all."""
    if every and known and all(times > ceiling.times for _, times in known):
        yield doubt(
            "always-capped",
            "every single price under this limit is higher than the limit",
            limit.place,
            "Raise the limit, or lower the prices; as it stands no price is ever paid as stated.",
        )
        return
    for part, times in known:
        if times > ceiling.times:
            yield doubt(
                "hidden-by-cap",
                Saying("the limit of line {name} cuts this price whenever it applies", name=limit.place.line),
                _row_place(part, times),
                "Check whether the limit or the price is what was agreed.",
            )


def _row_place(part: Priced, times: Decimal) -> Place:
    """Where the price stands: its row, if the rule is a table of which each row has one."""
    rows = part.rule.tariff.rows if isinstance(part.rule.tariff, Bands) else ()
    if len(rows) == len(part.shares):
        found = (row.place for row, share in zip(rows, part.shares, strict=True) if share and share.times == times)
        return next(found, part.rule.place)
    return part.rule.place


def _most(contract: Contract, limit: Limit, ceiling: Share, priced: Sequence[Priced]) -> Decimal | None:
    """The most that everything under the limit can come to in its window; None where there is no most."""
    total = Decimal(0)
    for part in priced:
        windows = _windows(contract, limit, part.level, ceiling)
        often = _often(part.rule)
        # Shares of a pool may be allocated anew, so that they fill what they leave room for now.
        if windows is None or often is None or any(pools(price) for price in prices(part.rule.tariff)):
            return None
        found = [share.times for share in part.shares if share]
        adds_up = isinstance(part.rule.tariff, Bands) and part.rule.tariff.apply is Apply.EVERY
        total += (sum(found, Decimal(0)) if adds_up else max(found)) * often * windows
    return total


def _often(rule: Rule) -> Decimal | None:
    """How often a rule's price can apply in one window at most; None without end."""
    scale = rule.scale.by if rule.scale else Decimal(1)
    match rule.tariff:
        case Steps(at_most=most):
            return None if most is None else most * max(scale, Decimal(1))
        case Each() | Bands(apply=Apply.MARGINAL):
            return None
        case _:
            return max(scale, Decimal(1))


def _windows(contract: Contract, limit: Limit, level: Level, ceiling: Share) -> Decimal | None:
    """For how many windows of the level the limit holds at most, in shares of its own base; None without end."""
    if level.by not in ((), (limit.per,)):
        return None
    if level.window == limit.window:
        return Decimal(1)
    if ceiling.of:
        return (
            Decimal(1) if _within(level.window, limit.window, contract.term) and _adds_up(contract, ceiling) else None
        )
    return _within(level.window, limit.window, contract.term)


def _adds_up(contract: Contract, ceiling: Share) -> bool:
    """Whether the base of a longer window is the sum of those of its parts: then a tenth of each is a tenth of all."""
    parts = tuple(walk(ceiling.base)) if ceiling.base is not None else ()
    figures = [contract.figure(part.name) for part in parts if isinstance(part, Name)]
    return all(isinstance(part, Name) or (isinstance(part, Binary) and part.sign in "+-") for part in parts) and all(
        figure is not None and figure.combine is Combine.SUM for figure in figures
    )


def _within(short: Window, long: Window, term: Period) -> Decimal | None:
    """How many windows of one kind close inside one of another at most; None where that is not sure."""
    months = IN_MONTHS.get(long.every)
    if long.every is Every.TERM:
        months = (term.end.year - term.start.year) * 12 + term.end.month - term.start.month + 1
    if months is None:
        return None
    if short.every in IN_DAYS:
        return Decimal(months * A_MONTH // (IN_DAYS[short.every] * short.weeks) + 1)
    if short.every is Every.HALF_MONTH:
        return Decimal(months * 2 + 1)
    each = IN_MONTHS.get(short.every)
    if each is None or each > months:
        return None
    aligned = term.start.day == 1 and short.from_day == long.from_day == 1
    return Decimal(months // each + (0 if aligned else 1))


def _beside(contract: Contract, compared: Prices) -> Iterator[Finding]:
    """A limit that another one on the same lines keeps from ever being reached."""
    plain_ones = [
        (limit, share)
        for limit in contract.limits
        if limit.when is None and (share := compared.share(limit.at_most)) is not None and share.times
    ]
    if len(plain_ones) ** 2 > MOST_PAIRS:
        return
    for (lower, less), (limit, more) in permutations(plain_ones, 2):
        if (lower.on, lower.levels, lower.per, less.of) != (limit.on, limit.levels, limit.per, more.of):
            continue
        if lower.net and not limit.net:  # what incentives make room for may pass the other
            continue
        often = Decimal(1) if lower.window == limit.window else _within(lower.window, limit.window, contract.term)
        if often is not None and less.of and lower.window != limit.window:
            often = Decimal(1) if _adds_up(contract, less) else None
        if often is not None and less.times * often < more.times:
            yield doubt(
                "never-capped",
                Saying("the limit of line {name} holds for the same, and always cuts first", name=lower.place.line),
                limit.place,
                "Lower this limit, or leave it out.",
            )
