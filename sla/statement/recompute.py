"""From a basis to a calculation and back: a statement can be computed again from what it carries, by anybody."""

from __future__ import annotations

from dataclasses import dataclass

from sla.contract import definition as contracts
from sla.contract.definition import Definition
from sla.measurement.relief import Relief, Relieved
from sla.settlement.canonical import as_dict
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.settlement.waiver import Waiver
from sla.statement.calculation import FILE, Calculation, Cited, Settled, read, written
from sla.statement.record import Imprint
from sla.submission.figures import Figures
from sla.values import Finding, Findings, Period, Place


@dataclass(frozen=True, slots=True)
class Basis:
    """All that a settlement follows from: text, answers chosen, figures, periods before, and what was allowed."""

    definition: Definition
    figures: Figures
    period: Period
    past: tuple[Period, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    relief: tuple[Relief, ...] = ()
    """What was granted, in this period and in those before it."""
    waivers: tuple[Waiver, ...] = ()
    """What was decided not to impose, in this period and in those before it."""

    def settled(self) -> tuple[Settlement, ...]:
        """The settlement of the period, last, after those of the periods before it."""
        periods = (*self.past, self.period)
        return settled_through(self.definition, self.counting, periods, dict(self.readings), self.waivers)

    @property
    def counting(self) -> Figures:
        """The figures as they count once relief is granted."""
        return Relieved(self.figures, self.relief) if self.relief else self.figures


def build(
    basis: Basis,
    settlement: Settlement,
    imprint: Imprint,
    *,
    restates: Cited | None = None,
) -> bytes:
    """The calculation of one statement, in canonical form; a restatement cites the one before it."""
    contract = basis.definition.on(basis.period, dict(basis.readings))
    calculation = Calculation(
        number=imprint.record.number,
        customer=imprint.customer.name,
        vendor=imprint.vendor.name,
        contract=contract.key,
        version=contract.version,
        digest=contract.digest,
        texts=basis.definition.texts,
        readings=basis.readings,
        period=basis.period,
        past=basis.past,
        figures=basis.figures.entries,
        settlement=as_dict((settlement,)),
        relief=basis.relief,
        waivers=basis.waivers,
        restates=restates,
        imprint=imprint,
    )
    return written(calculation)


def basis_of(calculation: Calculation) -> Basis | Findings:
    """What a calculation was computed from; findings if its contract cannot be read or is not the one it names."""
    definition = contracts.read(dict(calculation.texts), calculation.contract)
    if isinstance(definition, Findings):
        return definition
    basis = Basis(
        definition,
        Figures(calculation.figures),
        calculation.period,
        calculation.past,
        calculation.readings,
        calculation.relief,
        calculation.waivers,
    )
    contract = definition.on(calculation.period, dict(calculation.readings))
    named = (calculation.contract, calculation.version, calculation.digest)
    if (contract.key, contract.version, contract.digest) != named:
        return Findings([_other_contract(calculation, f"{contract.key}, version {contract.version}")])
    return basis


def recompute(content: bytes) -> tuple[Settled, Settled] | Findings:
    """What a `calculation.json` claims, and what its own contract and figures come to; equal if it is right."""
    calculation = read(content)
    if isinstance(calculation, Findings):
        return calculation
    basis = basis_of(calculation)
    if isinstance(basis, Findings):
        return basis
    return calculation.settlement, as_dict((basis.settled()[-1],))


def _other_contract(calculation: Calculation, found: str) -> Finding:
    return Finding(
        "calculation.other-contract",
        "The text inside is not the contract that the calculation names",
        Place(FILE),
        found=found,
        expected=f"{calculation.contract}, version {calculation.version}, SHA-256 {calculation.digest}",
        remedy="Ask the issuer for the statement as it was issued.",
    )
