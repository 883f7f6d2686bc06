"""The portfolio as tables: one for each contract, a row for each agreement, a column for each period, with totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from sla.store.queries import Cell
from sla.values import Money, Period


@dataclass(frozen=True, slots=True)
class Total:
    """What several settled cells come to; `settled` of `periods` have a result."""

    penalties: Money
    incentives: Money
    net: Money
    missed: int
    settled: int
    periods: int


@dataclass(frozen=True, slots=True)
class Row:
    """One agreement through its periods; None where it has no such period."""

    series: str
    vendor: str
    customer: str
    reference: str
    cells: tuple[Cell | None, ...]
    total: Total | None


@dataclass(frozen=True, slots=True)
class Grid:
    """One contract: agreements by periods. Totals are None where nothing is settled."""

    definition: str
    customer: str
    currency: str
    periods: tuple[Period, ...]
    rows: tuple[Row, ...]
    totals: tuple[Total | None, ...]
    total: Total | None


def grids(cells: Iterable[Cell], agreements: Sequence[int]) -> tuple[Grid, ...]:
    """A grid for each contract, with its agreements in the order in which they are listed."""
    place = {number: at for at, number in enumerate(agreements)}
    by_contract: dict[tuple[str, str], list[Cell]] = {}
    for cell in sorted(cells, key=lambda each: place[each.agreement]):
        by_contract.setdefault((cell.definition, cell.customer), []).append(cell)
    return tuple(map(_grid, by_contract.values()))


def _grid(ordered: list[Cell]) -> Grid:
    cells = tuple(ordered)
    periods = tuple(sorted({cell.period for cell in cells}))
    rows = tuple(_row(tuple(found), periods) for _, found in groupby(ordered, key=attrgetter("agreement")))
    by_period = {period: [cell for cell in cells if cell.period == period] for period in periods}
    return Grid(
        definition=cells[0].definition,
        customer=cells[0].customer,
        currency=next((cell.result.currency for cell in cells if cell.result), ""),
        periods=periods,
        rows=rows,
        totals=tuple(total(by_period[period]) for period in periods),
        total=total(cells),
    )


def _row(cells: tuple[Cell, ...], periods: tuple[Period, ...]) -> Row:
    first, known = cells[0], {cell.period: cell for cell in cells}
    return Row(
        series=first.series,
        vendor=first.vendor,
        customer=first.customer,
        reference=first.reference,
        cells=tuple(known.get(period) for period in periods),
        total=total(cells),
    )


def total(cells: Iterable[Cell]) -> Total | None:
    """The sum of those that are settled, all in one currency; None if none is."""
    counted = tuple(cells)
    results = [cell.result for cell in counted if cell.result]
    if not results:
        return None
    currency = results[0].currency
    penalties = Money.from_minor(sum(each.penalties_minor for each in results), currency)
    incentives = Money.from_minor(sum(each.incentives_minor for each in results), currency)
    return Total(
        penalties=penalties,
        incentives=incentives,
        net=incentives - penalties,
        missed=sum(each.missed for each in results),
        settled=len(results),
        periods=len(counted),
    )
