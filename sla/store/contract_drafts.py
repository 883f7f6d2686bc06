"""Drafts of contracts: rows into values and back. They are the customer's own, and nothing rests on them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, false, func, insert, select, update

from sla.cycle import Act, Person
from sla.cycle.proposing import Draft
from sla.store.tables import contract_draft, person
from sla.store.visible import as_customer

_editor, _proposer = person.alias("editor"), person.alias("proposer")


def keep_draft(connection: Connection, new: Draft) -> Draft:
    """Add one."""
    adding = insert(contract_draft).values(customer=new.customer, contract=new.contract, **_columns(new))
    return replace(new, id=connection.execute(adding.returning(contract_draft.c.id)).scalar_one())


def change_draft(connection: Connection, before: Draft, after: Draft) -> bool:
    """Put one value in place of another; False if somebody else was faster."""
    standing = (contract_draft.c.id == before.id) & (contract_draft.c.revision == before.revision)
    return connection.execute(update(contract_draft).where(standing).values(**_columns(after))).rowcount == 1


def drop_draft(connection: Connection, known: Draft) -> bool:
    """Forget one; False if somebody else was faster."""
    standing = (contract_draft.c.id == known.id) & (contract_draft.c.revision == known.revision)
    return connection.execute(delete(contract_draft).where(standing)).rowcount == 1


def load_draft(connection: Connection, by: Person, number: int) -> Draft | None:
    """One draft, or None where there is none that this person may see."""
    return next(iter(_load(connection, (contract_draft.c.id == number) & _seen(by))), None)


def drafts_of(connection: Connection, by: Person, contract: str | None = None) -> tuple[Draft, ...]:
    """Every draft that this person may see, the oldest first; or those of one contract."""
    of_it = _seen(by) if contract is None else _seen(by) & (contract_draft.c.contract == contract)
    return _load(connection, of_it)


def count_waiting(connection: Connection, by: Person) -> int:
    """How many drafts somebody else of the person's company has proposed."""
    others = contract_draft.c.proposed_by.is_not(None) & (contract_draft.c.proposed_by != by.id)
    return connection.execute(select(func.count()).where(_seen(by), others)).scalar_one()


def _seen(by: Person) -> ColumnElement[bool]:
    """The customer's own people see what is written; nobody else does."""
    return contract_draft.c.customer == by.organisation if as_customer(by) else false()


def _load(connection: Connection, condition: ColumnElement[bool]) -> tuple[Draft, ...]:
    rows = connection.execute(
        select(contract_draft, _editor.c.name.label("editor"), _proposer.c.name.label("proposer"))
        .join(_editor, _editor.c.id == contract_draft.c.edited_by, isouter=True)
        .join(_proposer, _proposer.c.id == contract_draft.c.proposed_by, isouter=True)
        .where(condition)
        .order_by(contract_draft.c.id)
    )
    return tuple(map(_draft, rows))


def _draft(row: Row[Any]) -> Draft:
    proposed = Act(row.proposed_by, row.proposer or "", row.proposed_at) if row.proposed_by else None
    return Draft(
        customer=row.customer,
        contract=row.contract,
        files=tuple((name, text) for name, text in json.loads(row.files)),
        edited=Act(row.edited_by, row.editor or "", row.edited_at),
        revision=row.revision,
        proposed=proposed,
        reason=row.reason,
        id=row.id,
    )


def _columns(draft: Draft) -> dict[str, object]:
    """The files are JSON in plain letters, so that no sign in them is too odd for any database."""
    return {
        "files": json.dumps(draft.files),
        "revision": draft.revision,
        "edited_by": draft.edited.person,
        "edited_at": draft.edited.at,
        "proposed_by": draft.proposed.person if draft.proposed else None,
        "proposed_at": draft.proposed.at if draft.proposed else None,
        "reason": draft.reason,
    }
