"""From suggestions to a matching: what is filled in at first, what a person chose, and what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sla.contract.model import Contract
from sla.submission.headings import simplified
from sla.submission.matched import laid_out
from sla.submission.matching import Kind, Matched, Matching, Part, fitted
from sla.submission.questions import Questions, questions
from sla.submission.suggest import Offer, headed, offers, parts
from sla.submission.table import Table
from sla.submission.ways import Mark, Order, Ways
from sla.values import Finding, Findings, Period, Saying


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is said about a table so far, and what is asked because of it."""

    table: Table
    offers: tuple[Offer, ...]
    parts: tuple[Part | None, ...]
    """What each of the offered columns is said to be."""
    matching: Matching
    asked: Questions
    could: tuple[Part, ...]
    """Everything that a column can say."""

    @property
    def absent(self) -> tuple[Part, ...]:
        """Figures and dimensions of the contract that no column holds."""
        if Part(Kind.FIGURE) in self.parts:
            return ()
        return tuple(each for each in self.could if each.kind in (Kind.OF, Kind.DIMENSION) and each not in self.parts)


def first(contract: Contract, table: Table, period: Period, kept: Matching | None, row: int | None) -> Chosen:
    """What is filled in before anybody chose: what was chosen before, or else what is suggested."""
    if kept and row is None and (found := fitted(table, kept)):
        said = {(simplified(each.heading), each.nth): each.part for each in kept.columns}
        offered = offers(contract, found, period)
        given = tuple(said.get((simplified(each.heading), each.nth)) for each in offered)
        return _chosen(contract, found, period, offered, given, kept.ways)
    found = headed(contract, table) if row is None else table.headed(row)
    offered = offers(contract, found, period)
    return _chosen(contract, found, period, offered, tuple(each.part for each in offered), None)


def chosen(contract: Contract, table: Table, period: Period, said: Mapping[str, str]) -> Chosen:
    """What a person chose in a form: `column:2` is `of:calls`, `order` is `day`, and so on."""
    offered = offers(contract, table, period)
    known = set(parts(contract))
    read = (Part.read(said.get(f"column:{each.at}", "")) for each in offered)
    return _chosen(contract, table, period, offered, tuple(each if each in known else None for each in read), said)


def _chosen(
    contract: Contract,
    table: Table,
    period: Period,
    offered: tuple[Offer, ...],
    given: tuple[Part | None, ...],
    said: Ways | Mapping[str, str] | None,
) -> Chosen:
    columns = tuple(
        Matched(each.heading, each.nth, part) for each, part in zip(offered, given, strict=True) if part is not None
    )
    ignored = (simplified(each.heading) for each, part in zip(offered, given, strict=True) if part is None)
    bare = Matching(columns, headed=bool(table.heading_row), sheet=table.sheet, ignored=tuple(sorted(set(ignored))))
    asked = questions(contract, table, laid_out(contract, table, bare), period) if _is_whole(bare) else Questions()
    match said:
        case None:
            ways = asked.answered()
        case Ways():
            ways = said
        case _:
            ways = _ways(asked, said)
    matching = Matching(columns, ways, bare.headed, bare.sheet, bare.ignored)
    return Chosen(table, offered, given, matching, asked, parts(contract))


def _is_whole(matching: Matching) -> bool:
    """Whether it says where the values stand, each once."""
    once = max(Counter(each.part for each in matching.columns).values(), default=0) == 1
    return once and bool(matching.of(Kind.OF) or (matching.of(Kind.FIGURE) and matching.of(Kind.VALUE)))


def _ways(asked: Questions, said: Mapping[str, str]) -> Ways:
    """The answers of a form to what was asked."""
    order, mark = said.get("order", ""), said.get("mark", "")
    names = ((each.text, said.get(f"name:{each.text}", "")) for each in asked.names)
    return Ways(
        order=Order(order) if asked.dates and order in set(Order) else None,
        mark=Mark(mark) if asked.numbers and mark in set(Mark) else None,
        names=tuple((text, "" if figure == LEAVE else figure) for text, figure in names if figure),
        left_out=tuple(each.text for each in asked.strays if f"out:{each.text}" in said),
        blanks=tuple(text for text, _ in asked.blanks if f"blank:{text}" in said),
        fractions=tuple(name for name, _, _ in asked.fractions if f"fraction:{name}" in said),
        others=bool(asked.others) and "others" in said,
        year=bool(asked.months),
    )


LEAVE = "-"
"""How a form says that a name in the file is of no concern."""


def unanswered(contract: Contract, choice: Chosen) -> Findings:
    """Everything that has to be said before the file can be read; nothing if it can be."""
    said = [each for each in choice.parts if each]
    found = [_twice(part) for part, count in Counter(said).items() if count > 1]
    if Part(Kind.FIGURE) in said or Part(Kind.VALUE) in said:
        found += [_half(kind) for kind in (Kind.FIGURE, Kind.VALUE) if Part(kind) not in said]
    elif not any(each.kind is Kind.OF for each in said):
        found.append(_nothing(contract))
    ways, asked = choice.matching.ways, choice.asked
    if asked.dates and ways.order is None:
        found.append(_open("order", Saying("Dates of this file can be read in two ways"), asked.dates[0][0]))
    if asked.numbers and ways.mark is None:
        found.append(_open("mark", Saying("Numbers of this file can be read in two ways"), asked.numbers[0][0]))
    named = {theirs for theirs, _ in ways.names}
    found += [
        _open(
            "name",
            Saying("It is not said which figure this is"),
            each.text,
            Saying("Choose the figure, or that it is left out"),
        )
        for each in asked.names
        if each.text not in named
    ]
    return Findings(found)


def _twice(part: Part) -> Finding:
    found = Saying("{name}", name=part.name or str(part.kind))
    remedy = Saying("Keep one of them, and leave the other column out")
    return Finding("matching.twice", Saying("Two columns are said to hold the same"), found=found, remedy=remedy)


def _half(kind: Kind) -> Finding:
    remedy = (
        Saying("Choose the column with the names of the figures too")
        if kind is Kind.FIGURE
        else Saying("Choose the column with their values too")
    )
    return Finding("matching.half", Saying("Names of figures and their values stand in two columns"), remedy=remedy)


def _nothing(contract: Contract) -> Finding:
    expected = Saying("{names}", names=", ".join(figure.name for figure in contract.figures))
    remedy = Saying("Choose what at least one column holds")
    message = Saying("No column holds a figure of the contract")
    return Finding("matching.nothing", message, expected=expected, remedy=remedy)


_CHOOSE = Saying("Choose how")


def _open(code: str, message: str, found: str, remedy: str = _CHOOSE) -> Finding:
    return Finding(f"matching.{code}", message, found=Saying("{text}", text=found), remedy=remedy)
