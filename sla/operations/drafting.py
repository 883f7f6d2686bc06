"""From an approved period to the statement that will be printed: composed out of the books, nothing decided."""

from __future__ import annotations

from sqlalchemy import Connection

from sla.cycle import Act, Cycle, Role
from sla.operations.answers import refused
from sla.operations.figures import Case, accepted
from sla.settlement.model import Settlement
from sla.settlement.workings import sentence
from sla.statement.compose import Record, compose
from sla.statement.model import Approval, Sealer, Statement
from sla.statement.recompute import Basis, build
from sla.store import log, uploads
from sla.values import Findings

NUMBERED = "number taken"
"""The act under which a statement is made."""
TITLES = {Role.MANAGER: "vendor manager", Role.FINANCE: "finance"}


def settled_again(connection: Connection, case: Case) -> tuple[Basis, tuple[Settlement, ...]] | Findings:
    """The period settled once more from its figures; refused if it is not what was approved."""
    basis = accepted(connection, case)
    if basis is None:
        raise LookupError(f"{case.cycle.period} is approved without a submission")
    settlements = basis.settled()
    _, approved = uploads.standing_settlement(connection, case.cycle)
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
) -> Statement:
    """The whole statement of a period that has its number."""
    basis, settlements = settled
    prepared, issued = numbered.prepared, numbered.issued
    if prepared is None or issued is None:
        raise LookupError(f"{numbered.period} has a number without a preparer and an issuer")
    sent = uploads.upload(connection, numbered, prepared.version)
    if sent is None:
        raise LookupError(f"{numbered.period} was settled on an upload that is not there")
    contract = case.contract
    parties = {"customer": contract.customer.name, "vendor": contract.vendor.name}
    record = Record(
        number=numbered.number,
        submission=(sent.file_name, sent.sha256, sent.at, sent.sender),
        prepared=_signed(prepared.act, Role.MANAGER),
        approvals=tuple(_signed(each.act, each.role) for each in numbered.approvals),
        issued=issued.at,
        sealer=sealer,
        log=_numbering(connection, numbered),
    )
    return compose(
        contract,
        settlements[-1],
        settlements[:-1],
        record,
        figures=basis.figures,
        calculation=build(basis, settlements[-1], number=numbered.number, **parties),
        says=sentence,
    )


def _numbering(connection: Connection, numbered: Cycle) -> tuple[int, str]:
    """The log's entry about the number: whoever holds the statement holds the log to it."""
    taken = (entry for entry in log.history(connection, numbered) if entry.act == NUMBERED)
    return next((entry.number, entry.digest) for entry in taken if entry.detail["number"] == numbered.number)


def _signed(act: Act, role: Role) -> Approval:
    return Approval(act.name, TITLES[role], act.at)
