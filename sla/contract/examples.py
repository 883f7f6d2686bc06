"""Reading the parties' own worked examples, which stand in the contract and gate its activation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from sla.contract.conditions import OUTCOMES
from sla.contract.fields import WINDOWS, Fields
from sla.contract.inforce import answers_in, is_reading
from sla.contract.lists import one_of
from sla.contract.model import Example, Reading
from sla.contract.nodes import Mapping, Node, Text
from sla.contract.report import Report, nearest
from sla.contract.scalars import number
from sla.values import Saying, Window
from sla.values.window import Every

Answers = tuple[tuple[str, str], ...]
Given = tuple[str, str, str, tuple[tuple[str, str], ...]]
_WHEN = re.compile(r"[0-9]{4}(-.*)?|each .*")
_EACH = re.compile(r"each ([a-z -]+?) of .+")
EACH = "each"
"""Instead of a site, area or the like: every one that the contract names."""
INTERVALS = {"hour": 60, "half-hour": 30, "quarter-hour": 15}
"""Parts of a day that `each` can count, and their minutes; an event at the beginning of every one."""
TOTALS = ("penalties", "incentives", "net")
NOTHING = "nothing"
"""Where an example says what follows: that nothing does."""


def examples(
    node: Node,
    report: Report,
    figures: dict[str, tuple[str, ...]],
    levels: dict[str, tuple[str, ...]],
    by: tuple[str, ...],
    readings: tuple[Reading, ...],
) -> Iterator[Example]:
    """One example: the figures given, and what they must pay; as many as its `pays` has answers to a reading.

    `figures` are their names, each with what it is reported by; `levels` the keys of the levels, each with the names
    of its grades.

    `pays: {if tiers is highest: {penalties: 5000.00}, if tiers is stacked: {penalties: 7500.00}}` makes two.
    """
    fields = Fields(node, report, Saying("an example"))
    period = fields.text("period")
    if not period:
        report.error("missing", "an example needs its `period`", fields.place, remedy="Write `period: 2026-03`.")
    given = tuple(_given(fields, report, period, figures, by))
    says, chosen = fields.text("says"), tuple(_chosen(fields, report, readings))
    outcomes = tuple(_outcomes(fields.node("outcomes"), report, levels))
    follows = tuple(each for each in fields.texts("follows") if each != NOTHING) if "follows" in fields else None
    offered = {reading.name: tuple(dict(reading.choices)) for reading in readings}
    for more, paid in _answers(fields.node("pays"), offered, report):
        pays = tuple(_pays(paid, report, tuple(levels)))
        if not pays and not any(isinstance(each, Mapping) and each.pairs for each in (paid, fields.node("outcomes"))):
            report.error(
                "missing",
                "an example says what it `pays`",
                fields.place,
                remedy="Write `pays: {penalties: 0.00, incentives: 0.00}`, or `outcomes: {answered_in_30s: met}`.",
            )
        told = ", ".join(f"{name} is {answer}" for name, answer in more)
        yield Example(
            f"{says} ({told})" if told else says, period, given, pays, (*chosen, *more), outcomes, follows, fields.place
        )
    fields.done()


def _answers(
    node: Node | None, offered: dict[str, tuple[str, ...]], report: Report
) -> Iterator[tuple[Answers, Node | None]]:
    """What is paid under each answer to the readings it asks for; alone where it asks for none."""
    if not (isinstance(node, Mapping) and is_reading(node)):
        yield (), node
        return
    known = "; ".join(f"{name}: {' | '.join(answers)}" for name, answers in offered.items()) or "none"
    if len(tuple(answers_in(node))) < len(node.pairs):
        report.error(
            "unknown-answer",
            "not every name here asks for a reading",
            node.place,
            expected=known,
            remedy="Write each as `if tiers is highest`.",
        )
    _all_answers(node, offered, report)
    for name, answer, value in answers_in(node):
        if answer in offered.get(name, ()):
            for more, paid in _answers(value, offered, report):
                yield ((name, answer), *more), paid
        else:
            report.error(
                "unknown-answer",
                Saying("`{name} is {name2}` is not a declared reading", name=name, name2=answer),
                value.place,
                expected=known,
                remedy="Use a reading and an answer declared under `readings`.",
            )


def _all_answers(node: Mapping, offered: dict[str, tuple[str, ...]], report: Report) -> None:
    """Where one answer has its amounts every one must: what is not said would never be tried."""
    given = [(name, answer) for name, answer, _ in answers_in(node)]
    for name in dict.fromkeys(name for name, _ in given if name in offered):
        if lacking := [answer for answer in offered[name] if (name, answer) not in given]:
            report.error(
                "reading-not-covered",
                Saying(
                    "the example says nothing of what it pays if {name} is {answers}",
                    name=name,
                    answers=one_of(lacking),
                ),
                node.place,
                expected=", ".join(offered[name]),
                remedy=Saying(
                    "Add `if {name} is {name2}: {...}`; or write one `pays`, and `readings: {{name}: "
                    "{name3}}` beside it.",
                    name=name,
                    name2=lacking[0],
                    name3=given[0][1],
                ),
            )


def _given(
    fields: Fields, report: Report, period: str, figures: dict[str, tuple[str, ...]], by: tuple[str, ...]
) -> Iterator[Given]:
    """Figures by name for the example's period, or by `when`, or as rows with dimensions."""
    node = fields.need("given", "Write the figures: `given: {calls_offered: 10000}`.")
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if _WHEN.fullmatch(key.value) and not isinstance(value, Mapping):
                report.refuse(
                    Saying("the figures of {name} are written as `name: value` lines", name=key.value[:60]), value
                )
            elif isinstance(value, Mapping) and _WHEN.fullmatch(key.value):
                yield from _row(key.value, value, report, figures, by)
            else:
                yield from _row(period, Mapping(((key, value),), node.place), report, figures, by)
    elif node is not None:
        for item in fields.items("given"):
            if isinstance(item, Mapping):
                when = Fields(item, report, Saying("a row of figures")).text("when", period)
                yield from _row(when, item, report, figures, by)
            else:
                report.refuse("a row of figures is written as `name: value` lines", item)


def _row(
    when: str, row: Mapping, report: Report, figures: dict[str, tuple[str, ...]], by: tuple[str, ...]
) -> Iterator[Given]:
    """Each figure of the row, with the dimensions that stand beside it."""
    every = _EACH.fullmatch(when)
    if every and every[1] not in INTERVALS and (Window.named(every[1]) or Window(Every.EVENT)).every is Every.EVENT:
        report.error(
            "unknown-window",
            Saying("`{name}` is no stretch of time", name=every[1][:60]),
            row.place,
            expected=Saying("one of {words}", words=", ".join((*INTERVALS, *Every))),
            remedy=WINDOWS,
        )
    scope = tuple(
        sorted((key.value, value.value) for key, value in row.pairs if key.value in by and isinstance(value, Text))
    )
    _placeless(row, report, figures, {name for name, _ in scope})
    for key, value in row.pairs:
        if key.value in figures:
            if (amount := number(value, f"`{key.value}`", report)) is not None:
                yield when, key.value, str(amount), scope
        elif not isinstance(value, Text):
            report.error(
                "not-text",
                Saying("`{name}` is a number or a plain text", name=key.value[:60]),
                value.place,
                remedy="Write figures as `calls: 100`, those of other times as `2026-03: {calls: 100}`.",
            )
        elif key.value not in (*by, "when"):
            report.error(
                "unknown-figure",
                Saying("`{name}` is neither a figure nor a dimension of this contract", name=key.value),
                key.place,
                remedy=nearest(key.value, [*figures, *by]),
            )


def _placeless(row: Mapping, report: Report, figures: dict[str, tuple[str, ...]], named: set[str]) -> None:
    """A figure that is reported by site and stands here without one would count for nothing."""
    for name in dict.fromkeys(name for key, _ in row.pairs for name in figures.get(key.value, ())):
        if name not in named:
            without = [key.value for key, _ in row.pairs if name in figures.get(key.value, ())]
            report.error(
                "missing-dimension",
                Saying("`{name}` is reported by {name2}, and this row names none", name=without[0], name2=name),
                row.place,
                remedy=Saying(
                    "Write rows in a list, as `- {{name}: ..., {name2}: ...}`; `{name}: each` means every "
                    "one that `dimensions` lists.",
                    name=name,
                    name2=without[0],
                ),
            )


def _pays(node: Node | None, report: Report, levels: tuple[str, ...]) -> Iterator[tuple[str, Decimal]]:
    if node is not None and not isinstance(node, Mapping):
        report.refuse("`pays` is written as `penalties: 0.00` lines", node)
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        if key.value not in TOTALS and key.value not in levels and isinstance(value, Text):
            report.error(
                "unknown-level",
                Saying("`{name}` is neither a level nor a total", name=key.value),
                key.place,
                remedy=nearest(key.value, [*TOTALS, *levels]),
            )
        elif (amount := number(value, f"`{key.value}`", report)) is not None:
            yield key.value, amount


def _outcomes(node: Node | None, report: Report, levels: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """What levels must come out as, by their outcome or one of their grades."""
    if node is not None and not isinstance(node, Mapping):
        report.refuse("`outcomes` is written as `level: met` lines", node)
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        known = (*OUTCOMES, *levels.get(key.value, ()))
        if not isinstance(value, Text) or not value.value:
            report.error(
                "not-text",
                Saying("`{name}` is plain text", name=key.value[:60]),
                value.place,
                remedy="Write its outcome or one of its grades.",
            )
        elif key.value not in levels:
            report.error(
                "unknown-level",
                Saying("there is no level `{name}`", name=key.value[:60]),
                key.place,
                remedy=nearest(key.value, list(levels)),
            )
        elif value.value not in known:
            report.error(
                "unknown-outcome",
                Saying("`{name}` never comes out like this", name=key.value),
                value.place,
                expected=" | ".join(known),
                remedy="Write its outcome or one of its grades.",
            )
        else:
            yield key.value, value.value


def _chosen(fields: Fields, report: Report, readings: tuple[Reading, ...]) -> Iterator[tuple[str, str]]:
    node = fields.node("readings")
    offered = {reading.name: dict(reading.choices) for reading in readings}
    if node is not None and not isinstance(node, Mapping):
        report.refuse("`readings` is written as `name: answer` lines", node)
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        answer = value.value if isinstance(value, Text) else ""
        if answer in offered.get(key.value, {}):
            yield key.value, answer
        else:
            report.error(
                "unknown-answer",
                Saying("`{name}: {name2}` is not a declared reading", name=key.value, name2=answer[:60]),
                key.place,
                expected="; ".join(f"{name}: {' | '.join(answers)}" for name, answers in offered.items()) or "none",
                remedy="Use a reading and an answer declared under `readings`.",
            )
