"""Who agreed on which contract: one definition, concluded between one customer and one vendor."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sla.contract.model import Contract, Invoicing, Party


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company that takes part, as customer, as vendor or as both."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """A contract definition in force between two companies.

    `reference` is the customer's own name for it. `series` opens its statement numbers: each agreement counts its
    own, so that a number tells one vendor nothing about the others.
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

    def under(self, contract: Contract) -> Contract:
        """The contract with these parties on it, and with their own choices for e-invoices."""
        terms = replace(contract.terms, invoicing=self.invoicing or contract.terms.invoicing)
        return replace(contract, customer=self.customer_party, vendor=self.vendor_party, terms=terms)
