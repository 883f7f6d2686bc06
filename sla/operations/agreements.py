"""Agreements and their periods: who agreed on which contract, and which months are open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from sla.contract.definition import Definition
from sla.contract.model import Contract, Party
from sla.contract.parties import Parties
from sla.cycle import Agreement, Cycle, Organisation, Person, Role
from sla.cycle.deadlines import calendar_of, submit_by
from sla.cycle.rules import later_settled
from sla.operations.active import active_contract, definition_of
from sla.operations.answers import one, refused, unknown, wrong_person
from sla.operations.parties import looks_after, printed, whole
from sla.operations.people import organisation
from sla.operations.press import unprintable
from sla.store import agreements, cycles, log
from sla.store.books import Books
from sla.values import Finding, Findings, Period

AS_AGREED = Parties()
"""Parties of whom an agreement says nothing of its own."""
_SERIES = re.compile(r"[A-Z0-9][A-Z0-9-]{0,39}")


def add_agreement(
    books: Books,
    definition: str,
    vendor: str,
    reference: str,
    *,
    by: Person,
    at: datetime,
    series: str = "",
    parties: Parties = AS_AGREED,
    readings: Mapping[str, str] | None = None,
) -> Agreement | Findings:
    """Conclude an active contract with a vendor, by name; the customer is the company of the person.

    `reference` is the customer's own name for it, and `series` opens its statement numbers (by default made of the
    reference). What `parties` does not say is as the contract has it; another vendor than the contract names stands
    under its name alone.
    """
    if not by.is_a(Role.MANAGER):
        return wrong_person("a vendor manager", "add an agreement")
    known = active_contract(books, definition, by=by)
    if known is None:
        return _unknown_contract(definition)
    numbers = series or _series(reference)
    contract = known.at(known.term.start)
    own = contract.vendor if contract.vendor.name == vendor.strip() else Party(vendor.strip())
    customer_party, vendor_party = whole(parties.customer, contract.customer), whole(parties.vendor, own)
    problems = _problems(known, vendor, reference, numbers, readings or {})
    signs = unprintable("agreement.unprintable", *printed(parties.invoicing, customer_party, vendor_party))
    if problems or signs:
        return Findings((*problems, *signs))
    with books.writing(by) as connection:
        if taken := agreements.take_names(connection, by.organisation, reference, numbers):
            return _taken(taken, reference if taken == "reference" else numbers)
        new = Agreement(
            id=0,
            definition=definition,
            customer=Organisation(by.organisation, ""),
            vendor=organisation(connection, vendor),
            reference=reference,
            series=numbers,
            customer_party=customer_party,
            vendor_party=vendor_party,
            readings=tuple(sorted((readings or {}).items())),
            invoicing=parties.invoicing,
        )
        kept = agreements.keep_agreement(connection, new)
        log.record(connection, "agreement added", by, at, None, reference=reference, contract=definition, vendor=vendor)
        return kept


def open_period(
    books: Books, agreement: int, period: str, *, by: Person, at: datetime, closes: datetime | None = None
) -> Cycle | Findings:
    """Open a period of the contract's term, by its key (`2026-03`), for figures.

    `closes` is their last moment, instead of the one that follows from the contract.
    """
    with books.writing(by) as connection:
        known = agreements.load_agreement(connection, by, agreement, hold=True)
        if known is None:
            return unknown("agreement", str(agreement))
        if not looks_after(known, by):
            return wrong_person("a vendor manager of the customer", "open a period")
        definition = definition_of(connection, known)
        span = statement_period(definition, period)
        if span is None:
            return unknown("period", period)
        others = cycles.cycles_of(connection, by, agreement)
        if taken := next((each for each in others if each.period.overlap(span)), None):
            remedy = "Go on with the one there is."
            return refused("period.open", f"{taken.period.label} is open already", found=period, remedy=remedy)
        if late := later_settled(each for each in others if each.period > span):
            return one(late)
        opened = cycles.open_cycle(connection, as_opened(known, definition, span, closes, at))
        last = opened.closes.isoformat() if opened.closes else ""
        log.record(connection, "period opened", by, at, opened, closes=last)
        return opened


def as_opened(known: Agreement, definition: Definition, span: Period, closes: datetime | None, at: datetime) -> Cycle:
    """The period with its days as the contract and the calendar have them now: nothing learnt later moves them."""
    contract = definition.on(span, dict(known.readings))
    return Cycle(
        known.id,
        known.customer.id,
        known.vendor.id,
        span,
        closes=closes or figures_until(contract, span, at),
        calendar=calendar_of(contract),
        approve_days=contract.terms.approve_days,
    )


def figures_until(contract: Contract, span: Period, at: datetime) -> datetime | None:
    """Until when figures come if it is opened now; None where the contract sets no days."""
    return submit_by(span, contract.terms.submit_days, at, calendar_of(contract))


def statement_period(definition: Definition, key: str) -> Period | None:
    """The statement period of that key."""
    return next((period for period in definition.statement_periods() if period.key == key), None)


def _series(reference: str) -> str:
    """`Harbour / Leeds` numbers its statements `HARBOUR-LEEDS-0001`."""
    return re.sub(r"[^A-Z0-9]+", "-", reference.upper()).strip("-")[:40]


def _problems(
    definition: Definition, vendor: str, reference: str, series: str, readings: Mapping[str, str]
) -> Findings:
    found: list[Finding] = []
    for what, text in (("vendor", vendor), ("reference", reference)):
        if not text.strip():
            remedy = f"Write the {what} as it shall be shown."
            found.append(Finding(f"agreement.{what}", f"An agreement has a {what}", remedy=remedy))
    if not _SERIES.fullmatch(series):
        expected = "capital letters, digits and hyphens, 40 at most"
        message, remedy = "Statement numbers cannot begin like this", "Name the series yourself."
        found.append(Finding("agreement.series", message, found=series, expected=expected, remedy=remedy))
    offered = {each.name: dict(each.choices) for each in definition.at(definition.term.start).readings}
    for name, answer in readings.items():
        if answer not in offered.get(name, ()):
            expected = "; ".join(f"{each}: {' or '.join(answers)}" for each, answers in offered.items()) or "no reading"
            message, remedy = f"The contract does not offer the reading {name}", "Choose one of its answers."
            found.append(Finding("agreement.reading", message, found=answer, expected=expected, remedy=remedy))
    return Findings(found)


def _unknown_contract(key: str) -> Findings:
    return refused(
        "agreement.unknown-contract",
        f"There is no active contract {key}",
        found=key,
        expected="the key of a contract that your company has activated",
        remedy="Activate the contract first, or correct the key.",
    )


def _taken(what: str, text: str) -> Findings:
    message = f"Another agreement has this {what}"
    return refused(f"agreement.{what}-taken", message, found=text, remedy=f"Choose another {what}.")
