"""Numbers and formulas as they are typed, with a finding for whatever is none."""

from __future__ import annotations

import re
from decimal import Decimal

from sla.contract.expression import Expression, Misread
from sla.contract.expression import parse as parse_expression
from sla.contract.model import Range
from sla.contract.nodes import Node, Text
from sla.contract.report import Report, shown
from sla.values import Place, Saying

DIGITS = 15
"""How many digits a number of a contract has at most on either side of its point."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
CUT_AT_A_COMMA = Saying(
    "Close the brackets; inside { } a formula with a comma stands in quotes: `{penalty: 'max(5, fee)'}`."
)
ARITHMETIC = Saying("Use names, numbers, + - * / ( ), `5 % of fee`, min, max, abs.")


def number(node: Node, what: str, report: Report) -> Decimal | None:
    """An exact number from plain digits; no exponent, no separators, no infinity."""
    text = node.value.removesuffix("%").rstrip() if isinstance(node, Text) else ""
    if not _NUMBER.fullmatch(text):
        report.error(
            "not-a-number",
            Saying("{thing} is a number", thing=what),
            node.place,
            found=shown(node),
            expected=Saying("plain digits as 95 or 0.5, at most {number} on either side of the point", number=DIGITS),
            remedy="Use a point for decimals and no separators.",
        )
        return None
    return Decimal(text)


def expression(node: Node, report: Report) -> Expression | None:
    """Plain arithmetic; its mistakes are reported at their own column."""
    if not isinstance(node, Text):
        report.error("not-an-expression", "a formula is plain text", node.place, found=shown(node), remedy=ARITHMETIC)
        return None
    try:
        return parse_expression(node.value)
    except Misread as wrong:
        cut = "(" in node.value and wrong.column > len(node.value)
        report.error(
            "not-an-expression",
            wrong.says,
            node.at(wrong.column),
            found=shown(node),
            remedy=CUT_AT_A_COMMA if cut else ARITHMETIC,
        )
        return None


def ranged(edges: list[tuple[str, Decimal]], report: Report, place: Place) -> Range | None:
    """One lower and one upper edge at most make a range, the lower below the upper."""
    if not edges:
        return None
    low = [(value, word == "at least") for word, value in edges if word in ("at least", "above")]
    high = [(value, word == "at most") for word, value in edges if word in ("at most", "below")]
    if len(low) > 1 or len(high) > 1:
        report.error(
            "two-edges",
            "a range has one lower and one upper edge",
            place,
            found=", ".join(f"{word} {value}" for word, value in edges[:4]),
            remedy="Keep one of each.",
        )
    found = Range(
        low[0][0] if low else None,
        low[0][1] if low else True,
        high[0][0] if high else None,
        high[0][1] if high else True,
    )
    if (
        found.low is not None
        and found.high is not None
        and (found.low > found.high or (found.low == found.high and not (found.low_in and found.high_in)))
    ):
        report.error(
            "empty-range",
            "no number lies in this range",
            place,
            found=Saying("{name} to {name2}", name=found.low, name2=found.high),
            remedy="Exchange the edges, or include one.",
        )
    return found
