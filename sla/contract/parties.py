"""What one agreement says of its own: its parties as they stand on paper, and how it becomes an e-invoice.

Several vendors may share one contract. Each agreement can then have a few lines beside it, in the contract's words:
`customer:`, `vendor:` and `invoice:`; what they leave out is as the contract has it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sla.contract.fields import Fields
from sla.contract.invoicing import invoicing
from sla.contract.model import Invoicing, Party
from sla.contract.nodes import Unreadable, parse
from sla.contract.report import Enough, Report
from sla.contract.sections import party
from sla.values import Findings, Place, Saying


@dataclass(frozen=True, slots=True)
class Parties:
    """What is empty or None is as the contract has it."""

    customer: Party | None = None
    vendor: Party | None = None
    invoicing: Invoicing | None = None


def parties(text: str, name: str) -> Parties | Findings:
    """The lines of one agreement, read from text; `name` says in findings where they stand."""
    report = Report()
    try:
        found = _read(text, name, report)
    except Unreadable as unreadable:
        return Findings([unreadable.finding])
    except Enough:
        return Findings(report.findings)
    return Findings(report.findings) if report.errors else found


def _read(text: str, name: str, report: Report) -> Parties:
    fields = Fields(parse(text, name), report, Saying("what the agreement says of its own"))
    customer, vendor = (
        party(fields.node(role), report, f"the {role}") if role in fields else None for role in ("customer", "vendor")
    )
    chosen = invoicing(fields.node("invoice"), report)
    fields.done()
    return Parties(customer, vendor, replace(chosen, place=Place()) if chosen else None)
