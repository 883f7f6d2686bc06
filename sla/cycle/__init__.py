"""One contract, one period, from open to paid: who may do what, when, and what follows.

``open -> submitted -> settled -> approved -> issued``, with two ways back: a settled period that has no statement
number yet can be reopened with a reason, and an issued one can be restated, which goes through the same stages once
more and ends in a statement of the difference. Every act takes the person and the time and returns the next `Cycle`,
or the `Finding` that says who may act and what to do instead. Nobody approves what they sent in or prepared.
"""

from sla.cycle.acts import approve, drop, extend, issue, reopen, restate, settle, submit, take_number, unsettle
from sla.cycle.agreement import Agreement, Naming, Organisation
from sla.cycle.model import Act, Approval, Cycle, Preparation, Sent, Stage
from sla.cycle.next_step import NextStep, next_step, possible
from sla.cycle.person import Person, Role

__all__ = [
    "Act",
    "Agreement",
    "Approval",
    "Cycle",
    "Naming",
    "NextStep",
    "Organisation",
    "Person",
    "Preparation",
    "Role",
    "Sent",
    "Stage",
    "approve",
    "drop",
    "extend",
    "issue",
    "next_step",
    "possible",
    "reopen",
    "restate",
    "settle",
    "submit",
    "take_number",
    "unsettle",
]
