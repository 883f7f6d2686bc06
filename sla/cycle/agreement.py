"""Who agreed on which contract: one definition, concluded between one customer and one vendor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from sla.contract.model import Contract, Invoicing, Party
from sla.cycle.model import Act


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company that takes part, as customer, as vendor or as both."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Naming:
    """Who the parties are on paper from a day on, and how statements become e-invoices; `made` is its recording."""

    customer: Party
    vendor: Party
    invoicing: Invoicing | None
    since: date
    made: Act


@dataclass(frozen=True, slots=True)
class Agreement:
    """A contract definition in force between two companies.

    `reference` is the customer's own name for it. `series` opens its statement numbers: each agreement counts its
    own, so that a number tells one vendor nothing about the others. Its parties stand on it as they were agreed, until
    `as_of` a moment.
    """

    id: int
    definition: str
    """Key of the contract definition."""
    customer: Organisation
    vendor: Organisation
    reference: str
    series: str
    customer_party: Party
    vendor_party: Party
    readings: tuple[tuple[str, str], ...] = ()
    """Open questions of the text and the answer these parties chose."""
    invoicing: Invoicing | None = None
    """Their own choices for e-invoices; None where the contract's hold."""
    namings: tuple[Naming, ...] = ()
    """What was recorded of the parties since, in that order."""

    def as_of(self, at: datetime, zone: tzinfo) -> Agreement:
        """The same with its parties as they were known to stand on paper at a moment, by clocks of that zone."""
        return self.on(at.astimezone(zone).date(), at)

    def on(self, day: date, known: datetime) -> Agreement:
        """The same for a day, as it was known at a moment: the latest day holds that has come, as recorded last."""
        holds = [each for each in self.namings if each.made.at <= known and each.since <= day]
        if not holds:
            return self
        last = max(reversed(holds), key=lambda each: each.since)
        return replace(self, customer_party=last.customer, vendor_party=last.vendor, invoicing=last.invoicing)

    def under(self, contract: Contract) -> Contract:
        """The contract with these parties on it, and with their own choices for e-invoices."""
        terms = replace(contract.terms, invoicing=self.invoicing or contract.terms.invoicing)
        return replace(contract, customer=self.customer_party, vendor=self.vendor_party, terms=terms)
