"""What is asked for, in words: on pages, in messages and on statements."""

from __future__ import annotations

from typing import assert_never

from sla.contract.phrases import said
from sla.cycle.matter import Answer, Asked, Correction
from sla.measurement.relief import Days, Extent, First, Forgiven, Less, Records, Relief, Whole
from sla.settlement.waiver import Waiver
from sla.values import plain


def in_words(asked: Asked) -> str:
    """One sentence: `Storm: the first 3 misses are excused.`."""
    match asked:
        case Relief():
            where = "".join(f", {name} {of}" for name, of in asked.scope)
            cause = f"{said(asked.cause).capitalize()}: " if asked.cause else ""
            return f"{cause}{extent(asked.extent)}{where}.".replace("..", ".")
        case Waiver():
            most = "all of it" if asked.most is None else f"up to {plain(asked.most)}"
            return f"Not imposed: {most}."
        case Answer(reading, answer):
            return f"{said(reading).capitalize()} is read as {said(answer)}."
        case Correction(file_name):
            return f"The figures of {file_name} shall count."
        case _:
            assert_never(asked)


def extent(of: Extent) -> str:
    """How much is excused."""
    match of:
        case Whole():
            return "the whole level is excused"
        case First(count):
            return f"the first {count} misses are excused" if count > 1 else "the first miss is excused"
        case Forgiven(points):
            return f"{plain(points)} points are forgiven"
        case Days(days):
            return f"{days.start} to {days.last_day} do not count"
        case Records(rows):
            return f"{len(rows)} records do not count" if len(rows) > 1 else "one record does not count"
        case Less(figure, by):
            return f"{said(figure)} count as {plain(abs(by))} {'fewer' if by > 0 else 'more'}"
        case _:
            assert_never(of)


def records(asked: Asked) -> tuple[str, ...]:
    """Each record that does not count, by its time and its site, order or the like."""
    if not isinstance(asked, Relief) or not isinstance(asked.extent, Records):
        return ()
    rows = asked.extent.rows
    return tuple(
        ", ".join((stamp or when.label, *(f"{name} {of}" for name, of in where))) for when, where, stamp in rows
    )
