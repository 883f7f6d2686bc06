"""What the columns of a vendor's own file may say: suggestions to confirm, none where two would fit.

A column is told by its heading and by what stands in it. A heading that is the contract's own name is sure; one that
shares most of its words with a figure is suggested, and where two figures share as many, both are named and neither
is suggested.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sla.contract.model import Contract
from sla.submission import dates
from sla.submission.alike import LIKE, alike, likely, words
from sla.submission.headings import letters, simplified
from sla.submission.matching import TOPS, Kind, Part, numbered
from sla.submission.table import Cell, Number, Row, Table, written
from sla.values import Period

SAMPLES, LOOKED_AT = 3, 500
"""So many different cells are shown of a column, and so many rows are looked at."""
WHENS = frozenset(
    "when date day month period week quarter year time timestamp datetime datum tag monat zeitraum fecha mes dia data"
    " miesiac jour mois".split()
)
VALUES = frozenset("value actual result amount volume count qty quantity wert ist valor wartosc valeur".split())
UNITS = frozenset("unit units uom einheit".split())
FIGURES = frozenset("figure kpi metric measure indicator name kennzahl metryka indicador".split())
_LOOKS_NUMERIC = re.compile(r"[-+(]?[\s$€£]*\d[\d.,\s']*\s*%?\)?")


@dataclass(frozen=True, slots=True)
class Offer:
    """One column of a file: its place, what stands in it, and what it may say."""

    at: int
    heading: str
    nth: int
    samples: tuple[str, ...]
    part: Part | None = None
    """What it says, as far as can be told; None where nothing fits, or more than one thing."""
    sure: bool = False
    """Whether the heading is the contract's own name for it."""
    could: tuple[Part, ...] = ()
    """What fits as well as anything else."""

    @property
    def letters(self) -> str:
        """Its name in a spreadsheet."""
        return letters(self.at)


def parts(contract: Contract) -> tuple[Part, ...]:
    """Everything that a column can say under a contract."""
    dimensions = dict.fromkeys(name for figure in contract.figures for name in figure.by)
    return (
        Part(Kind.WHEN),
        *(Part(Kind.DIMENSION, name) for name in dimensions),
        *(Part(Kind.OF, figure.name) for figure in contract.figures),
        Part(Kind.FIGURE),
        Part(Kind.VALUE),
        Part(Kind.UNIT),
    )


def headed(contract: Contract, table: Table) -> Table:
    """The table with its headings in the row that looks most like them."""
    rows = (*table.above, *table.rows)[:TOPS]
    known = [*WHENS, *VALUES, *FIGURES, *(each.name for each in parts(contract) if each.name)]
    best = max(rows, key=lambda row: (_heads(row, known), -row.number), default=None)
    return table.headed(best.number) if best else table


def _heads(row: Row, known: list[str]) -> tuple[int, int]:
    """How many cells of a row name something, and how many are words at all."""
    texts = [written(cell) for cell in row.cells if isinstance(cell, str) and written(cell)]
    words = [text for text in texts if not _LOOKS_NUMERIC.fullmatch(text) and not _is_time(text)]
    named = sum(any(alike(text, name) >= LIKE for name in known) for text in words)
    return (named if len(texts) > 1 else 0), len(words)


def offers(contract: Contract, table: Table, period: Period) -> tuple[Offer, ...]:
    """Every column with content, with what it may say."""
    found = []
    for at, (heading, nth) in enumerate(numbered(table.headings)):
        cells = [_at(row, at) for row in table.rows[:LOOKED_AT]]
        samples = tuple(dict.fromkeys(text for cell in cells if (text := written(cell))))
        if heading or samples:
            found.append(Offer(at, heading, nth, samples[:SAMPLES]))
    columns = {each.at: _column(table, each.at) for each in found}
    wide = [_of_heading(contract, each) for each in found]
    if sum(bool(each.could) for each in wide) < 2 and (long := _long(contract, found, columns, period)):
        wide = long
    return _single(_dimensions(contract, _whens(wide, columns, period), columns))


def _at(row: Row, at: int) -> Cell:
    return row.cells[at] if at < len(row.cells) else ""


def _column(table: Table, at: int) -> list[Cell]:
    return [cell for row in table.rows[:LOOKED_AT] if (cell := _at(row, at)) is None or written(cell)]


def _of_heading(contract: Contract, offer: Offer) -> Offer:
    """The figure that a heading names."""
    names = {figure.name: figure.says for figure in contract.figures}
    could = tuple(Part(Kind.OF, name) for name in likely(offer.heading, names))
    sure = bool(could) and simplified(offer.heading) == simplified(could[0].name)
    return replace(offer, part=could[0] if len(could) == 1 or sure else None, sure=sure, could=could)


def _long(contract: Contract, found: list[Offer], columns: dict[int, list[Cell]], period: Period) -> list[Offer] | None:
    """One row for each value: a column that names figures, and the one beside it that holds the numbers."""
    names = {figure.name: figure.says for figure in contract.figures}
    naming = [each for each in found if _names_figures(columns[each.at], names)]
    if not naming:
        return None
    numeric = [each for each in found if _mostly(columns[each.at], _is_number)]
    values = (
        [each for each in numeric if _is_of(each.heading, period)]
        or [each for each in numeric if VALUES & set(words(each.heading))]
        or numeric
    )
    made = {each.at: (Part(Kind.FIGURE), naming) for each in naming}
    made |= {each.at: (Part(Kind.VALUE), values) for each in values}
    made |= {each.at: (Part(Kind.UNIT), [each]) for each in found if UNITS & set(words(each.heading))}
    return [
        replace(each, part=made[each.at][0] if len(made[each.at][1]) == 1 else None, could=(made[each.at][0],))
        if each.at in made
        else each
        for each in found
    ]


def _names_figures(cells: list[Cell], names: dict[str, str]) -> bool:
    texts = {written(cell) for cell in cells if isinstance(cell, str)}
    texts = {text for text in texts if not _LOOKS_NUMERIC.fullmatch(text)}
    if not texts or len(texts) > 4 * len(names) + 20:
        return False
    named = sum(bool(likely(text, names)) for text in texts)
    return named >= max(1, min(len(texts), len(names)) / 2)


def _whens(found: list[Offer], columns: dict[int, list[Cell]], period: Period) -> list[Offer]:
    """The column of times: the one so headed, of several that hold times."""
    part = Part(Kind.WHEN)
    timed = [
        each
        for each in found
        if _mostly(columns[each.at], lambda cell: isinstance(cell, str) and _is_time(cell, period.end))
    ]
    named = [each for each in timed if WHENS & set(words(each.heading))] or timed
    return [
        replace(
            each,
            part=part if len(named) == 1 else None,
            could=(part,) if each in named else each.could,
            sure=simplified(each.heading) == "when",
        )
        if each in named
        else each
        for each in found
    ]


def _dimensions(contract: Contract, found: list[Offer], columns: dict[int, list[Cell]]) -> list[Offer]:
    """Columns that name a site, a team and the like: by their heading, or by holding what the contract lists."""
    listed = dict(contract.dimensions)
    names = dict.fromkeys(name for figure in contract.figures for name in figure.by)
    made: list[Offer] = []
    for each in found:
        texts = {written(cell) for cell in columns[each.at]}
        fits = [
            name for name in names if alike(each.heading, name) > LIKE or (texts and texts <= set(listed.get(name, ())))
        ]
        free = each.part is None and not each.could
        could = tuple(Part(Kind.DIMENSION, name) for name in fits)
        sure = free and len(fits) == 1 and simplified(each.heading) == simplified(fits[0])
        made.append(replace(each, part=could[0] if len(could) == 1 else None, could=could, sure=sure) if free else each)
    return made


def _single(found: Iterable[Offer]) -> tuple[Offer, ...]:
    """Where two columns would say the same, the sure one does; otherwise neither is suggested."""
    found = tuple(found)
    often = Counter(each.part for each in found if each.part)
    sure = Counter(each.part for each in found if each.part and each.sure)
    return tuple(_settled(each, often, sure) for each in found)


def _settled(each: Offer, often: Counter[Part], sure: Counter[Part]) -> Offer:
    if each.part is None or often[each.part] == 1 or (each.sure and sure[each.part] == 1):
        return each
    return replace(each, part=None, sure=False)


def _mostly(cells: list[Cell], holds: Callable[[Cell], bool]) -> bool:
    return bool(cells) and 5 * sum(map(holds, cells)) >= 3 * len(cells)


def _is_number(cell: Cell) -> bool:
    return cell is None or isinstance(cell, Number) or bool(_LOOKS_NUMERIC.fullmatch(written(cell)))


def _is_of(heading: str, period: Period) -> bool:
    """Whether a heading is the name of the statement period."""
    return any(span is not None and span.period == period for span in dates.readings(heading, period.end))


def sheet_of(period: Period, sheets: Sequence[str]) -> str:
    """The one sheet that bears the name of the period; empty where none or more than one does."""
    named = [each for each in sheets if _is_of(each, period)]
    return named[0] if len(named) == 1 else ""


def _is_time(text: str, until: date | None = None) -> bool:
    return any(dates.readings(text, until))
