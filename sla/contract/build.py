"""From one version's text to the contract in force on one day."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from sla.contract.conditions import Asker
from sla.contract.examples import examples
from sla.contract.fields import Fields, Report
from sla.contract.inforce import Choice
from sla.contract.levels import LevelReader, grade_names
from sla.contract.model import Amount, Contract, Figure, Quantity, Reading
from sla.contract.nodes import Node
from sla.contract.quantities import BUILT_IN
from sla.contract.sections import Kinds, amount, consequence, figure, limit, party, pool, reading, terms
from sla.values import Period, Place, Rounding
from sla.values.money import unit_of


class Heading(NamedTuple):
    """What identifies a version before its rules are read."""

    key: str
    title: str
    version: str
    effective: date
    currency: str
    term: Period
    readings: tuple[Reading, ...]


def heading(fields: Fields, report: Report) -> Heading | None:
    """Key, version, effective day, currency and term; None where one of them cannot be read."""
    fields.need("contract", "Begin the file with `contract: a-short-key`.")
    currency = fields.text("currency")
    if not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        report.error("missing", "a contract has a currency", fields.place_of("currency"), found=currency,
                     expected="three capital letters", remedy="Write `currency: EUR`.")
        currency = "XXX"
    readings = tuple(reading(name, node, place, report) for name, node, place in fields.members("readings", "a reading"))
    term = _term(fields, report)
    if term is None:
        return None
    effective = fields.date("effective") or term.start
    return Heading(fields.text("contract"), fields.text("title", fields.text("contract")), fields.text("version", "1"),
                   effective, currency, term, readings)


def _term(fields: Fields, report: Report) -> Period | None:
    node = fields.need("term", "Write `term: {from: 2026-01-01, until: 2029-01-01}`; `until` is the first day after.")
    if node is None:
        return None
    inner = Fields(node, report, "the term")
    start, end = inner.date("from"), inner.date("until")
    inner.done()
    if start is None or end is None or start >= end or (end - start).days > 366 * 100:
        report.error("no-term", "the term needs `from` and a later `until`", inner.place,
                     remedy="`until` is the first day after the contract, at most a hundred years on.")
        return None
    return Period(start, end)


def build(root: Node, head: Heading, on: date, readings: Dict[str, str], report: Report, digest: str) -> Contract:
    """The contract in force on a day under these readings; what is wrong goes to `report`."""
    offered = {each.name: tuple(dict(each.choices)) for each in head.readings}
    chosen = {each.name: readings.get(each.name, each.chosen) for each in head.readings}
    fields = Fields(Choice(on, chosen, offered, report.add).of(root), report, "the contract")
    for known in ("contract", "title", "version", "effective", "recorded", "currency", "term", "readings"):
        fields.asked.add(known)
    figures = tuple(figure(name, node, place, report) for name, node, place in fields.members("figures", "a figure"))
    amounts = tuple(a for name, node, place in fields.members("amounts", "an amount") if (a := amount(name, node, place, report)))
    levels_node = fields.node("service levels")
    grades = grade_names(levels_node)
    if not grades:
        report.error("no-levels", "a contract has at least one service level", fields.place,
                     remedy="Add `service levels:` with a named level under it.")
    pools = tuple(p for name, node, place in fields.members("pools", "a pool") if (p := pool(name, node, place, report, tuple(grades))))
    kinds = _kinds(figures, amounts, head.currency, report)
    for each in pools:
        kinds.known[f"share of {each.name}"] = Quantity.MONEY
        kinds.money(each.of, each.place, f"what the pool `{each.name}` splits")
    reader = LevelReader({each.name: each for each in figures}, kinds, grades, report)
    levels = tuple(level for key, node, _ in fields.members("service levels", "a level") if (level := reader.level(key, node)))
    keys, named = tuple(grades), tuple(each.name for each in figures)
    contract = Contract(
        head.key, head.title, head.version, head.effective, head.currency, _zone(fields, report), head.term,
        party(fields.node("customer"), report, "the customer"), party(fields.node("vendor"), report, "the vendor"),
        fields.text("source"), figures, amounts, pools, levels,
        tuple(limit(node, report, keys) for node in fields.items("limits")),
        tuple(c for node in fields.items("consequences") if (c := consequence(node, Asker("", grades, report)))),
        terms(fields.node("statement"), report),
        fields.rounding("money") or Rounding(unit_of(head.currency)), head.readings,
        tuple(each for node in fields.items("examples") for each in examples(node, report, named, keys, head.readings)),
        tuple(d for text in fields.texts("holidays") if (d := _holiday(text, fields, report))),
        digest, fields.text("notes"), {level.key: level for level in levels},
    )
    fields.done()
    _bases(contract, kinds)
    return contract


def _bases(contract: Contract, kinds: Kinds) -> None:
    """Limits and set-offs must come to money too."""
    for each in contract.limits:
        if each.at_most is not None:
            kinds.money(each.at_most, each.place, "the limit")
    if contract.terms.against is not None:
        kinds.money(contract.terms.against, contract.levels[0].place if contract.levels else Place(), "`against`")


def _holiday(text: str, fields: Fields, report: Report) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        report.error("no-such-date", "a holiday is a date", fields.place_of("holidays"), found=text)
        return None


def _zone(fields: Fields, report: Report) -> ZoneInfo:
    name = fields.text("time zone", "UTC")
    if name not in available_timezones():
        report.error("unknown-zone", f"`{name}` is no time zone", fields.place_of("time zone"),
                     expected="a name as Europe/London or America/New_York")
        return ZoneInfo("UTC")
    return ZoneInfo(name)


def _kinds(figures: tuple[Figure, ...], amounts: tuple[Amount, ...], currency: str, report: Report) -> Kinds:
    """What every name is; an amount may use the amounts before it."""
    known: dict[str, Quantity] = {**BUILT_IN, **{each.name: each.quantity for each in figures}}
    kinds = Kinds(known, currency, report)
    for each in amounts:
        if each.name in known:
            report.error("named-twice", f"`{each.name}` is already a figure or an amount", each.place)
        kinds.money(each.formula, each.place, f"the amount `{each.name}`")
        known[each.name] = Quantity.MONEY
    return kinds
