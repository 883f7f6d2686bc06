"""The open disputes of a period as the statement prints them."""

from __future__ import annotations

from dataclasses import dataclass

from sla.document.held import held
from sla.document.tongue import Tongue
from sla.statement import wording
from sla.statement.disputes import computed, rows
from sla.statement.model import Statement


@dataclass(frozen=True, slots=True)
class Disputes:
    """What is open when the statement is issued: rows of words and amounts, each dispute, each outcome, and how far."""

    rows: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]
    outcomes: tuple[tuple[str, str, str], ...]
    computed: str


def disputes(statement: Statement, t: Tongue) -> Disputes | None:
    """What stands under `In dispute`; None where nothing does."""
    said = statement.in_dispute
    if said is None:
        return None
    parties, restated = (statement.customer.name, statement.vendor.name), statement.restates is not None
    amounts = rows(said, *parties, t.say, restated=restated)
    return Disputes(
        rows=tuple((name, held(t.numbers(amount))) for name, amount in amounts),
        claims=tuple(
            t.say(
                "Dispute {number}, opened by {name}: {title}. {says}",
                number=each.number,
                name=each.opened,
                title=each.title,
                says=f"{each.says[:1].upper()}{each.says[1:]}",
            )
            for each in said.claims
        ),
        outcomes=tuple(
            (t.phrase(each.upheld), held(each.differs or "–"), t.numbers(wording.balance(each.net)))
            for each in said.prospects
        ),
        computed=t.phrase(computed(said)),
    )
