"""Statements that become e-invoices."""

from dataclasses import replace
from decimal import Decimal

from sla.contract.model import Direction, Invoicing, Issuer, Party, Vat
from sla.evaluation.model import Outcome
from sla.settlement.model import Settlement
from sla.statement.einvoice.made import NotMade, einvoice
from sla.statement.einvoice.model import EInvoice
from sla.statement.model import Moved, Restated, Statement
from sla.values import Money
from tests.statement import sample

CUSTOMER = Party(
    "NHS England & Søns",
    ("Quarry House", "Quarry Hill", "Leeds LS2 7UE"),
    "GB 654 4421 17",
    "GB",
    "RC 1",
    "0088:5012345678900",
)
VENDOR = Party(
    "North East <Ambulance>",
    ("Bernicia House", "Newburn", "Riverside", "Newcastle"),
    "GB654442118",
    "GB",
    "04221234",
    "EM:bills@ambulance.example",
)
CHOICES = (
    Invoicing(Vat.REVERSE_CHARGE),
    Invoicing(Vat.OUTSIDE_SCOPE, None, "Contractual penalties are no consideration"),
    Invoicing(Vat.STANDARD, Decimal(20), reference="PO 4711 & 12"),
    Invoicing(Vat.STANDARD, Decimal("7.7"), "", Issuer.CUSTOMER),
    Invoicing(Vat.ZERO),
    Invoicing(Vat.EXEMPT, None, "Exempt, Article 132", Issuer.CUSTOMER),
)


def penalty(chosen: Invoicing | None = CHOICES[0]) -> Statement:
    """1,500.00 in penalties less 265.50 in incentives."""
    return replace(sample.statement(), customer=CUSTOMER, vendor=VENDOR, invoicing=chosen, waiting_for=())


def incentive(chosen: Invoicing = CHOICES[0]) -> Statement:
    """900.00 in incentives."""
    fact = sample.evaluation("answered_in_60s", sample.MARCH, "98.4", Outcome.MET)
    settled = Settlement(
        "urgent-care-line",
        "2",
        "GBP",
        sample.MARCH,
        (sample.line(fact, "900.00", Direction.INCENTIVE, "bonus"),),
        (fact,),
    )
    return replace(sample.statement(settled), customer=CUSTOMER, vendor=VENDOR, invoicing=chosen)


def restated() -> Statement:
    """It came to -1,434.50 before: the vendor is owed 200.00."""
    moved = Moved(
        "4.2(a)", "Calls answered in 60 seconds", "March 2026", "", *map(gbp, ("1700.00", "1500.00", "200.00"))
    )
    return replace(penalty(), restates=Restated("STM-000100", "ab" * 32, gbp("-1434.50"), (moved,)))


def gbp(amount: str) -> Money:
    return Money(Decimal(amount), "GBP")


def made(statement: Statement) -> EInvoice:
    found = einvoice(statement)
    assert not isinstance(found, NotMade), found
    return found
