"""Amounts and pools once they are read: each is money, made of what stands above it, under a name of its own."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from graphlib import CycleError, TopologicalSorter

from sla.contract.expression import names
from sla.contract.model import Amount, Figure, Pool, Quantity
from sla.contract.quantities import RESERVED
from sla.contract.report import Report
from sla.contract.sections import Kinds
from sla.values import Place, Saying

DEEPEST_AMOUNT = 50
"""So many amounts may be made of each other in a row."""
MOST_SHOWN = 12


def amounts_fit(amounts: tuple[Amount, ...], stated: Dict[str, Place], kinds: Kinds) -> None:
    """Every amount is money, and may use the amounts above it. One whose formula cannot be read is still one."""
    if ring := _ring(amounts):
        kinds.report.error(
            "circular",
            "each of these amounts is made of the next one, and the last one of the first"
            if len(ring) > 1
            else Saying("the amount `{name}` is made of itself", name=ring[0]),
            stated.get(ring[0], Place()),
            found=" -> ".join((*ring[:MOST_SHOWN], *["..."] * (len(ring) > MOST_SHOWN), ring[0])),
            remedy="Make one of them of figures alone.",
        )
        kinds.sums.update(stated)
        kinds.known.update(dict.fromkeys(stated, Quantity.MONEY))
        return
    ahead = dict(stated)
    depth: dict[str, int] = {}
    read = {each.name: each for each in amounts}
    for name, place in stated.items():
        if name in kinds.known and name not in RESERVED:
            kinds.report.error(
                "named-twice",
                Saying("`{name}` is already a figure", name=name),
                place,
                remedy="Give the amount a name of its own.",
            )
        if name in read:
            kinds.ahead = frozenset(ahead)
            kinds.money(read[name].formula, place, f"the amount `{name}`")
            _index(read[name], kinds)
            depth[name] = 1 + max((depth.get(each, 0) for each in names(read[name].formula)), default=0)
            if depth[name] > DEEPEST_AMOUNT:
                kinds.report.error(
                    "too-deep",
                    Saying(
                        "`{name}` is made of amounts that are made of amounts, more than {number} deep",
                        name=name,
                        number=DEEPEST_AMOUNT,
                    ),
                    place,
                    remedy="Write out some of the formulas.",
                )
                return
        kinds.known[name] = Quantity.MONEY
        kinds.sums.add(name)
        del ahead[name]
    kinds.ahead = frozenset()


def _ring(amounts: tuple[Amount, ...]) -> tuple[str, ...]:
    """Amounts that are made of each other in a ring, the first in the file first; none, if there is no ring."""
    known = {each.name: set(names(each.formula)) for each in amounts}
    try:
        TopologicalSorter({name: asked & known.keys() for name, asked in known.items()}).prepare()
    except CycleError as cycle:
        ring = tuple(dict.fromkeys(reversed(cycle.args[1])))
        first = min(map(list(known).index, ring))
        at = ring.index(list(known)[first])
        return ring[at:] + ring[:at]
    return ()


def _index(amount: Amount, kinds: Kinds) -> None:
    """A yearly change is a rate, made of figures."""
    if amount.index is not None:
        kinds.measured(amount.index.rate, amount.place, f"the index of `{amount.name}`")
        least, most = amount.index.least, amount.index.most
        if least is not None and most is not None and least > most:
            kinds.report.error(
                "empty-range",
                Saying("the least yearly change of `{name}` is more than the most", name=amount.name),
                amount.place,
                found=Saying("{number} to {number2}", number=least, number2=most),
                remedy="Exchange `at least` and `at most` of its `index`.",
            )


def pools_fit(pools: tuple[Pool, ...], kinds: Kinds) -> None:
    """Every pool splits money, which is no share of a pool."""
    for each in pools:
        kinds.money(each.of, each.place, Saying("what the pool `{name}` splits", name=each.name))
    kinds.known.update((f"share of {each.name}", Quantity.MONEY) for each in pools)


def names_free(named: tuple[Figure | Amount | Pool, ...], report: Report) -> None:
    """Nothing is called by a word that formulas read in their own way."""
    for each in named:
        if each.name in RESERVED:
            report.error(
                "reserved-name",
                Saying("`{name}` means something else in formulas", name=each.name),
                each.place,
                remedy="Choose another name.",
            )
