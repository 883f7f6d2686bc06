"""What was reported: the rows of a figure in a window, made into one number as the contract says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from sla.contract.expression.tree import Expression, Name, walk
from sla.contract.model import Contract, Figure, Level
from tests.referee.arithmetic import rounded
from tests.referee.days import closing, length, whole
from tests.referee.records import Case, Row, Scope, Span, Spot, Twice, Unknown

AT = "at"


def rows_in(case: Case, figure: str, span: Span) -> list[Row]:
    """The rows of a figure that lie wholly in a span, in order of time."""
    found = [row for row in case.rows.get(figure, []) if span[0] <= row.span[0] and row.span[1] <= span[1]]
    return sorted(found, key=in_time)


def in_time(row: Row) -> tuple[Span, Scope, str]:
    """Earlier rows before later ones."""
    return row.span, row.scope, row.stamp


def belongs(row: Row, scope: Scope) -> bool:
    """Whether a row says something about a scope: it must not contradict it."""
    theirs = dict(row.scope)
    for dimension, wanted in scope:
        given = row.stamp if dimension == AT else theirs.get(dimension, wanted)
        if given != wanted:
            return False
    return True


def hours(day: date, case: Case) -> Fraction:
    """How many hours a day has on the contract's clocks."""
    zone, midnight = case.contract.zone, time(0)
    begin, end = (datetime.combine(each, midnight, zone).astimezone(UTC) for each in (day, day + timedelta(days=1)))
    return Fraction(int((end - begin).total_seconds()), 3600)


def figure_named(contract: Contract, name: str) -> Figure | None:
    """The figure of that name."""
    for figure in contract.figures:
        if figure.name == name:
            return figure
    return None


def spot_of(case: Case, level: Level, span: Span, scope: Scope, result: Fraction | None = None) -> Spot:
    """Where a level asks for its figures."""
    full, event = whole(level.window, span[0], case.term), level.window.every == "event"
    return Spot(span, full, (*level.only, *scope), event, level.key, result)


def number(case: Case, name: str, spot: Spot) -> Fraction:
    """What a name comes to in a window: a figure, or the days of the window as it is or as it would be in full."""
    if name == "days":
        return Fraction(length(spot.span))
    if name == "full_days":
        return Fraction(length(spot.whole))
    if name == "clock_hours":
        return sum((hours(date.fromordinal(day), case) for day in range(*map(date.toordinal, spot.span))), Fraction(0))
    figure = figure_named(case.contract, name)
    rows = [row for row in rows_in(case, name, spot.span) if belongs(row, spot.scope)]
    if figure is None or not rows or has_a_hole(case, figure, rows, spot.span):
        raise Unknown
    if spot.complete and leaves_days_out(rows, spot.span):
        raise Unknown
    if not spot.event and lacks_a_site(case, figure, rows, spot.scope):
        raise Unknown
    if contradict(figure, rows):
        raise Twice
    return rounded(together([row.value for row in rows], str(figure.combine)), figure.rounding)


def contradict(figure: Figure, rows: list[Row]) -> bool:
    """Whether nobody can say which of several rows counts."""
    if figure.combine == "last":
        at_last = [row for row in rows if row.span == rows[-1].span]
        stamps = {row.stamp for row in at_last}
        return len({row.scope for row in at_last}) > 1 or len(stamps) < len(at_last)
    return figure.combine == "only" and len(rows) > 1


def has_a_hole(case: Case, figure: Figure, rows: list[Row], span: Span) -> bool:
    """Whether a time for which the figure is due passed without a row of each site that reports at all."""
    if figure.every is None:
        return False
    for scope in {row.scope for row in rows}:
        own = [row for row in rows if row.scope == scope]
        for start, end in closing(figure.every, span, case.term):
            if not any(start <= row.span[0] and row.span[1] <= end for row in own):
                return True
    return False


def leaves_days_out(rows: list[Row], span: Span) -> bool:
    """Whether there is a day of which some site that reports at all says nothing."""
    days = set(range(*map(date.toordinal, span)))
    return any(
        days - {day for row in rows if row.scope == scope for day in range(*map(date.toordinal, row.span))}
        for scope in {row.scope for row in rows}
    )


def lacks_a_site(case: Case, figure: Figure, rows: list[Row], scope: Scope) -> bool:
    """Whether a site, order or the like that the contract names has reported nothing."""
    wanted, reported = dict(scope), [row.scope for row in rows]
    return any(
        each not in reported and all(wanted.get(name, said) == said for name, said in each)
        for each in named_scopes(case.contract, sorted(figure.by))
    )


def named_scopes(contract: Contract, by: Sequence[str]) -> list[Scope]:
    """Every combination of sites and the like that the contract names; none where it names not all of them."""
    known = dict(contract.dimensions)
    if not by or any(name not in known for name in by):
        return []
    found: list[Scope] = [()]
    for name in by:
        found = [(*scope, (name, said)) for scope in found for said in known[name]]
    return found


def together(values: list[Fraction], how: str) -> Fraction:
    """Several values as one."""
    if how == "sum":
        return sum(values, Fraction(0))
    if how == "mean":
        return sum(values, Fraction(0)) / len(values)
    if how == "largest":
        return max(values)
    if how == "smallest":
        return min(values)
    return values[-1]


def figures_in(contract: Contract, formula: Expression) -> list[str]:
    """The figures that stand in a formula."""
    return [part.name for part in walk(formula) if isinstance(part, Name) and figure_named(contract, part.name)]


def last_day(span: Span) -> date:
    """The last day of a span."""
    return date.fromordinal(span[1].toordinal() - 1)
