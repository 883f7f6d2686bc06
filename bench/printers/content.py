"""A statement of twelve levels, with other figures for each seed, and its content in blocks that any printer can take.

The blocks say what `templates/statement/` says, in the same order: every word, table and chart.
"""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bench.engine import CONTRACT, months, reported
from sla.contract.definition import Definition, read
from sla.document.attachments import enclosures
from sla.document.capped import Drawn
from sla.document.pages import Page, Part, page
from sla.document.tongue import tongue
from sla.settlement.workings import sentence
from sla.statement.compose import compose
from sla.statement.model import Statement
from sla.statement.recompute import Basis, build
from sla.submission.figures import Figures
from tests.document.sample import imprint

HISTORY = 12
WORDS = "At least 95 % of the cases of this kind shall be done within the time agreed for them, in each calendar month."


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG, its words, and its size in millimetres."""

    svg: str
    says: str
    wide: float
    high: float


@dataclass(frozen=True, slots=True)
class Words:
    """A heading or a paragraph, by the name of its style."""

    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Wide:
    """A row of a table that is one cell: paragraphs, perhaps with a chart at their right."""

    words: tuple[Words, ...]
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head (perhaps none); widths in millimetres, of which 0 is what is left; right: numbers."""

    widths: tuple[int, ...]
    right: tuple[bool, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str | Picture, ...] | Wide, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Everything a printer must know."""

    title: str
    author: str
    language: str
    running: str
    foot: str
    blocks: tuple[Words | Table, ...]


def composed(seed: int) -> Statement:
    """The last of some months of twelve levels, settled and put into words; other figures for each seed."""
    definition = read(
        {CONTRACT.name: re.sub(r'(?m)^( +clause: "\d+")$', rf"\1\n    words: {WORDS}", CONTRACT.read_text())}
    )
    assert isinstance(definition, Definition), list(definition)
    *past, period = definition.statement_periods()[:HISTORY]
    drawn = months(random.Random(seed), HISTORY)
    every = [each for when, month in zip((*past, period), drawn, strict=True) for each in reported(when, month).entries]
    of = Basis(definition, Figures(every), period, tuple(past))
    *before, settlement = of.settled()
    shown = imprint()
    return compose(
        definition.on(period),
        settlement,
        before,
        shown.record,
        figures=of.figures,
        calculation=build(of, settlement, shown),
        says=sentence,
        customer=shown.customer,
        vendor=shown.vendor,
    )


def leaf(statement: Statement) -> Leaf:
    """The statement as other printers get it."""
    shown = page(statement, enclosures(statement))
    return Leaf(
        shown.title,
        statement.customer.name,
        statement.language,
        shown.running,
        shown.foot,
        tuple(_blocks(shown, statement)),
    )


def _blocks(shown: Page, s: Statement) -> Iterator[Words | Table]:
    """What stands in statement.html, in its order."""
    t = tongue(s.language).say
    yield from (Words("banner", each) for each in shown.banners)
    yield Words("title", t("Statement {number}", number=s.number))
    yield Words("under", f"{s.contract_title} · {shown.period}")
    yield from (Words("who", shown.who), Words("amount", shown.amount))
    yield from (Words("under", each) for each in shown.terms)
    yield Table((0, 38), (False, True), (), shown.totals)
    parties = [
        (role, party.name, *party.address, t("Tax id {number}", number=party.tax_id)) for role, party in shown.parties
    ]
    yield Table((0, 0), (False, False), (), tuple(zip(*parties, strict=True)))
    yield Words("head", t("Agreement"))
    yield Table((38, 0), (False, False), (), shown.facts)
    yield Words("head", t("Service levels"))
    yield Table(
        (13, 0, 24, 29, 30, 22),
        (False, False, True, False, False, True),
        (*map(t, ("Clause", "Service level", "Result", "Target", "Outcome")), s.currency),
        tuple((row.clause, row.title, row.result, row.target, row.outcome, row.amount) for row in shown.levels),
    )
    yield Words("head", t("Limits"))
    yield Table(
        (13, 0, 51, 22, 22),
        (False, False, False, True, True),
        (
            t("Clause"),
            t("On"),
            t("Used up"),
            *(t(f"{says} {{currency}}", currency=s.currency) for says in ("Used", "At most")),
        ),
        tuple((row.clause, row.on, _picture(row.bar, 46, 1.8), row.used, row.most) for row in shown.caps),
    )
    yield Words("part", t("How each amount came about"))
    yield Table(
        (0, 29, 29, 31, 27, 23),
        (False, True, False, False, False, True),
        (*map(t, ("Level and window", "Result", "Target", "Outcome", "Due as")), s.currency),
        tuple(row for part in shown.parts for row in _rows(part)),
    )
    yield from _evidence(
        shown, t("Figures used"), t("Prepared and approved"), t("Seal, and how to check this statement")
    )


def _rows(part: Part) -> Iterator[tuple[str, ...] | Wide]:
    """A level with its lines."""
    yield Wide(
        (Words("name", part.title), Words("words", part.words)), _picture(part.chart, 50, 11.1) if part.chart else None
    )
    for line in part.lines:
        yield line.when, line.result, line.target, line.outcome, line.kind, line.amount
        yield Wide((Words("words", line.workings),))


def _evidence(shown: Page, figures: str, signed: str, seal: str) -> Iterator[Words | Table]:
    """What stands in evidence.html."""
    yield Words("part", figures)
    yield Words("under", shown.figures_from)
    yield Table((36, 0, 46, 36), (False, False, False, True), ("When", "Figure", "For", "Value"), shown.figures)
    yield Words("head", signed)
    yield Table((38, 0, 52), (False, False, True), (), shown.signed)
    yield Words("head", seal)
    yield from (Words("text", each) for each in shown.checking)
    yield Table((38, 0), (False, False), (), shown.fingerprints)


def _picture(drawn: Drawn, wide: float, high: float) -> Picture:
    """The SVG out of its address; its title is said by the words beside it."""
    svg = base64.b64decode(drawn.address.partition(",")[2]).decode()
    return Picture(re.sub("<title>.*</title>", "", svg), drawn.says, wide, high)
