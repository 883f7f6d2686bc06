"""Companies move and are renamed: who the parties are on paper from a day on, recorded and never edited.

A paper names its parties as they are on the day of its issue, one that corrects another too: that is what the law
asks of invoices (Directive 2006/112/EC, article 226, number 5). What is issued keeps the names that it was issued with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sla.contract.model import Contract, Invoicing, Party
from sla.contract.parties import Parties
from sla.cycle import Act, Agreement, Naming, Person, Role
from sla.operations.active import definition_of
from sla.operations.answers import refused, unknown, wrong_person
from sla.operations.pages import Concluded
from sla.operations.press import unprintable
from sla.store import agreements, log
from sla.store.books import Books
from sla.values import Findings

SPOKEN = {
    "name": "name",
    "address": "address",
    "tax_id": "tax id",
    "country": "country",
    "registration": "registration",
    "electronic": "electronic address",
}
"""What a party says of itself, in words."""


@dataclass(frozen=True, slots=True)
class Named:
    """One agreement with its parties as they stand today, its contract as of its start, and what was recorded."""

    agreement: Agreement
    contract: Contract
    today: date
    records: tuple[tuple[Naming, tuple[str, ...]], ...]
    """Each with what it changes, in words; the one that holds last comes first."""

    @property
    def zone(self) -> ZoneInfo:
        """The clocks of the contract."""
        return self.contract.zone


def named(found: Concluded, at: datetime) -> Named:
    """Who the parties of an agreement are, were and will be."""
    contract = found.definition.at(found.definition.term.start)
    today = at.astimezone(contract.zone).date()
    return Named(found.agreement.on(today, at), contract, today, tuple(_records(found.agreement, contract.zone)))


def looks_after(known: Agreement, by: Person) -> bool:
    """Whether somebody may open its periods and say who its parties are: a vendor manager of the customer."""
    return by.is_a(Role.MANAGER) and by.organisation == known.customer.id


def change_parties(
    books: Books,
    number: int,
    parties: Parties,
    since: date,
    *,
    by: Person,
    at: datetime,
    entirely: bool = False,
) -> Agreement | Findings:
    """Record who the parties are from a day on; the agreement as it stands then.

    What `parties` leaves out stays as it is by then, unless they are told `entirely`.
    """
    with books.writing(by) as connection:
        known = agreements.load_agreement(connection, by, number, hold=True)
        if known is None:
            return unknown("agreement", str(number))
        if not looks_after(known, by):
            return wrong_person("a vendor manager of the customer", "change the parties of an agreement")
        definition = definition_of(connection, known)
        today = at.astimezone(definition.at(definition.term.start).zone).date()
        before = known.on(max(since, today), at)
        new = _naming(before, parties, since, Act(by.id, by.name, at), entirely=entirely)
        if problems := _problems(known, before, new, today):
            return problems
        agreements.keep_naming(connection, known, new)
        said = ", ".join(_changed(before, new))
        log.record(connection, "parties changed", by, at, reference=known.reference, since=str(since), changed=said)
        after = agreements.load_agreement(connection, by, number)
        return (after or known).on(since, at)


def _naming(before: Agreement, parties: Parties, since: date, made: Act, *, entirely: bool) -> Naming:
    if entirely:
        customer, vendor = parties.customer or Party(""), parties.vendor or Party("")
        return Naming(customer, vendor, parties.invoicing, since, made)
    customer, vendor = whole(parties.customer, before.customer_party), whole(parties.vendor, before.vendor_party)
    return Naming(customer, vendor, parties.invoicing or before.invoicing, since, made)


def _problems(known: Agreement, before: Agreement, new: Naming, today: date) -> Findings:
    if not (new.customer.name.strip() and new.vendor.name.strip()):
        remedy = "Write the name that the company has in its register."
        return refused("agreement.party-name", "Both parties have a name", remedy=remedy)
    if not _changed(before, new):
        remedy = "Change something, or leave it as it is."
        return refused("agreement.parties-same", "The parties are named like this already", remedy=remedy)
    later = max((each.since for each in known.namings if new.since < each.since <= today), default=None)
    if later is not None:
        return refused(
            "agreement.parties-later",
            "What holds from a later day stands already, so this would never be printed",
            found=str(new.since),
            expected=f"{later} or later",
            remedy="Choose the day from which papers shall show it: today, if it holds already.",
        )
    return unprintable("agreement.unprintable", *printed(new.invoicing, new.customer, new.vendor))


def _records(known: Agreement, zone: ZoneInfo) -> Iterator[tuple[Naming, tuple[str, ...]]]:
    """Each record with what it changes of what held before it, the last day first."""
    steps = []
    for place, each in enumerate(known.namings):
        day = max(each.since, each.made.at.astimezone(zone).date())
        before = replace(known, namings=known.namings[:place]).on(day, each.made.at)
        steps.append((each, _changed(before, each)))
    steps.sort(key=lambda step: step[0].since)
    yield from reversed(steps)


def _changed(before: Agreement, new: Naming) -> tuple[str, ...]:
    """What differs, in words, as `vendor name`."""
    pairs = (("customer", before.customer_party, new.customer), ("vendor", before.vendor_party, new.vendor))
    return (
        *(
            f"{role} {says}"
            for role, was, now in pairs
            for name, says in SPOKEN.items()
            if getattr(was, name) != getattr(now, name)
        ),
        *(("e-invoice",) if before.invoicing != new.invoicing else ()),
    )


def whole(given: Party | None, known: Party) -> Party:
    """The party as it is given; what is not given of it is as it is known."""
    if given is None:
        return known
    return Party(*(getattr(given, each.name) or getattr(known, each.name) for each in fields(Party)))


def printed(own: Invoicing | None, *parties: Party) -> Iterator[str]:
    """Every text of an agreement that its statements print."""
    if own:
        yield from (own.reference, own.because)
    for party in parties:
        yield from (party.name, *party.address, party.tax_id, party.registration, party.electronic)
