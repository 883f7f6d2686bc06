"""One contract, one period, from open to paid: who may do what, when, and what follows.

``open -> submitted -> settled -> approved -> issued``, with one way back: a settled period that has no statement
number yet can be reopened with a reason. Every act takes the person and the time and returns the next `Cycle`,
or the `Finding` that says who may act and what to do instead. Nobody approves what they sent in or prepared.
"""

from sla.cycle.acts import approve, extend, issue, reopen, settle, submit, take_number
from sla.cycle.agreement import Agreement, Organisation
from sla.cycle.model import Act, Approval, Cycle, Preparation, Sent, Stage
from sla.cycle.next_step import NextStep, next_step, possible
from sla.cycle.person import Person, Role

__all__ = [
    "Act",
    "Agreement",
    "Approval",
    "Cycle",
    "NextStep",
    "Organisation",
    "Person",
    "Preparation",
    "Role",
    "Sent",
    "Stage",
    "approve",
    "extend",
    "issue",
    "next_step",
    "possible",
    "reopen",
    "settle",
    "submit",
    "take_number",
]
