"""Agreements: rows into values and back."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from sla.contract.model import Invoicing, Party
from sla.cycle import Act, Agreement, Naming, Organisation, Person
from sla.statement.flat import flat, raised
from sla.store.tables import agreement, naming, organisation, person, series
from sla.store.visible import visible

_customer, _vendor = organisation.alias("customer_organisation"), organisation.alias("vendor_organisation")


def keep_agreement(connection: Connection, new: Agreement) -> Agreement:
    """Add an agreement; its reference is not taken yet, and its series of statement numbers is (`take_names`)."""
    values = {
        "definition": new.definition,
        "customer": new.customer.id,
        "vendor": new.vendor.id,
        "reference": new.reference,
        "series": new.series,
        "parties": json.dumps(_parties(new.customer_party, new.vendor_party, new.invoicing)),
        "readings": json.dumps(dict(new.readings), sort_keys=True),
    }
    number = connection.execute(insert(agreement).values(values).returning(agreement.c.id)).scalar_one()
    return next(iter(_load(connection, agreement.c.id == number)))


def take_names(connection: Connection, customer: int, reference: str, series_name: str) -> str | None:
    """Take a series of statement numbers for a new agreement.

    `reference` or `series`, whichever another agreement uses already; None if both were free.
    """
    mine = (agreement.c.customer == customer) & (agreement.c.reference == reference)
    if connection.execute(select(agreement.c.id).where(mine)).first():
        return "reference"
    insert_new = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    taking = insert_new(series).values(name=series_name, last=0).on_conflict_do_nothing()
    done = connection.execute(taking.execution_options(preserve_rowcount=True))
    return None if done.rowcount == 1 else "series"


def load_agreement(connection: Connection, by: Person, number: int, *, hold: bool = False) -> Agreement | None:
    """One agreement, or None where there is none that this person may see.

    `hold` it where the decision depends on several of its periods: nobody else holds it until the transaction ends.
    """
    if hold:
        connection.execute(select(agreement.c.id).where(agreement.c.id == number).with_for_update())
    return next(iter(_load(connection, (agreement.c.id == number) & visible(by))), None)


def agreements_of(connection: Connection, by: Person) -> tuple[Agreement, ...]:
    """Every agreement this person may see, by definition and reference."""
    return _load(connection, visible(by))


def _load(connection: Connection, condition: ColumnElement[bool]) -> tuple[Agreement, ...]:
    rows = connection.execute(
        select(agreement, _customer.c.name.label("customer_name"), _vendor.c.name.label("vendor_name"))
        .join(_customer, _customer.c.id == agreement.c.customer)
        .join(_vendor, _vendor.c.id == agreement.c.vendor)
        .where(condition)
        .order_by(agreement.c.definition, agreement.c.reference)
    )
    namings = _namings(connection, condition)
    return tuple(_agreement(row, tuple(namings[row.id])) for row in rows)


def keep_naming(connection: Connection, of: Agreement, new: Naming) -> None:
    """Keep who the parties are from a day on."""
    said = json.dumps(_parties(new.customer, new.vendor, new.invoicing))
    values = {"agreement": of.id, "parties": said, "since": new.since, "person": new.made.person, "at": new.made.at}
    connection.execute(insert(naming).values(values))


def _namings(connection: Connection, condition: ColumnElement[bool]) -> dict[int, list[Naming]]:
    """Those of some agreements, as they were recorded."""
    found: dict[int, list[Naming]] = defaultdict(list)
    rows = connection.execute(
        select(naming, person.c.name).join(agreement).join(person).where(condition).order_by(naming.c.id)
    )
    for row in rows:
        act = Act(row.person, row.name, row.at)
        found[row.agreement].append(Naming(*_raised(row.parties), since=row.since, made=act))
    return found


def _raised(written: str) -> tuple[Party, Party, Invoicing | None]:
    """Customer, vendor and their choices for e-invoices; what older programs did not keep is what it says by itself."""
    said = json.loads(written)
    own = raised(Invoicing, said["invoicing"]) if "invoicing" in said else None
    return raised(Party, said["customer"]), raised(Party, said["vendor"]), own


def _agreement(row: Row[Any], namings: tuple[Naming, ...]) -> Agreement:
    customer, vendor, invoicing = _raised(row.parties)
    return Agreement(
        id=row.id,
        definition=row.definition,
        customer=Organisation(row.customer, row.customer_name),
        vendor=Organisation(row.vendor, row.vendor_name),
        reference=row.reference,
        series=row.series,
        customer_party=customer,
        vendor_party=vendor,
        readings=tuple(json.loads(row.readings).items()),
        invoicing=invoicing,
        namings=namings,
    )


def _parties(customer: Party, vendor: Party, invoicing: Invoicing | None) -> dict[str, object]:
    own = {"invoicing": flat(invoicing)} if invoicing else {}
    return {"customer": flat(customer), "vendor": flat(vendor), **own}
