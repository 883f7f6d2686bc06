"""Reading the causes of relief: why results may be excused, and which ones."""

from __future__ import annotations

from sla.contract.days import days
from sla.contract.fields import Fields
from sla.contract.model import Cause
from sla.contract.report import Report, nearest
from sla.values import Saying


def causes(fields: Fields, levels: tuple[str, ...], report: Report) -> tuple[Cause, ...]:
    """Every cause under `relief`, by its name."""
    found: list[Cause] = []
    for name, node, place in fields.members("relief", Saying("a cause")):
        inner = Fields(node, report, Saying("the cause `{name}`", name=name))
        inner.need("says", "Say what excuses: `says: Failure of the customer's own network`.")
        named = inner.texts("levels")
        for key in (each for each in named if each not in levels):
            where = inner.place_of("levels")
            report.error(
                "unknown-level",
                Saying("there is no level `{name}`", name=key),
                where,
                remedy=nearest(key, list(levels)),
            )
        found.append(Cause(name, inner.text("clause"), inner.text("says"), named, days(inner, "ask within"), place))
        inner.done()
    return tuple(found)
