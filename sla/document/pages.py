"""What the templates print, ready made: every text decided here, so that a template never computes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from sla.contract.model import Direction, Party
from sla.document.attachments import FIGURES, Enclosure
from sla.document.capped import Capped, Drawn, capped, results
from sla.document.changes import Change, moved
from sla.document.checking import checking, fingerprints, signed, square
from sla.document.disputes import Disputes, disputes
from sla.document.held import held
from sla.document.invoiced import invoiced
from sla.document.tongue import Tongue, tongue
from sla.statement import decision, wording
from sla.statement.compose import NO_RESULT
from sla.statement.model import Section, Statement, StatementLine
from sla.statement.summary import summary

MOST_FIGURES = 90
"""How many figures are printed; all of them are attached."""
KINDS = ("credit", "bonus", "waived")
"""What the program itself calls an amount."""
NOT_IMPOSED = "Not imposed: "
_STATES = {"met": "met", "missed": "missed", "unknown": "unknown", "excused": "excused"}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table of levels."""

    clause: str
    title: str
    result: str
    target: str
    outcome: str
    state: str
    amount: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A line with its workings."""

    when: str
    result: str
    target: str
    outcome: str
    state: str
    kind: str
    amount: str
    workings: str


@dataclass(frozen=True, slots=True)
class Part:
    """A level with its lines."""

    title: str
    words: str
    chart: Drawn | None
    lines: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the templates ask for, in reading order."""

    title: str
    issued: str
    running: str
    foot: str
    banners: tuple[str, ...]
    period: str
    who: str
    amount: str
    terms: tuple[str, ...]
    provisional: str
    totals: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, Party], ...]
    facts: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    allowed: tuple[tuple[str, str, str, str], ...]
    in_dispute: Disputes | None
    levels: tuple[Row, ...]
    caps: tuple[Capped, ...]
    parts: tuple[Part, ...]
    figures_from: str
    figures: tuple[tuple[str, str, str, str], ...]
    figures_more: str
    signed: tuple[tuple[str, str, str], ...]
    checking: tuple[str, ...]
    square: str
    """A QR code as the address of its image; empty without one."""
    fingerprints: tuple[tuple[str, str], ...]


def page(statement: Statement, enclosed: tuple[Enclosure, ...]) -> Page:
    """The statement as its templates print it, in its language."""
    t = tongue(statement.language)
    (who, amount), *totals = decision.rows(
        statement.customer.name,
        statement.vendor.name,
        statement.penalties,
        statement.incentives,
        statement.cites,
        t.say,
    )
    sealer, period = statement.sealer, t.when(statement.period.label)
    test = f"{t.say('TEST CERTIFICATE')} · " if sealer and sealer.demonstration else ""
    return Page(
        title=t.say(
            "Statement {number}: {title}, {when}", number=statement.number, title=statement.contract_title, when=period
        ),
        issued=f"{statement.issued.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        running=f"{statement.number} · {statement.contract_key} · {period}",
        foot=f"{test}{statement.vendor.name} · {statement.customer.name}",
        banners=tuple(_banners(statement, t)),
        period=period,
        who=who,
        amount=held(t.numbers(amount)),
        terms=tuple(map(held, _terms(statement, t))),
        provisional=t.say("Provisional: waiting for {what}.", what=_awaited(statement))
        if statement.waiting_for
        else "",
        totals=tuple((says, held(t.numbers(total))) for says, total in totals),
        parties=((t.say("Customer"), statement.customer), (t.say("Vendor"), statement.vendor)),
        facts=tuple(_facts(statement, t)),
        changes=tuple(moved(statement, t)),
        allowed=tuple(
            (a.title, a.says, t.phrase(a.agreed), t.numbers(wording.balance(a.effect))) for a in statement.allowed
        ),
        in_dispute=disputes(statement, t),
        levels=tuple(_levels(statement, t)),
        caps=tuple(capped(statement, t)),
        parts=tuple(_part(section, statement, t) for section in statement.sections),
        figures_from=_figures_from(statement, t),
        figures=tuple(
            (t.when(when), figure, scope, t.numbers(value))
            for when, figure, scope, value in statement.figures[:MOST_FIGURES]
        ),
        figures_more=_figures_more(len(statement.figures), t),
        signed=tuple(signed(statement, t)),
        checking=tuple(checking(statement, t)),
        square=square(statement),
        fingerprints=tuple(fingerprints(statement, enclosed, t)),
    )


def _banners(statement: Statement, t: Tongue) -> Iterator[str]:
    """What a reader must know before the amount."""
    if not statement.approvals:
        yield t.say("DRAFT. Nobody approved this statement.")
    if statement.sealer and statement.sealer.demonstration:
        yield t.say("TEST CERTIFICATE. Sealed with a demonstration key: for trying out, not for paying.")


def _terms(statement: Statement, t: Tongue) -> Iterator[str]:
    """When and how it is paid; why there is nothing to pay."""
    if statement.moves:
        if statement.due:
            yield t.say("Due by {day}.", day=t.when(wording.day(statement.due)))
        if statement.payable:
            yield t.say("Payable {how}.", how=statement.payable.rstrip("."))
    elif statement.restates:
        yield t.say("It comes to what statement {number} says.", number=statement.restates.number)
    elif statement.penalties:
        amount = t.numbers(wording.money(statement.penalties))
        yield t.say("Penalties and incentives of {amount} each cancel out.", amount=amount)
    else:
        yield t.say("There are no penalties and no incentives.")


def _facts(statement: Statement, t: Tongue) -> Iterator[tuple[str, str]]:
    period = statement.period
    days = f"{period.label}: {wording.day(period.start)} to {wording.day(period.last_day)}"
    yield t.say("Period"), t.when(days)
    yield t.say("Contract"), f"{statement.contract_title} ({statement.contract_key})"
    since = t.when(wording.day(statement.contract_effective))
    yield t.say("Version"), t.say("{version}, in force since {day}", version=statement.contract_version, day=since)
    if says := invoiced(statement, t):
        yield t.say("E-invoice"), held(says)
    if statement.invoicing and statement.invoicing.reference:
        yield t.say("Buyer reference"), statement.invoicing.reference
    if before := statement.restates:
        yield (
            t.say("Restates"),
            t.say("Statement {number}, SHA-256 {digest}", number=before.number, digest=before.sha256),
        )
    issued = t.say("Issued") if statement.approvals else t.say("Printed")
    yield issued, t.when(wording.moment(statement.issued, statement.zone))


def _levels(statement: Statement, t: Tongue) -> Iterator[Row]:
    for each in summary(statement):
        yield Row(
            clause=each.clause,
            title=each.title,
            result=held(_result(each.result, t)),
            target=held(t.phrase(each.target)),
            outcome=_outcome(each.outcome, t),
            state=_STATES.get(each.outcome, "none"),
            amount=t.numbers(wording.balance(each.amount)),
        )


def _awaited(statement: Statement) -> str:
    """What is still to come, by the names that people know: `First contact resolution: answered 1`."""
    titles = {line.level: line.title for line in statement.lines}
    named = (each.partition(": ") for each in statement.waiting_for)
    return "; ".join(f"{titles.get(level, level)}: {figure.replace('_', ' ')}" for level, _, figure in named)


def _result(text: str, t: Tongue) -> str:
    """A result, that there is none, or how many of several windows were met."""
    if text == NO_RESULT:
        return t.say("no result")
    if several := re.fullmatch(r"(\d+) of (\d+) met", text):
        return t.say("{met} of {count} met", met=several[1], count=several[2])
    return t.numbers(text)


def _outcome(name: str, t: Tongue) -> str:
    """Its shape, and the word for it."""
    sign, _, word = wording.outcome(name).partition(" ")
    return f"{sign} {t.say(word) if name in wording.OUTCOMES else word}"


def _part(section: Section, statement: Statement, t: Tongue) -> Part:
    chart = results(section, t)
    before = ["", *(line.clause for line in section.lines)]
    clause = t.say("Clause {clause}", clause=section.clause) if section.clause else ""
    said = f"{clause}: “{section.words}”" if section.words else clause
    shown = t.say("Chart: {caption}", caption=chart.caption) if chart else ""
    return Part(
        title=section.title,
        words=" ".join(filter(None, (said, shown))),
        chart=chart,
        lines=tuple(
            _detail(line, statement, t, says_words=line.clause != last)
            for line, last in zip(section.lines, before, strict=False)
        ),
    )


def _detail(line: StatementLine, statement: Statement, t: Tongue, *, says_words: bool) -> Detail:
    window = "" if line.scope and line.window == statement.period.label else t.when(line.window)
    words = f"{t.say('Clause {clause}', clause=line.clause)}: “{line.words}” " if says_words and line.words else ""
    return Detail(
        when=", ".join(filter(None, (line.scope, window))),
        result=held(_result(line.result, t)),
        target=held(t.phrase(line.target)),
        outcome=_outcome(line.outcome, t),
        state=_STATES.get(line.outcome, "none"),
        kind=_kind(line, t),
        amount=t.numbers(wording.signed(line.amount, line.direction)),
        workings=held(f"{words}{_workings(line, t)}"),
    )


def _workings(line: StatementLine, t: Tongue) -> str:
    """How the amount came about; why something was waived is said in people's own words."""
    if line.kind == "waived" and line.workings.startswith(NOT_IMPOSED):
        return t.say("Not imposed: {reason}", reason=line.workings.removeprefix(NOT_IMPOSED))
    return t.phrase(line.workings)


def _kind(line: StatementLine, t: Tongue) -> str:
    """What an amount is due as; a kind of the contract's own keeps its name."""
    if not line.amount:
        return "–"
    kind = t.say(line.kind) if line.kind in KINDS else line.kind
    penalty = line.direction is Direction.PENALTY
    said = t.say("Penalty: {kind}", kind=kind) if penalty else t.say("Incentive: {kind}", kind=kind)
    # Where a language has one word for both, it is said once.
    return kind if said == f"{kind}: {kind}" else said


def _figures_from(statement: Statement, t: Tongue) -> str:
    file, _, received, sender = statement.submission
    when = t.when(wording.moment(received, statement.zone))
    return t.say("Taken from {file}, received {when} from {sender}.", file=file, when=when, sender=sender)


def _figures_more(count: int, t: Tongue) -> str:
    if count <= MOST_FIGURES:
        return ""
    return t.say(
        "{shown} of {count} figures are printed here; all of them are in the attached {file}.",
        shown=MOST_FIGURES,
        count=t.numbers(f"{count:,}"),
        file=FIGURES,
    )
