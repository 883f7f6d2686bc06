"""One period as its statement would put it: the pages say the same words as the paper, before there is any paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from markupsafe import Markup

from sla.contract.model import Contract
from sla.settlement.model import Settlement
from sla.settlement.workings import sentence
from sla.statement import charts, decision
from sla.statement.compose import compose
from sla.statement.model import Approval, Section, Statement, Summary, Trend
from sla.statement.record import Record
from sla.statement.summary import summary
from sla.submission.figures import Figures


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
        "drawings": {section.level: drawing(section) for section in statement.sections if section.level},
    }


def drawing(section: Section) -> tuple[Markup, str] | None:
    """A level's chart and its caption; None where there is too little to draw.

    One site's results run over time; those of several sites stand beside each other.
    """
    first, target = section.lines[0].trend, section.lines[0].target
    if first is None:
        return None
    many = len({line.scope for line in section.lines}) > 1
    beside = tuple((line.scope, _latest(line.trend)) for line in section.lines)
    trend = Trend(beside, first.low, first.high, first.unit) if many else first
    if sum(value is not None for _, value in trend.results) < 2:
        return None
    draw = charts.spread if many else charts.trend
    says = f"{section.title}: {charts.description(trend, target)}"
    picture = draw(trend, says, ink="currentColor", band="var(--band)", edge="var(--accent)")
    spans = "One dash each, in this order" if many else f"{trend.results[0][0]} to {trend.results[-1][0]}"
    met = "" if target == "–" else ", shaded where the target is met"
    return Markup(picture), f"{spans}{met}."  # noqa: S704 - drawn and escaped by us


def _latest(trend: Trend | None) -> Decimal | None:
    return trend.results[-1][1] if trend and trend.results else None


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
