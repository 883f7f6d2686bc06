"""What the templates print, ready made: every text decided here, so that a template never computes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from sla.contract.model import Party
from sla.document.attachments import FIGURES, Enclosure
from sla.document.capped import Capped, Drawn, capped, pictured
from sla.document.changes import Change, moved
from sla.document.disputes import Disputes, disputes
from sla.document.held import held
from sla.document.invoiced import invoiced
from sla.statement import calculation, decision, pictures, wording
from sla.statement.model import Section, Statement, StatementLine
from sla.statement.summary import summary

MOST_FIGURES = 90
"""How many figures are printed; all of them are attached."""
ON_FIRST_PAGE = 8
"""How many levels the first page holds."""
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
    flows: bool
    """Whether the first page is full anyhow, so that what follows need not begin a page of its own."""
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
    fingerprints: tuple[tuple[str, str], ...]


def page(statement: Statement, enclosed: tuple[Enclosure, ...]) -> Page:
    """The statement as its templates print it."""
    (who, amount), *totals = decision.rows(
        statement.customer.name, statement.vendor.name, statement.penalties, statement.incentives, statement.cites
    )
    sealer = statement.sealer
    test = bool(sealer and sealer.demonstration)
    return Page(
        title=f"Statement {statement.number}: {statement.contract_title}, {statement.period.label}",
        flows=bool(statement.allowed or statement.in_dispute or len(statement.sections) > ON_FIRST_PAGE),
        issued=f"{statement.issued.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        running=f"{statement.number} · {statement.contract_key} · {statement.period.label}",
        foot=f"{'TEST CERTIFICATE · ' if test else ''}{statement.vendor.name} · {statement.customer.name}",
        banners=tuple(_banners(statement)),
        period=statement.period.label,
        who=who,
        amount=held(amount),
        terms=tuple(map(held, _terms(statement))),
        provisional=_provisional(statement),
        totals=tuple((says, held(total)) for says, total in totals),
        parties=(("Customer", statement.customer), ("Vendor", statement.vendor)),
        facts=tuple(_facts(statement)),
        changes=tuple(moved(statement)),
        allowed=tuple((a.title, a.says, a.agreed, wording.balance(a.effect)) for a in statement.allowed),
        in_dispute=disputes(statement),
        levels=tuple(_levels(statement)),
        caps=tuple(capped(statement)),
        parts=tuple(_part(section, statement) for section in statement.sections),
        figures_from=_figures_from(statement),
        figures=statement.figures[:MOST_FIGURES],
        figures_more=_figures_more(len(statement.figures)),
        signed=tuple(_signed(statement)),
        checking=tuple(_checking(statement)),
        fingerprints=tuple(_fingerprints(statement, enclosed)),
    )


def _banners(statement: Statement) -> Iterator[str]:
    """What a reader must know before the amount."""
    if not statement.approvals:
        yield "DRAFT. Nobody approved this statement."
    if statement.sealer and statement.sealer.demonstration:
        yield "TEST CERTIFICATE. Sealed with a demonstration key: for trying out, not for paying."


def _terms(statement: Statement) -> Iterator[str]:
    """When and how it is paid; why there is nothing to pay."""
    if not statement.moves:
        yield statement.decision.partition(": ")[2].capitalize()
        return
    if statement.due:
        yield f"Due by {wording.day(statement.due)}."
    if statement.payable:
        yield f"Payable {statement.payable.rstrip('.')}."


def _provisional(statement: Statement) -> str:
    return f"Provisional: waiting for {'; '.join(statement.waiting_for)}." if statement.waiting_for else ""


def _facts(statement: Statement) -> Iterator[tuple[str, str]]:
    period = statement.period
    yield "Period", f"{period.label}: {wording.day(period.start)} to {wording.day(period.last_day)}"
    yield "Contract", f"{statement.contract_title} ({statement.contract_key})"
    yield "Version", f"{statement.contract_version}, in force since {wording.day(statement.contract_effective)}"
    if says := invoiced(statement):
        yield "E-invoice", held(says)
    if statement.restates:
        yield "Restates", f"Statement {statement.restates.number}, SHA-256 {statement.restates.sha256}"
    yield "Issued" if statement.approvals else "Printed", wording.moment(statement.issued, statement.zone)


def _levels(statement: Statement) -> Iterator[Row]:
    for each in summary(statement):
        yield Row(
            clause=each.clause,
            title=each.title,
            result=held(each.result),
            target=held(each.target),
            outcome=wording.outcome(each.outcome),
            state=_STATES.get(each.outcome, "none"),
            amount=wording.balance(each.amount),
        )


def _part(section: Section, statement: Statement) -> Part:
    chart = pictured(pictures.of_level(section))
    before = ["", *(line.clause for line in section.lines)]
    clause = f"Clause {section.clause}" if section.clause else ""
    said = f"{clause}: “{section.words}”" if section.words else clause
    return Part(
        title=section.title,
        words=" ".join(filter(None, (said, f"Chart: {_small(chart.caption)}" if chart else ""))),
        chart=chart,
        lines=tuple(
            _detail(line, statement, says_words=line.clause != last)
            for line, last in zip(section.lines, before, strict=False)
        ),
    )


def _small(text: str) -> str:
    """After a colon; a month keeps its capital."""
    return text.replace("One dash", "one dash")


def _detail(line: StatementLine, statement: Statement, *, says_words: bool) -> Detail:
    window = "" if line.scope and line.window == statement.period.label else line.window
    words = f"Clause {line.clause}: “{line.words}” " if says_words and line.words else ""
    return Detail(
        when=", ".join(filter(None, (line.scope, window))),
        result=held(line.result),
        target=held(line.target),
        outcome=wording.outcome(line.outcome),
        state=_STATES.get(line.outcome, "none"),
        kind=f"{line.direction.capitalize()}: {line.kind}" if line.amount else "–",
        amount=wording.signed(line.amount, line.direction),
        workings=held(f"{words}{line.workings}"),
    )


def _figures_from(statement: Statement) -> str:
    file, _, received, sender = statement.submission
    return f"Taken from {file}, received {wording.moment(received, statement.zone)} from {sender}."


def _figures_more(count: int) -> str:
    if count <= MOST_FIGURES:
        return ""
    return f"{MOST_FIGURES} of {count:,} figures are printed here; all of them are in the attached figures.csv."


def _signed(statement: Statement) -> Iterator[tuple[str, str, str]]:
    zone, (file, _, received, sender) = statement.zone, statement.submission
    yield "Figures sent", f"{sender} ({file})", wording.moment(received, zone)
    prepared = statement.prepared
    yield "Prepared", f"{prepared.name}, {prepared.role}", wording.moment(prepared.at, zone)
    for each in statement.approvals:
        yield "Approved", f"{each.name}, {each.role}", wording.moment(each.at, zone)
    if not statement.approvals:
        yield "Approved", "by nobody: this is a draft", ""
    yield (
        "Issued" if statement.approvals else "Printed",
        f"Statement {statement.number}",
        wording.moment(statement.issued, zone),
    )


def _checking(statement: Statement) -> Iterator[str]:
    sealer = statement.sealer
    if sealer is None:
        yield "This copy is not sealed."
        return
    yield f"Sealed by “{sealer.name}”. The seal covers every byte; PDF readers show it among the signatures."
    yield (
        f"Attached are {calculation.FILE}, which holds the contract's text, the figures and the settlement, and "
        f"{FIGURES}. The command “sla verify FILE.pdf” checks the seal and computes every amount again from them."
    )
    if sealer.demonstration:
        yield (
            "TEST CERTIFICATE: the program made this key for itself. The seal proves that the file is unchanged, "
            "not who issued it."
        )


def _fingerprints(statement: Statement, enclosed: tuple[Enclosure, ...]) -> Iterator[tuple[str, str]]:
    """SHA-256 of everything the statement rests on."""
    yield "File sent", statement.submission[1]
    yield "Contract text", statement.contract_digest
    for each in enclosed:
        yield each.name, each.digest
    if statement.log:
        number, digest = statement.log
        yield f"Log, entry {number:,}", digest
    if statement.sealer:
        yield "Certificate of the seal", statement.sealer.fingerprint
        yield "Root certificate", statement.sealer.root
