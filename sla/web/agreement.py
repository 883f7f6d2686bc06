"""`/c/...`: one agreement: what was agreed in plain sentences, between whom, in which versions, and its periods."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Blueprint, render_template

from sla.contract.words import explain
from sla.cycle import Stage, next_step
from sla.operations import pages as views
from sla.operations.opening import to_open
from sla.web.grid import total
from sla.web.visitor import agreement_at, desk, found, me, now

pages = Blueprint("agreement", __name__)


FRAME, TERMS = "In general", "Limits, consequences and payment"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of the contract and its sentences; a quoted one is the clause's own words."""

    title: str
    sentences: tuple[tuple[str, bool], ...]


@pages.get("/c/<series>")
def page(series: str) -> str:
    """The agreement."""
    person, books, number = me(), desk().books, agreement_at(series)
    agreed = found(views.agreement(books, number, by=person))
    cells = {cell.period: cell for cell in views.periods_of(books, number, by=person)}
    last = agreed.cycles[-1].period if agreed.cycles else agreed.definition.statement_periods()[-1]
    contract = agreed.agreement.under(agreed.definition.on(last, dict(agreed.agreement.readings)))
    return render_template(
        "agreement.html",
        agreement=agreed.agreement,
        definition=agreed.definition,
        contract=contract,
        period=last,
        form_period=next((each.period for each in agreed.cycles if each.stage is Stage.OPEN), last),
        rows=[(each, cells[each.period], next_step(each)) for each in reversed(agreed.cycles)],
        total=total(cells.values()),
        chapters=tuple(chapters(explain(contract))),
        to_open=to_open(books, number, by=person, at=now()),
    )


def chapters(lines: Iterable[str]) -> Iterator[Chapter]:
    """The sentences of `explain` by their headings: a line that ends with a colon heads what follows.

    What stands under no heading is the frame before the levels, and limits and terms after them.
    """
    title, sentences = FRAME, list[tuple[str, bool]]()
    for line in lines:
        text = line.strip()
        heading = text.rstrip(":") if text.endswith(":") and not line.startswith(" ") else ""
        if heading or not (text or title in (FRAME, TERMS)):
            if sentences:
                yield Chapter(title, tuple(sentences))
            title, sentences = heading or TERMS, []
        elif text:
            sentences.append((text.strip('"'), text.startswith('"')))
    if sentences:
        yield Chapter(title, tuple(sentences))
