"""One period as its statement would put it: the pages say the same words as the paper, before there is any paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from sla.contract.model import Contract
from sla.settlement.caps import Cap
from sla.settlement.model import Settlement
from sla.settlement.workings import sentence
from sla.statement import decision, pictures
from sla.statement.compose import compose
from sla.statement.model import Approval, Section, Statement, Summary
from sla.statement.record import Record
from sla.statement.summary import summary
from sla.submission.figures import Figures

SCREEN: pictures.Colours = {"ink": "currentColor", "band": "var(--band)", "edge": "var(--accent)"}


def sheet(contract: Contract, settlements: tuple[Settlement, ...], figures: Figures, at: datetime) -> Statement:
    """The statement of the last settlement, without number and signatures."""
    nobody = Approval("", "", at)
    return compose(
        contract,
        settlements[-1],
        settlements[:-1],
        Record("", ("", "", at, ""), nobody, (), at),
        figures=figures,
        calculation=b"",
        says=sentence,
    )


def shown(statement: Statement) -> dict[str, object]:
    """What the template of a sheet asks for."""
    (who, amount), *totals = decision.rows(
        statement.customer.name, statement.vendor.name, statement.penalties, statement.incentives
    )
    return {
        "s": statement,
        "who": who,
        "amount": amount if statement.net else "",
        "totals": totals,
        "levels": summary(statement),
        "caps": [(cap.clause, *_bar(cap)) for cap in statement.caps],
        "drawings": {section.level: drawing(section) for section in statement.sections if section.level},
    }


def drawing(section: Section) -> tuple[Markup, str] | None:
    """A level's chart and its caption; None where there is too little to draw."""
    found = pictures.of_level(section, **SCREEN)
    return (Markup(found.drawing), found.caption) if found else None  # noqa: S704 - drawn and escaped by us


def _bar(cap: Cap) -> tuple[Markup, str]:
    """How far a ceiling is used up: its bar, and the same in words."""
    found = pictures.of_cap(cap, **SCREEN)
    return Markup(found.drawing), found.says.removesuffix(".")  # noqa: S704 - drawn and escaped by us


@dataclass(frozen=True, slots=True)
class Change:
    """A level in the period before and now; either is None where there is no such level."""

    title: str
    before: Summary | None
    now: Summary | None


def compared(before: Statement, now: Statement) -> tuple[Change, ...]:
    """Every level of either statement, in the order of the later one."""
    then, here = ({each.title: each for each in summary(statement)} for statement in (before, now))
    return tuple(Change(title, then.get(title), here.get(title)) for title in {**here, **then})
