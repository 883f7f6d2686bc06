"""What the books add to a settlement before it is a statement: numbers, people, times, and who the parties are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sla.contract.model import LATER, Invoicing, Party
from sla.statement.model import Allowed, Approval, InDispute, Restated, Sealer


@dataclass(frozen=True, slots=True)
class Record:
    """Its number, who sent, prepared, approved and issued it, and when."""

    number: str
    submission: tuple[str, str, datetime, str]
    """File name, SHA-256, time received and who sent it."""
    prepared: Approval
    approvals: tuple[Approval, ...]
    issued: datetime
    sealer: Sealer | None = None
    log: tuple[int, str] | None = None
    """The entry of the log under which the statement is made, and its hash."""
    allowed: tuple[Allowed, ...] = ()
    restates: Restated | None = None
    in_dispute: InDispute | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """All that a paper shows and its figures do not tell: with it, it can be printed again from what it carries."""

    record: Record
    customer: Party
    vendor: Party
    invoicing: Invoicing | None = field(default=None, metadata=LATER)
    """The agreement's own choices for e-invoices, instead of the contract's."""
