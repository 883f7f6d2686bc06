"""How finely each figure must be reported: the windows in which the contract counts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sla.contract.expression import Expression, names, pools
from sla.contract.model import Contract, Each, Figure, Formula, Level, Reach, prices
from sla.values import Period, Saying, Window
from sla.values.window import add_months


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a contract counts a figure: in which window, and what for."""

    window: Window
    what: str
    """The key of a level, or `the limit of clause 6.1`."""
    ahead: bool = False
    """Whether the figure of the whole window is asked for before the window is over: a yearly fee for a yearly cap."""


@dataclass(frozen=True, slots=True)
class Grain:
    """The windows of one figure. It is reported for spans that lie within them.

    `results` are the levels measured from it: a report must fit each of them. `money` are the prices and limits
    taken of it: a report must fit one of them, since a yearly fee may well be a base of monthly prices.
    """

    results: tuple[Use, ...]
    money: tuple[Use, ...]
    statement: Window
    term: Period

    @property
    def finest(self) -> Window:
        """The shortest window of its use."""
        windows = [use.window for use in self.results or self.money]
        return min(windows or [self.statement], key=self._days)

    @property
    def first_day(self) -> int:
        """The day on which its months start: 1, or another for fiscal months."""
        days = {use.window.from_day for use in self.results or self.money}
        return days.pop() if len(days) == 1 else self.statement.from_day

    def months(self, named: Period) -> Period:
        """A month, quarter or year by its name, as this contract counts it.

        A fiscal month is named after the month it ends in, and a longer span after the months it is made of.
        """
        day = self.first_day
        if day == 1:
            return named
        uses = self.results or self.money
        for window in (*(use.window for use in uses), self.statement):
            whole = window.around(named.last_day.replace(day=1), self.term)
            if window.from_day == day and _months(whole) == _months(named):
                return whole
        return Period(_month_before(named.start, day), _month_before(named.end, day))

    def misfit(self, when: Period) -> Use | None:
        """The use that a report for `when`, which lies in the term, cannot serve."""
        results = [use for use in self.results if not self._fits(when, use)]
        if results:
            return min(results, key=lambda use: self._days(use.window))
        if self.results or not self.money or any(self._fits(when, use) for use in self.money):
            return None
        return max(self.money, key=lambda use: self._days(use.window))

    def is_ahead(self, when: Period) -> bool:
        """Whether a report for `when` is one of a whole window that is asked for before that is over."""
        return any(use.ahead and when == use.window.holding(when.start, self.term) for use in self.money)

    def _fits(self, when: Period, use: Use) -> bool:
        return when in use.window.holding(when.start, self.term)

    def _days(self, window: Window) -> int:
        return window.around(self.term.start, self.term).days


def grains(contract: Contract) -> dict[str, Grain]:
    """The grain of every figure, by name."""
    results: dict[str, list[Use]] = {figure.name: [] for figure in contract.figures}
    money: dict[str, list[Use]] = {figure.name: [] for figure in contract.figures}
    for level in contract.levels:
        _gather(results, contract, _measured(level), Use(level.window, level.key))
        _gather(money, contract, _priced(level), Use(level.window, level.key))
    for figure in contract.figures:
        if figure.every:
            results[figure.name].append(Use(figure.every, Saying("reporting")))
    for limit in contract.limits:
        ceilings = [each for each in (limit.at_most, limit.over) if each is not None]
        ahead = limit.base is Reach.WHOLE_WINDOW
        _gather(
            money,
            contract,
            ceilings,
            Use(limit.window, Saying("the limit of clause {clause}", clause=limit.clause), ahead),
        )
    if contract.terms.against:
        _gather(money, contract, [contract.terms.against], Use(contract.terms.statement, Saying("the statement")))
    return {
        figure.name: Grain(
            tuple(results[figure.name]), tuple(money[figure.name]), contract.terms.statement, contract.term
        )
        for figure in contract.figures
    }


def unit_of(figure: Figure) -> str:
    """The unit as it is printed beside a value."""
    return figure.unit or str(figure.quantity)


def _gather(into: dict[str, list[Use]], contract: Contract, expressions: list[Expression], use: Use) -> None:
    for expression in expressions:
        for name in _figures(expression, contract):
            if use not in into[name]:
                into[name].append(use)


def _figures(expression: Expression, contract: Contract) -> set[str]:
    """The figures an expression needs, those behind named amounts and pools included."""
    amounts = {amount.name: amount.formula for amount in contract.amounts}
    bases = {pool.name: pool.of for pool in contract.pools}
    known, seen, waiting = {figure.name for figure in contract.figures}, set[Expression](), [expression]
    found: set[str] = set()
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        found |= names(here) & known
        waiting += [amounts[name] for name in names(here) if name in amounts]
        waiting += [bases[name] for name in pools(here) if name in bases]
    return found


def _measured(level: Level) -> list[Expression]:
    """What a level's result, and the number of its priced pieces, are computed from."""
    formulas = [level.measure.expression] if isinstance(level.measure, Formula) else []
    return formulas + [rule.tariff.count for rule in level.pays if isinstance(rule.tariff, Each)]


def _priced(level: Level) -> list[Expression]:
    return [value for rule in level.pays for value in prices(rule.tariff)]


def _months(period: Period) -> int:
    start, end = period.start, period.end
    return (end.year - start.year) * 12 + end.month - start.month


def _month_before(first: date, day: int) -> date:
    return add_months(first, -1).replace(day=day)
