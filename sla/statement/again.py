"""A statement composed again from the calculation that its paper carries: nothing else is needed to print it again."""

from __future__ import annotations

from sla.settlement.workings import sentence
from sla.statement.calculation import FILE, read
from sla.statement.compose import compose
from sla.statement.model import Statement
from sla.statement.recompute import basis_of
from sla.values import Finding, Findings, Place


def again(content: bytes) -> Statement | Findings:
    """The statement that a `calculation.json` belongs to, with every amount settled once more from its figures."""
    calculation = read(content)
    if isinstance(calculation, Findings):
        return calculation
    if calculation.imprint is None:
        return Findings([_without_imprint()])
    basis = basis_of(calculation)
    if isinstance(basis, Findings):
        return basis
    *past, settlement = basis.settled()
    imprint = calculation.imprint
    return compose(
        basis.definition.on(basis.period, dict(basis.readings)),
        settlement,
        past,
        imprint.record,
        figures=basis.figures,
        counting=basis.counting,
        calculation=content,
        says=sentence,
        customer=imprint.customer,
        vendor=imprint.vendor,
        invoicing=imprint.invoicing,
    )


def _without_imprint() -> Finding:
    return Finding(
        "calculation.no-imprint",
        "The calculation does not hold what its paper shows besides the amounts",
        Place(FILE),
        expected="an imprint, as every statement has had since papers can be printed again",
        remedy="Its amounts can be computed again all the same: `sla verify` does it.",
    )
