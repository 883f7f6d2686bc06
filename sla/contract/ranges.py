"""A range where one may stand: as a mapping of edges, or in words."""

from __future__ import annotations

import re
from decimal import Decimal

from sla.contract.fields import Fields
from sla.contract.model import Range
from sla.contract.nodes import Mapping, Node, Text
from sla.contract.report import Report, shown
from sla.contract.scalars import ranged
from sla.values import Saying

_EDGE = re.compile(r"(at least|above|at most|below) (-?[0-9]{1,15}(?:\.[0-9]{1,15})?)(?: ?%)?")


def range_in(node: Node, report: Report, what: str) -> Range | None:
    """A range as a mapping of edges or in words: `at least 95`, `above 3 and at most 5`."""
    if isinstance(node, Mapping):
        fields = Fields(node, report, what)
        found = fields.range()
        fields.done()
        return found
    parts = node.value.split(" and ") if isinstance(node, Text) else [""]
    matches = [_EDGE.fullmatch(part.strip()) for part in parts]
    if not all(matches):
        report.error(
            "unknown-range",
            Saying("{thing} is a range", thing=what),
            node.place,
            found=shown(node),
            expected="`at least 95`, `at most 5`, `above 3 and below 5`",
            remedy="Write `at least`, `above`, `at most` or `below` and a number.",
        )
        return None
    return ranged([(m[1], Decimal(m[2])) for m in matches if m], report, node.place)
