"""`/c/...`: one agreement: what was agreed in plain sentences, between whom, in which versions, and its periods."""

from __future__ import annotations

from flask import Blueprint, render_template

from sla.contract.words import chapters
from sla.cycle import Stage, next_step
from sla.operations import pages as views
from sla.operations.opening import to_open
from sla.operations.parties import looks_after, named
from sla.web.grid import total
from sla.web.visitor import agreement_at, desk, found, me, now

pages = Blueprint("agreement", __name__)


@pages.get("/c/<series>")
def page(series: str) -> str:
    """The agreement."""
    person, books, number = me(), desk().books, agreement_at(series)
    agreed = found(views.agreement(books, number, by=person))
    cells = {cell.period: cell for cell in views.periods_of(books, number, by=person)}
    last = agreed.cycles[-1].period if agreed.cycles else agreed.definition.statement_periods()[-1]
    known = named(agreed, now())
    contract = known.agreement.under(agreed.definition.on(last, dict(agreed.agreement.readings)))
    return render_template(
        "agreement.html",
        agreement=agreed.agreement,
        definition=agreed.definition,
        contract=contract,
        period=last,
        form_period=next((each.period for each in agreed.cycles if each.stage is Stage.OPEN), last),
        rows=[(each, cells[each.period], next_step(each)) for each in reversed(agreed.cycles)],
        total=total(cells.values()),
        chapters=tuple(chapters(contract)),
        named=known,
        may_name=looks_after(known.agreement, person),
        to_open=to_open(agreed, by=person, at=now()),
    )
