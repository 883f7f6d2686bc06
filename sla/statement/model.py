"""A statement as finance reads it: the decision first, then the lines, then how they came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sla.contract.model import Direction, Party
from sla.values import Money, Period


@dataclass(frozen=True, slots=True)
class Trend:
    """A level's recent results, oldest first; None where there was none. `low` and `high` bound the target."""

    results: tuple[tuple[str, Decimal | None], ...]
    """Label of the window and result."""
    low: Decimal | None
    high: Decimal | None
    unit: str


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line on paper: every text is ready to print, every amount still exact."""

    clause: str
    title: str
    words: str
    """The clause's own words."""
    window: str
    scope: str
    result: str
    target: str
    outcome: str
    direction: Direction
    kind: str
    amount: Money
    workings: str
    """One sentence with its numbers."""
    trend: Trend | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved, as what, when."""

    name: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Statement:
    """Everything a sealed statement shows."""

    number: str
    contract_key: str
    contract_title: str
    contract_version: str
    contract_effective: date
    contract_digest: str
    period: Period
    currency: str
    customer: Party
    vendor: Party
    lines: tuple[StatementLine, ...]
    penalties: Money
    incentives: Money
    net: Money
    """Incentives less penalties."""
    decision: str
    """Who owes whom how much, in words."""
    due: date | None
    payable: str
    consequences: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str, str, str], ...]
    """When, figure, scope and value of every figure the period's lines were computed from."""
    submission: tuple[str, str, datetime, str]
    """File name, SHA-256, time received and who sent it."""
    prepared: Approval
    approvals: tuple[Approval, ...]
    issued: datetime
    calculation: bytes
    """`calculation.json`: contract text, figures and settlement, canonical, enough to compute every amount again."""
