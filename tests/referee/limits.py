"""Limits: what is taken off the lines under a ceiling, in the order in which the contract states them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sla.contract.model import Limit, Reach
from tests.referee.arithmetic import rounded
from tests.referee.days import whole, window_of
from tests.referee.history import holds
from tests.referee.prices import price
from tests.referee.records import Case, Owed, Scope, Span, Spot, Unknown
from tests.referee.reported import last_day

Under = tuple[Span, Scope]
"""A limit's window, and the dimension that it holds for with its value."""


@dataclass
class Ceiling:
    """What some lines may come to together."""

    lines: list[Owed]
    most: Fraction


def under(case: Case, limit: Limit, line: Owed, direction: str = "") -> Under | None:
    """The window and scope under which a limit holds for a line, or None where it does not."""
    if not line.level or line.direction != (direction or limit.on) or (limit.levels and line.level not in limit.levels):
        return None
    scope = tuple(pair for pair in line.scope if pair[0] == limit.per)
    if limit.per and not scope:
        return None
    return window_of(limit.window, last_day(line.span), case.term), scope


def groups(case: Case, limit: Limit, lines: list[Owed]) -> list[tuple[Under, list[Owed]]]:
    """The lines under a limit, those of one window and scope together."""
    found: dict[Under, list[Owed]] = {}
    for line in lines:
        key = under(case, limit, line)
        if key is not None:
            found.setdefault(key, []).append(line)
    return sorted(found.items(), key=lambda each: each[0])


def limit_all(case: Case, lines: list[Owed]) -> list[Ceiling]:
    """Take off what each limit takes; every ceiling that was in force."""
    ceilings: list[Ceiling] = []
    for limit in case.contract.limits:
        for key, inside in groups(case, limit, lines):
            now = min(key[0][1], case.span[1])
            if limit.when is not None and not holds(case, limit.when, now, key[1]):
                continue
            if not any(line.exact for line in inside):
                continue
            try:
                most = bound(case, limit, key, inside, lines)
            except Unknown:
                for line in inside:
                    if line.exact:
                        line.exact, line.waits = Fraction(0), True
                continue
            how = "largest first" if limit.lines is not None else str(limit.shared)
            amounts = [line.exact for line in inside]
            case.met[f"limit: {kind_of(limit)}"] += sum(amounts) > most
            for line, kept in zip(inside, shared(how, amounts, most), strict=True):
                line.exact = kept
            if limit.at_most is not None:
                ceilings.append(Ceiling(inside, most))
    return ceilings


def kind_of(limit: Limit) -> str:
    """What a limit is called in the closing figures."""
    kind = "lines" if limit.lines is not None else "more than" if limit.over is not None else f"{limit.shared}"
    kind += ", net" if limit.net else ", whole window" if limit.base is Reach.WHOLE_WINDOW else ""
    return kind + (", per" if limit.per else "") + (", when" if limit.when is not None else "")


def bound(case: Case, limit: Limit, key: Under, inside: list[Owed], lines: list[Owed]) -> Fraction:
    """What the lines may come to together, after what earlier statements of the same window have taken."""
    start, end = key[0]
    complete = limit.base is Reach.WHOLE_WINDOW
    span = (start, end) if complete else (start, min(end, case.span[1]))
    known = Spot(span, whole(limit.window, start, case.term), key[1], complete=complete)
    amounts = [line.exact for line in inside]
    total = sum(amounts, Fraction(0))
    if limit.over is not None:
        return total if total > price(case, limit.over, known) else Fraction(0)
    spent = [line.amount for line in earlier(case) if under(case, limit, line) == key]
    most = sum(spent, total)
    if limit.lines is not None:
        most = sum(sorted(spent + amounts, reverse=True)[: limit.lines], Fraction(0))
    elif limit.at_most is not None:
        most = price(case, limit.at_most, known)
    if limit.net:
        other = str(limit.on.other)
        most += sum(line.amount for line in earlier(case) if under(case, limit, line, other) == key)
        most += sum(
            rounded(line.exact, case.contract.money) for line in lines if under(case, limit, line, other) == key
        )
    return max(most - sum(spent, Fraction(0)), Fraction(0))


def earlier(case: Case) -> list[Owed]:
    """The lines of earlier statements."""
    return [line for ruling in case.before for line in ruling.lines]


def shared(how: str, amounts: list[Fraction], ceiling: Fraction) -> list[Fraction]:
    """The amounts under a ceiling."""
    total = sum(amounts, Fraction(0))
    if total <= ceiling:
        return amounts
    if how == "pro rata":
        return [amount * ceiling / total for amount in amounts]
    order = list(range(len(amounts)))
    if how == "largest first":
        order.sort(key=lambda at: -amounts[at])
    kept = [Fraction(0)] * len(amounts)
    for at in order:
        kept[at] = min(amounts[at], ceiling)
        ceiling -= kept[at]
    return kept
