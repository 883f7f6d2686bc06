"""A statement as finance reads it: the decision first, then the lines, then how they came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from sla.contract.model import Direction, Invoicing, Language, Party, Sheet
from sla.settlement.caps import Cap
from sla.values import Money, Period


@dataclass(frozen=True, slots=True)
class Trend:
    """A level's recent results, oldest first; None where there was none. `low` and `high` bound the target."""

    results: tuple[tuple[str, Decimal | None], ...]
    """Label of the window and result."""
    low: Decimal | None
    high: Decimal | None
    unit: str
    edges: tuple[Decimal, ...] = ()
    """Where another price begins, in rising order."""


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
    level: str = ""
    """Key of the level, or empty for a line that belongs to the whole statement."""
    level_clause: str = ""
    """The clause that sets the level; `clause` is the one that pays."""
    level_words: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """All lines of one level, in order: its clause and words are said once, above them."""

    level: str
    title: str
    clause: str
    words: str
    lines: tuple[StatementLine, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """One level in one row, for the page with the decision. `amount` is incentives less penalties."""

    clause: str
    title: str
    result: str
    target: str
    outcome: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved, as what, when."""

    name: str
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Allowed:
    """A relief or waiver on paper: what it is about, how much, who agreed on it, and what it adds to the net."""

    title: str
    says: str
    agreed: str
    effect: Money


@dataclass(frozen=True, slots=True)
class Claim:
    """An open dispute on paper: its number in the agreement, what it is about, what it asks for, and who opened it."""

    number: int
    title: str
    says: str
    opened: str


@dataclass(frozen=True, slots=True)
class Prospect:
    """What the period comes to if some disputes are upheld, in words, and which levels then come out another way."""

    upheld: str
    differs: str
    net: Money


@dataclass(frozen=True, slots=True)
class InDispute:
    """The open disputes of a period. `undisputed` is owed in any case; None where not every outcome was computed."""

    claims: tuple[Claim, ...]
    prospects: tuple[Prospect, ...]
    undisputed: Money | None
    lowest: Money
    highest: Money
    computed: int
    outcomes: int
    """How many combinations of decisions there are."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One line that a restatement changes: what was imposed before, what is now, and the difference in the net."""

    clause: str
    title: str
    window: str
    scope: str
    before: Money
    now: Money
    net: Money


@dataclass(frozen=True, slots=True)
class Restated:
    """The statement that a restatement moves on from, and every line that differs from it."""

    number: str
    sha256: str
    net: Money
    """What it came to."""
    moved: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Sealer:
    """Whose seal the paper will carry, so that the paper can say so before it is sealed."""

    name: str
    fingerprint: str
    """SHA-256 of the certificate, in hex."""
    root: str
    """SHA-256 of the certificate that vouches for it, in hex: what a verifier must already trust."""
    demonstration: bool
    """True for a key that the program made for itself: the paper then says TEST CERTIFICATE."""
    address: str = ""
    """Where anybody can ask whether a statement stands; empty where no such page is open to others."""


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
    sealer: Sealer | None = None
    log: tuple[int, str] | None = None
    """The entry of the log under which the statement was made, and its hash."""
    waiting_for: tuple[str, ...] = ()
    """What is still to come, as `level: figure`: the amounts are provisional while there is any."""
    zone: tzinfo = UTC
    """The contract's clock, in which times are printed."""
    allowed: tuple[Allowed, ...] = ()
    restates: Restated | None = None
    in_dispute: InDispute | None = None
    caps: tuple[Cap, ...] = ()
    """How far ceilings are used up, this statement included."""
    sheet: Sheet = Sheet.A4
    language: Language = Language.ENGLISH
    invoicing: Invoicing | None = None
    """How it becomes an e-invoice, if the contract says so."""

    @property
    def cites(self) -> tuple[str, Money] | None:
        """Of a restatement: the number of the statement before it, and the net that it came to."""
        return (self.restates.number, self.restates.net) if self.restates else None

    @property
    def moves(self) -> Money:
        """What this statement itself moves: of a restatement, the difference."""
        return self.net - self.restates.net if self.restates else self.net

    @property
    def sections(self) -> tuple[Section, ...]:
        """The lines by level, in the order in which the levels first appear."""
        grouped: dict[tuple[str, str], list[StatementLine]] = {}
        for line in self.lines:
            grouped.setdefault((line.level, "" if line.level else line.title), []).append(line)
        return tuple(
            Section(level, lines[0].title, lines[0].level_clause, lines[0].level_words, tuple(lines))
            for (level, _), lines in grouped.items()
        )
