"""What a contract can hardly mean: everything that gives pause about one text in force.

Every finding here is a warning. It is raised only where the text itself proves the point: prices are compared when
they are shares of one base, or plain amounts; where they are not, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sla.contract.against import against_itself, judged_elsewhere
from sla.contract.caps import caps
from sla.contract.compared import Prices, bare
from sla.contract.expression import Expression, Name, names, printed
from sla.contract.invoicing import uninvoiceable
from sla.contract.model import Bands, Contract, Direction, Each, Flat, Formula, Is, Level, Lookup, Rule, Steps, Tariff
from sla.contract.quantities import BUILT_IN
from sla.contract.report import doubt
from sla.contract.spans import longer_than_the_term, spans
from sla.contract.tables import tables
from sla.contract.wording import wording
from sla.values import Finding, Saying, exact, plain


def doubted(by_day: Sequence[Sequence[Contract]]) -> Iterator[Finding]:
    """What gives pause on some day under every answer: what an answer decides, the parties know of."""
    for texts in by_day:
        found = [{(each.code, each.place): each for each in doubts(contract)} for contract in texts]
        yield from (each for spot, each in found[0].items() if all(spot in other for other in found))


def doubts(contract: Contract) -> Iterator[Finding]:
    """Everything that gives pause about one text in force."""
    with exact():
        compared = Prices.of(contract)
        for level in contract.levels:
            yield from _nothing(level)
            yield from tables(contract, compared, level)
            yield from against_itself(contract, level)
            yield from spans(contract, level)
        yield from _among_shares(contract, compared)
        yield from _fractions(contract)
        yield from _twice(contract)
        yield from _copies(contract)
        yield from caps(contract, compared)
        yield from wording(contract)
        yield from uninvoiceable(contract)
        yield from judged_elsewhere(contract)
        for when, place in (
            *((each.when, each.place) for each in contract.consequences),
            *((each.when, each.place) for each in contract.earn_backs),
        ):
            yield from longer_than_the_term(contract, when, place)


def _nothing(level: Level) -> Iterator[Finding]:
    if isinstance(level.measure, Formula) and not names(level.measure.expression) - {*BUILT_IN}:
        yield doubt(
            "measures-nothing",
            Saying("`{name}` is measured from no figure", name=level.key),
            level.place,
            "Measure it from a figure that the vendor reports.",
        )


def _among_shares(contract: Contract, compared: Prices) -> Iterator[Finding]:
    """One flat price that is a small whole number, in a contract whose other flat prices are all percentages."""
    flat = [
        (level, rule, rule.tariff.value)
        for level in contract.levels
        for rule in level.pays
        if isinstance(rule.tariff, Flat | Steps) and rule.tariff.value is not None
    ]
    odd = [(rule, amount) for _, rule, price in flat if (amount := bare(price)) is not None]
    others = [compared.share(price, level.key) for level, _, price in flat if bare(price) is None]
    if len(odd) == 1 and len(others) > 1 and all(each is not None and each.of for each in others):
        (rule, amount), *_ = odd
        yield doubt(
            "amount-for-share",
            Saying("this pays an amount of {number}, and all other rules pay percentages", number=plain(amount)),
            rule.place,
            Saying(
                "If a percentage is meant, say of what: `{name} % of monthly_fee`; if not, write `{name}.00`.",
                name=plain(amount),
            ),
        )


def _fractions(contract: Contract) -> Iterator[Finding]:
    """Weights that add up to one: parts of the whole, where per cent are meant."""
    for pool in contract.pools:
        weights = [weight for _, weight in pool.weights if weight]
        if len(weights) > 1 and sum(weights) == 1:
            yield doubt(
                "weights-as-fractions",
                Saying("the weights of `{name}` add up to 1 %", name=pool.name),
                pool.place,
                "Weights are per cent: write 60 and 40, not 0.6 and 0.4.",
            )


def _counted(level: Level, count: Expression) -> Expression:
    """What is counted, where it is called the level's own result."""
    if count == Name("result") and isinstance(level.measure, Formula):
        return level.measure.expression
    return count


def _twice(contract: Contract) -> Iterator[Finding]:
    """The same pieces counted and priced by two rules that can both apply."""
    first: dict[object, Rule] = {}
    for level in contract.levels:
        for rule in level.pays:
            if not isinstance(rule.tariff, Each) or rule.when is not None or rule.direction is not Direction.PENALTY:
                continue
            count = _counted(level, rule.tariff.count)
            if not names(count) - {"result"} or rule.tariff.value is None:
                continue
            before = first.setdefault((count, level.only), rule)
            if before is not rule:
                yield doubt(
                    "priced-twice",
                    Saying("`{name}` is priced here and in line {name2}", name=printed(count), name2=before.place.line),
                    rule.place,
                    Saying("If each of them is meant once, let one rule of `{name}` have a `when`.", name=level.key),
                )


def _copies(contract: Contract) -> Iterator[Finding]:
    """The same results priced at the same edges by two rules: of one level, or of two that measure the same."""
    first: dict[object, Rule] = {}
    for level in contract.levels:
        measured = (level.measure, level.window, level.only, level.target, level.rounding, level.priced_from)
        for rule in level.pays:
            trigger = _trigger(rule.tariff)
            if trigger is None or rule.direction is not Direction.PENALTY or not level.priced or level.excused:
                continue
            when = rule.when.names if isinstance(rule.when, Is) and rule.when.level == level.key else rule.when
            before = first.setdefault((measured, when, rule.kind, trigger), rule)
            if before is not rule:
                yield doubt(
                    "priced-twice",
                    Saying("the same results are priced here and in line {name}", name=before.place.line),
                    rule.place,
                    "Leave one of the two out; if both are owed, tell them apart by `kind`, as `kind: damages`.",
                )


def _trigger(tariff: Tariff) -> object:
    """What of a result makes the tariff pay, without its price; None where other checks look."""
    match tariff:
        case Flat(value) if value is not None:
            return "flat"
        case Steps(below, reference, size, count, value) if value is not None:
            return (below, reference, size, count)
        case Bands(apply, rows) if any(row.value for row in rows):
            return (apply, tuple(row.range for row in rows))
        case Lookup(read, rows) if any(row.value for row in rows):
            return (read, tuple(row.range for row in rows))
        case _:
            return None
