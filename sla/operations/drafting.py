"""From an approved period to the statement that will be printed: composed out of the books, nothing decided."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from sla.contract.model import Contract
from sla.cycle import Act, Cycle, Role
from sla.cycle.matter import Matter
from sla.operations.answers import refused
from sla.operations.effects import about, disputes, effects
from sla.operations.figures import Case, standing
from sla.operations.wording import in_words
from sla.settlement.canonical import as_dict
from sla.settlement.model import Settlement
from sla.settlement.workings import sentence
from sla.statement.calculation import Cited
from sla.statement.compose import Before, compose, restated
from sla.statement.model import Allowed, Approval, Sealer, Statement
from sla.statement.recompute import Basis, build
from sla.statement.record import Imprint, Record
from sla.store import cycles, log, statements, uploads
from sla.values import Findings, Money

NUMBERED = "number taken"
"""The act under which a statement is made."""
TITLES = {Role.MANAGER: "vendor manager", Role.FINANCE: "finance"}


def settled_again(connection: Connection, case: Case) -> tuple[Basis, tuple[Settlement, ...]] | Findings:
    """The period settled once more from its figures; refused if it is not what was approved."""
    basis = standing(connection, case)
    settlements = basis.settled()
    approved = uploads.standing_settlement(connection, case.cycle).content
    if uploads.canonical(settlements[-1]) == approved:
        return basis, settlements
    return refused(
        "statement.differs",
        "Settled again, the period comes to something else than was approved",
        found=f"net {settlements[-1].net}",
        expected="the settlement that was approved",
        remedy="Do not issue it. Keep the database as it is and ask whoever runs the program: "
        "figures or contract were changed behind its back.",
    )


def draft(
    connection: Connection,
    case: Case,
    numbered: Cycle,
    settled: tuple[Basis, tuple[Settlement, ...]],
    sealer: Sealer | None,
    before: Before | None = None,
) -> Statement:
    """The whole statement of a period that has its number; a restatement cites the one `before` it."""
    basis, settlements = settled
    prepared, issued = numbered.prepared, numbered.issued
    if prepared is None or issued is None:
        raise LookupError(f"{numbered.period} has a number without a preparer and an issuer")
    sent = uploads.upload(connection, numbered, prepared.version)
    if sent is None:
        raise LookupError(f"{numbered.period} was settled on an upload that is not there")
    case = case.as_of(issued.at)
    contract = case.contract
    record = Record(
        number=numbered.number,
        submission=(sent.file_name, sent.sha256, sent.at, sent.sender),
        prepared=_signed(prepared.act, Role.MANAGER),
        approvals=tuple(_signed(each.act, each.role) for each in numbered.approvals),
        issued=issued.at,
        sealer=sealer,
        log=_numbering(connection, numbered),
        allowed=tuple(_allowed(contract, matter, effect) for matter, effect in effects(connection, case)),
        restates=restated(contract, settlements[-1], before) if before else None,
        in_dispute=disputes(connection, case),
    )
    imprint = Imprint(record, contract.customer, contract.vendor, case.agreement.invoicing)
    restates = Cited(before.number, before.sha256, as_dict((before.settlement,))) if before else None
    return compose(
        contract,
        settlements[-1],
        settlements[:-1],
        record,
        figures=basis.figures,
        counting=basis.counting,
        calculation=build(basis, settlements[-1], imprint, restates=restates),
        says=sentence,
    )


def _numbering(connection: Connection, numbered: Cycle) -> tuple[int, str]:
    """The log's entry about the number: whoever holds the statement holds the log to it."""
    taken = (entry for entry in log.history(connection, numbered) if entry.act == NUMBERED)
    return next((entry.number, entry.digest) for entry in taken if entry.detail["number"] == numbered.number)


def cited(connection: Connection, case: Case) -> Before | None:
    """The statement that a restatement moves on from, settled once more from what it was made of."""
    if not case.cycle.restates:
        return None
    before = cycles.load_cited(connection, case.cycle)
    settlement = standing(connection, replace(case, cycle=before)).settled()[-1]
    if uploads.canonical(settlement) != uploads.standing_settlement(connection, before).content:
        raise LookupError(f"statement {before.number} does not come out of the books as it was issued")
    return Before(before.number, statements.sealed(connection, before), settlement)


def _allowed(contract: Contract, matter: Matter, effect: Money) -> Allowed:
    """A relief or waiver, or an answer to an open question, as the statement prints it."""
    asked = matter.granted
    decided = matter.decision.act.name if matter.decision else ""
    return Allowed(
        title=about(contract, matter),
        says=f"{in_words(asked)} {matter.reason.rstrip('.')}." if asked else matter.reason,
        agreed=f"Asked for by {matter.opened.name}, agreed by {decided}",
        effect=effect,
    )


def _signed(act: Act, role: Role) -> Approval:
    return Approval(act.name, TITLES[role], act.at)
