"""Statements in which levels of an earlier text stand beside those of a later one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product

from sla.contract.model import Contract, Reading
from sla.contract.order import ring
from sla.values import Finding, Period, Saying


def circular(
    periods: Iterable[Period],
    on: Callable[[Period, Mapping[str, str]], Contract],
    readings: Iterable[Reading],
) -> Iterator[Finding]:
    """The first ring of levels that no text has by itself: a quarter as it was, and a month as it has become."""
    answers: list[dict[str, str]] = [{}, *({each.name: answer} for each in readings for answer, _ in each.choices)]
    for period, chosen in product(periods, answers):
        contract = on(period, chosen)
        if circle := ring(contract):
            yield Finding(
                "contract.circular",
                Saying(
                    "in the statement of {when}, where longer windows are judged by an earlier text, these "
                    "levels need each other before any of them can be had",
                    when=period.label,
                ),
                contract.level(circle[0]).place,
                found=" -> ".join(circle),
                remedy="Let the change take effect on the day on which the longest of their windows begins.",
            )
            return
