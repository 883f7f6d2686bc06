"""What is inside a sealed statement: the attached files, the amounts computed again, and what the paper shows."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sla.contract.model import Language
from sla.document.attachments import FIGURES, INVOICES, enclosures, figures_csv
from sla.document.reading import Paper, Unreadable, plain_letters
from sla.document.tongue import tongue
from sla.document.verdict import Facts, Refused
from sla.statement import calculation, decision
from sla.statement.again import again
from sla.statement.calculation import Calculation, Settled
from sla.statement.recompute import basis_of, recompute
from sla.values import Findings, Money, Saying, joined


def enclosed(pdf: bytes) -> tuple[Paper, Calculation]:
    """The open paper and its calculation, once both attached files are there and tell the same."""
    try:
        paper = Paper(pdf)
        files = paper.attachments()
    except Unreadable as wrong:
        raise Refused("attachments", Saying("{Why}.", why=wrong.args[0])) from wrong
    if files.keys() - INVOICES != {calculation.FILE, FIGURES} or (
        files.keys() & INVOICES and not files.keys() >= INVOICES
    ):
        there = ", ".join(sorted(files)) or "nothing"
        raise Refused(
            "attachments",
            Saying(
                "{name} and {name2} should be attached; there is {why}.",
                name=calculation.FILE,
                name2=FIGURES,
                why=there,
            ),
        )
    read = calculation.read(files[calculation.FILE])
    if isinstance(read, Findings):
        raise Refused("attachments", joined([finding.message for finding in read], "; "))
    if figures_csv(files[calculation.FILE]) != files[FIGURES]:
        raise Refused(
            "attachments", Saying("{name} does not hold the figures of {name2}.", name=FIGURES, name2=calculation.FILE)
        )
    if files.keys() & INVOICES and _invoices(files[calculation.FILE]) != {name: files[name] for name in INVOICES}:
        raise Refused("attachments", Saying("The e-invoice does not follow from {name}.", name=calculation.FILE))
    return paper, read


def _invoices(content: bytes) -> dict[str, bytes]:
    """The e-invoice that the calculation comes to, by file name."""
    statement = again(content)
    made = () if isinstance(statement, Findings) else enclosures(statement)
    return {each.name: each.content for each in made if each.name in INVOICES}


def recomputed(stated: Calculation, sealer: str, at: datetime) -> Facts:
    """What the statement says of itself, once every amount has come out the same again."""
    again = recompute(calculation.written(stated))
    if isinstance(again, Findings):
        raise Refused("amounts", joined([finding.message for finding in again], "; "))
    claimed, computed = again
    if claimed != computed:
        raise Refused(
            "amounts", Saying("The amounts do not follow from the figures: {why}.", why=_difference(claimed, computed))
        )
    penalties, incentives = _totals(computed)
    return Facts(
        number=stated.number,
        contract=stated.contract,
        period=stated.period.label,
        decision=decision.sentence(stated.customer, stated.vendor, penalties, incentives, _cites(stated)),
        sealer=sealer,
        sealed_at=at,
        restates=stated.restates.sha256 if stated.restates else "",
    )


def printed(paper: Paper, stated: Calculation) -> None:
    """The first page names the statement, who owes whom how much, and the totals."""
    penalties, incentives = _totals(stated.settlement)
    try:
        words = paper.words()
    except Unreadable as wrong:
        raise Refused("printed", Saying("The first page cannot be read: {why}.", why=wrong.args[0])) from wrong
    t = tongue(_language(stated))
    rows = decision.rows(stated.customer, stated.vendor, penalties, incentives, _cites(stated), t.say)
    shown = (f"{says} {t.numbers(amount)}" for says, amount in rows)
    for wanted in (t.say("Statement {number}", number=stated.number), *shown):
        if plain_letters(wanted) not in words:
            says = Saying("The first page does not show “{name}”, which its calculation comes to.", name=wanted)
            raise Refused("printed", says)


def _language(stated: Calculation) -> Language:
    """The language that the contract asks for."""
    basis = basis_of(stated)
    if isinstance(basis, Findings):
        raise Refused("printed", "The language of the paper is not known.")
    return basis.definition.on(basis.period, dict(basis.readings)).terms.language


def _cites(stated: Calculation) -> decision.Cites | None:
    """Of a restatement: the number of the statement before it, and the net that it came to."""
    if stated.restates is None:
        return None
    penalties, incentives = _totals(stated.restates.settlement)
    return stated.restates.number, incentives - penalties


def _totals(settled: Settled) -> tuple[Money, Money]:
    """Penalties and incentives of a settlement in its public form."""
    match settled:
        case {"currency": str(currency), "settlements": [{"penalties": str(penalties), "incentives": str(incentives)}]}:
            return Money(Decimal(penalties), currency), Money(Decimal(incentives), currency)
        case _:
            raise Refused("amounts", "The calculation states no totals.")


def _difference(claimed: object, computed: object, where: str = "") -> str:
    """The first place where two plain structures part, and both values there."""
    if isinstance(claimed, dict) and isinstance(computed, dict):
        for name in sorted(claimed.keys() | computed.keys()):
            if claimed.get(name) != computed.get(name):
                return _difference(claimed.get(name), computed.get(name), f"{where} {name}".strip())
    if isinstance(claimed, list) and isinstance(computed, list) and len(claimed) == len(computed):
        for number, (one, other) in enumerate(zip(claimed, computed, strict=True), start=1):
            if one != other:
                return _difference(one, other, f"{where} {number}")
    stated, comes_to = (f"{each}"[:150] for each in (claimed, computed))
    return Saying("{name} is stated as {name2}, and comes to {name3}", name=where[:90], name2=stated, name3=comes_to)
