"""Ceilings over a longer time than a statement: of which figures they are made while that time is still running."""

from __future__ import annotations

from collections.abc import Iterator

from sla.contract.expression import names
from sla.contract.model import Contract, Limit
from sla.contract.vocabulary import window_in_words
from sla.values import Finding, Saying, Severity


def rests_on(contract: Contract, limit: Limit) -> tuple[str, ...]:
    """The figures that a ceiling is made of, where statements are made before its window is over."""
    term = contract.term
    longer = limit.window.around(term.start, term).days > contract.terms.statement.around(term.start, term).days
    found = set[str]().union(*(names(each) for each in (limit.at_most, limit.over) if each is not None and longer))
    if not found:
        return ()
    for amount in reversed(contract.amounts):  # an amount is made of those above it
        found |= names(amount.formula) if amount.name in found else set()
    return tuple(each.name for each in contract.figures if each.name in found)


def base_stated(contract: Contract, limit: Limit) -> Iterator[Finding]:
    """A ceiling made of figures that are still coming in says of which of them it is made."""
    if limit.base is None and (figures := rests_on(contract, limit)):
        window = window_in_words(limit.window)
        yield Finding(
            "contract.base-not-stated",
            Saying(
                "while its {window} is running, this limit does not say which `{name}` it is made of",
                window=window,
                name=figures[0],
            ),
            limit.place,
            remedy=Saying(
                "Add `base: so far` for what is reported by then, or `base: whole window` for a figure "
                "that stands for the whole {window}.",
                window=window,
            ),
            severity=Severity.WARNING,
        )
