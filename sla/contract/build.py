"""From one version's text to the contract in force on one day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Dict
from datetime import date
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from sla.contract.amounts import amounts_fit, names_free, pools_fit
from sla.contract.causes import causes
from sla.contract.conditions import Asker
from sla.contract.dimensions import dimensions, strangers
from sla.contract.examples import examples
from sla.contract.fields import Fields
from sla.contract.inforce import YEARS, Choice, day
from sla.contract.levels import LevelReader, grade_names
from sla.contract.longer import base_stated
from sla.contract.model import Contract, Figure, Level, Reading
from sla.contract.nodes import Node, Text
from sla.contract.quantities import BUILT_IN
from sla.contract.report import Report, nearest
from sla.contract.sections import Kinds, amount, figure, party, pool, reading
from sla.contract.settling import consequence, earn_back, limit, terms
from sla.values import Period, Rounding, Saying
from sla.values.money import unit_of
from sla.values.window import add_months

_CONTRACT_KEY = re.compile(r"(?=.{1,60}$)[a-z0-9]+(?:[-_][a-z0-9]+)*")
_CURRENCY = re.compile(r"[A-Z]{3}")
_NO_PLACES = frozenset({"localtime", "posixrules", "Factory"})


class Heading(NamedTuple):
    """What identifies a version before its rules are read."""

    key: str
    title: str
    version: str
    effective: date
    currency: str
    term: Period
    readings: tuple[Reading, ...]
    recorded: date
    """The day on which it was agreed or learnt: the day on which it takes effect, where the text does not say."""


def heading(fields: Fields, report: Report, latest: date) -> Heading:
    """Key, version, effective day, currency and term.

    A term that cannot be read is reported, and taken to start on the `latest` day on which the text changes, so
    that the rest can be read for its findings too.
    """
    key = fields.text("contract") if fields.need("contract", "Begin the file with `contract: a-short-key`.") else ""
    if key and not _CONTRACT_KEY.fullmatch(key):
        report.error(
            "odd-name",
            Saying("`{name}` cannot be a contract's key", name=key[:60]),
            fields.place_of("contract"),
            expected="small letters, digits and single hyphens, at most 60",
            remedy="Write it as `harbour-contact-centre`.",
        )
    currency = fields.text("currency")
    if not _CURRENCY.fullmatch(currency):
        report.error(
            "no-currency",
            "a contract has a currency",
            fields.place_of("currency"),
            found=currency[:60],
            expected="three capital letters",
            remedy="Write `currency: EUR`.",
        )
        currency = "XXX"
    readings = tuple(
        reading(name, node, place, report) for name, node, place in fields.members("readings", Saying("a reading"))
    )
    term = _term(fields, report) or Period(latest, add_months(latest, 12))
    effective = fields.date("effective") or term.start
    recorded = fields.date("recorded") or effective
    if effective >= term.end:
        report.error(
            "outside-term",
            Saying("this takes effect on {name}, after the term", name=effective),
            fields.place_of("effective"),
            expected=Saying("a day before {name}", name=term.end),
            remedy="Correct the date, or extend the term.",
        )
    return Heading(
        key, fields.text("title", key), fields.text("version", "1"), effective, currency, term, readings, recorded
    )


def _term(fields: Fields, report: Report) -> Period | None:
    node = fields.need("term", "Write `term: {from: 2026-01-01, until: 2029-01-01}`; `until` is the first day after.")
    if node is None:
        return None
    inner = Fields(node, report, Saying("the term"))
    start, end = inner.date("from"), inner.date("until")
    inner.done()
    if start is None or end is None or start >= end:
        if (start is None and inner.text("from")) or (end is None and inner.text("until")):
            return None  # told where it stands
        report.error(
            "no-term",
            "the term needs `from` and a later `until`",
            inner.place,
            expected=Saying("days from {name} to {number}", name=YEARS.start, number=YEARS.stop - 1),
            remedy="Write `term: {from: 2026-01-01, until: 2029-01-01}`; `until` is the first day after.",
        )
        return None
    return Period(start, end)


def build(
    root: Node,
    head: Heading,
    on: date,
    readings: Dict[str, str],
    report: Report,
    digest: str,
    like: Contract | None = None,
) -> Contract:
    """The contract in force on a day under these readings; what is wrong goes to `report`.

    Its examples are those of `like`, the same file's text on another day or under other answers, where they can be:
    no date and no answer is chosen inside them.
    """
    offered = {each.name: tuple(dict(each.choices)) for each in head.readings}
    chosen = {
        name: readings[name] if readings.get(name) in answers else each.chosen
        for each, (name, answers) in zip(head.readings, offered.items(), strict=True)
    }
    fields = Fields(Choice(on, chosen, offered, report.add).of(root), report, Saying("the contract"))
    for known in ("contract", "title", "version", "effective", "recorded", "currency", "term", "readings"):
        fields.asked.add(known)
    figures = tuple(
        figure(name, node, place, report) for name, node, place in fields.members("figures", Saying("a figure"))
    )
    stated = tuple(fields.members("amounts", Saying("an amount")))
    amounts = tuple(a for name, node, place in stated if (a := amount(name, node, place, report)))
    levels_node = fields.node("service levels")
    grades = grade_names(levels_node)
    if not grades:
        report.error(
            "no-levels",
            "a contract has at least one service level",
            fields.place,
            remedy="Add `service levels:` with a named level under it.",
        )
    pools = tuple(
        p
        for name, node, place in fields.members("pools", Saying("a pool"))
        if (p := pool(name, node, place, report, tuple(grades)))
    )
    kinds = Kinds({**BUILT_IN, **{each.name: each.quantity for each in figures}}, head.currency, report)
    amounts_fit(amounts, {name: place for name, _, place in stated}, kinds)
    pools_fit(pools, kinds)
    names_free((*figures, *amounts, *pools), report)
    reader = LevelReader({each.name: each for each in figures}, kinds, grades, report)
    levels = tuple(
        level
        for key, node, _ in fields.members("service levels", Saying("a level"))
        if (level := reader.level(key, node))
    )
    named = {each.name: each.by for each in figures}
    by = _dimensions(figures, levels)
    contract = Contract(
        head.key,
        head.title,
        head.version,
        head.effective,
        head.currency,
        _zone(fields, report),
        head.term,
        party(fields.node("customer"), report, "the customer"),
        party(fields.node("vendor"), report, "the vendor"),
        fields.text("source"),
        figures,
        amounts,
        pools,
        levels,
        tuple(limit(node, Asker("", grades, report)) for node in fields.items("limits")),
        tuple(c for node in fields.items("consequences") if (c := consequence(node, Asker("", grades, report)))),
        terms(fields.node("statement"), report),
        fields.rounding("money") or Rounding(unit_of(head.currency)),
        head.readings,
        like.examples
        if like is not None and (named, grades, by) == _known_to(like) and "examples" in fields
        else tuple(
            each
            for node in fields.items("examples")
            for each in examples(node, report, named, grades, by, head.readings)
        ),
        tuple(_holidays(fields, report)),
        digest,
        fields.text("notes"),
        {level.key: level for level in levels},
        tuple(e for node in fields.items("earn back") if (e := earn_back(node, Asker("", grades, report)))),
        dimensions(fields, by, report),
        causes(fields, tuple(grades), report),
    )
    fields.done()
    _bases(contract, kinds)
    strangers(contract, report)
    for finding in (each for limited in contract.limits for each in base_stated(contract, limited)):
        report.add(finding)
    return contract


def _dimensions(figures: tuple[Figure, ...], levels: tuple[Level, ...]) -> tuple[str, ...]:
    """What figures are reported by and levels are measured by."""
    return tuple(dict.fromkeys((*(d for each in figures for d in each.by), *(d for each in levels for d in each.by))))


def _known_to(contract: Contract) -> tuple[Dict[str, tuple[str, ...]], Dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The names that examples may use: figures with their dimensions, levels with their grades, all dimensions."""
    grades = {level.key: tuple(each.name for each in level.grades) for level in contract.levels}
    figures = {each.name: each.by for each in contract.figures}
    return figures, grades, _dimensions(contract.figures, contract.levels)


def _bases(contract: Contract, kinds: Kinds) -> None:
    """Limits and set-offs must come to money too, and belong to no level that could have a share of a pool."""
    for each in contract.limits:
        for formula in (each.at_most, each.over):
            if formula is not None:
                kinds.whole(formula, each.place, "the limit")
    if contract.terms.against is not None:
        kinds.whole(contract.terms.against, contract.terms.place, "`against`")


def _holidays(fields: Fields, report: Report) -> Iterator[date]:
    """Every day under `holidays`."""
    for item in fields.items("holidays"):
        found = day(item.value) if isinstance(item, Text) else None
        if found is None:
            report.error(
                "no-such-date",
                "a holiday is a date",
                item.place,
                expected="a day as 2026-12-25",
                remedy="Write year-month-day, one after each `- `.",
            )
        else:
            yield found


@cache
def _zones() -> frozenset[str]:
    """Every name of a time zone; those of this machine's own setting are none."""
    return frozenset(available_timezones() - _NO_PLACES)


def _zone(fields: Fields, report: Report) -> ZoneInfo:
    name = fields.text("time zone", "UTC")
    if name not in _zones():
        report.error(
            "unknown-zone",
            Saying("`{name}` is no time zone", name=name[:60]),
            fields.place_of("time zone"),
            expected="a name as Europe/London or America/New_York",
            remedy=nearest(name, sorted(_zones()), len(_zones())),
        )
        return ZoneInfo("UTC")
    return ZoneInfo(name)
