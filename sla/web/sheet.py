"""One period as its statement would put it: the pages say the same words as the paper, before there is any paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import escape

from markupsafe import Markup

from sla.contract.model import Contract
from sla.document.capped import results
from sla.settlement.caps import Cap
from sla.settlement.model import Settlement
from sla.settlement.workings import sentence
from sla.statement import decision, pictures
from sla.statement.compose import compose
from sla.statement.model import Approval, Section, Statement, StatementLine, Summary
from sla.statement.pictures import Picture
from sla.statement.record import Record
from sla.statement.summary import summary
from sla.submission.figures import Figures
from sla.web.tongues import said, say, speaking

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
    parties = (statement.customer.name, statement.vendor.name)
    (who, amount), *totals = decision.rows(*parties, statement.penalties, statement.incentives, say=say)
    return {
        "s": statement,
        "who": who,
        "amount": amount if statement.net else "",
        "totals": totals,
        "levels": tuple(levels(statement)),
        "caps": [(cap.clause, *_bar(cap), cap.formula) for cap in statement.caps],
    }


@dataclass(frozen=True, slots=True)
class LevelShown:
    """A level as its row and its workings show it: with its lines by number, its drawings, and the same in words."""

    row: Summary
    section: Section
    lines: tuple[tuple[int, StatementLine], ...]
    """Each with its place among the lines of the statement, from 1."""
    against: Markup | None
    """The result against its target."""
    recent: Markup | None
    caption: str
    points: tuple[tuple[str, str], ...]
    """What the drawing of recent results shows: label and result of each, empty where there is none."""


def levels(statement: Statement) -> Iterator[LevelShown]:
    """Every level of the statement in its order."""
    places = {id(line): number for number, line in enumerate(statement.lines, 1)}
    for row, section in zip(summary(statement), statement.sections, strict=True):
        against = pictures.of_result(section, **SCREEN)
        recent = pictures.of_level(section, **SCREEN) if section.level else None
        told = results(section, speaking()) if recent else None
        yield LevelShown(
            row,
            section,
            tuple((places[id(line)], line) for line in section.lines),
            _drawn(against, _against(section.lines[0])),
            _drawn(recent, told.says if told else ""),
            _caption(recent.caption, told.caption) if recent and told else "",
            recent.points if recent else (),
        )


def _drawn(picture: Picture | None, says: str) -> Markup | None:
    """The drawing with its title in the visitor's language."""
    if picture is None:
        return None
    english, own = (f"<title>{escape(text)}</title>" for text in (picture.says, says))
    return Markup(picture.drawing.replace(english, own))  # noqa: S704 - drawn and escaped by us


def _caption(english: str, own: str) -> str:
    """What a drawing spans, with a capital letter; what is no language of the papers is said as the English is."""
    shown = own[:1].upper() + own[1:]
    return said(english) if shown == english else shown


def _against(line: StatementLine) -> str:
    """The result of a line against its target, in words."""
    return f"{line.title}: {said(line.result)}, {say('target {target}', target=said(line.target))}."


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
