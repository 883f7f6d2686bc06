"""Composes a statement: the settlement of one period in words and figures, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from sla.contract.model import Bands, Contract, Direction, Invoicing, Level, Party, Quantity, Range, Steps
from sla.contract.phrases import said
from sla.evaluation.model import Evaluation
from sla.settlement.caps import caps
from sla.settlement.delta import changes
from sla.settlement.model import Line, Settlement, Waived
from sla.statement import decision, wording
from sla.statement.model import (
    Moved,
    Restated,
    Statement,
    StatementLine,
    Trend,
)
from sla.statement.record import Record
from sla.submission.figures import Entry, Figures, Scope
from sla.values import Money, Period

Says = Callable[[Contract, Line, Evaluation | None], str]
"""Gives the workings of a line in one sentence."""
REMEMBERED = 12
"""How many results a trend shows at most."""
NO_RESULT = "no result"


@dataclass(frozen=True, slots=True)
class Before:
    """The statement that this one restates: its number, the SHA-256 of its file, and its settlement."""

    number: str
    sha256: str
    settlement: Settlement


def compose(
    contract: Contract,
    settlement: Settlement,
    past: Sequence[Settlement],
    record: Record,
    *,
    figures: Figures,
    calculation: bytes,
    says: Says,
    customer: Party | None = None,
    vendor: Party | None = None,
    invoicing: Invoicing | None = None,
    counting: Figures | None = None,
) -> Statement:
    """The whole statement. `past` feeds the trends; parties and choices given here stand in for the contract's own.

    `figures` are as they were reported; `counting` are those that count, where relief was granted.
    """
    customer, vendor = customer or contract.customer, vendor or contract.vendor
    evaluations = {
        (each.measurement.level, each.measurement.window, each.measurement.scope): each
        for each in settlement.evaluations
    }
    history = _history([*past, settlement])
    return Statement(
        number=record.number,
        contract_key=contract.key,
        contract_title=contract.title,
        contract_version=contract.version,
        contract_effective=contract.effective,
        contract_digest=contract.digest,
        period=settlement.period,
        currency=settlement.currency,
        customer=customer,
        vendor=vendor,
        lines=(
            *(
                _line(contract, line, evaluations.get((line.level, line.window, line.scope)), history, says)
                for line in settlement.lines
            ),
            *(_waived(contract, each) for each in settlement.waived),
        ),
        penalties=settlement.penalties,
        incentives=settlement.incentives,
        net=settlement.net,
        decision=decision.sentence(
            customer.name,
            vendor.name,
            settlement.penalties,
            settlement.incentives,
            (record.restates.number, record.restates.net) if record.restates else None,
        ),
        due=_due(contract, record.issued),
        payable=contract.terms.payable,
        consequences=settlement.consequences,
        figures=_printed(contract, _used(figures, settlement)),
        submission=record.submission,
        prepared=record.prepared,
        approvals=record.approvals,
        issued=record.issued,
        calculation=calculation,
        sealer=record.sealer,
        log=record.log,
        waiting_for=settlement.waiting_for,
        zone=contract.zone,
        allowed=record.allowed,
        restates=record.restates,
        in_dispute=record.in_dispute,
        caps=caps(contract, counting or figures, settlement, past),
        sheet=contract.terms.sheet,
        language=contract.terms.language,
        invoicing=invoicing or contract.terms.invoicing,
    )


def restated(contract: Contract, settlement: Settlement, before: Before) -> Restated:
    """What a restatement changes: every line that differs from the statement before."""
    moved = tuple(
        Moved(
            clause=each.clause,
            title=_title(contract, each.level),
            window=each.window.label,
            scope=wording.scope(each.scope),
            before=each.before,
            now=each.now,
            net=each.net,
        )
        for each in changes(settlement, before.settlement)
    )
    return Restated(before.number, before.sha256, before.settlement.net, moved)


def _title(contract: Contract, level: str) -> str:
    found = contract.index.get(level)
    return found.title if found else level or "The statement as a whole"


def _waived(contract: Contract, let_go: Waived) -> StatementLine:
    """What is not imposed of a line, as a line of its own that goes the other way."""
    back = {Direction.PENALTY: Direction.INCENTIVE, Direction.INCENTIVE: Direction.PENALTY}
    level = contract.index.get(let_go.level)
    return StatementLine(
        clause=let_go.clause,
        title=_title(contract, let_go.level),
        words="",
        window=let_go.window.label,
        scope=wording.scope(let_go.scope),
        result="",
        target="",
        outcome="",
        direction=back[let_go.direction],
        kind="waived",
        amount=let_go.amount,
        workings=f"Not imposed: {let_go.reason.rstrip('.')}.",
        level=let_go.level,
        level_clause=level.clause if level else let_go.clause,
        level_words=level.words if level else "",
    )


def _line(
    contract: Contract,
    line: Line,
    evaluation: Evaluation | None,
    history: dict[tuple[str, Scope], list[Evaluation]],
    says: Says,
) -> StatementLine:
    level = contract.index.get(line.level)
    unit = level.unit if level else ""
    aim = (evaluation.target if evaluation else None) or (level.target if level else None)
    return StatementLine(
        clause=line.clause,
        title=level.title if level else line.words or line.kind,
        words=_words(level, line),
        window=line.window.label,
        scope=wording.scope(line.scope),
        result=NO_RESULT if line.result is None else wording.number(line.result, unit),
        target=wording.target(aim, unit),
        outcome=line.outcome,
        direction=line.direction,
        kind=line.kind,
        amount=line.amount,
        workings=says(contract, line, evaluation),
        trend=_trend(level, aim, history.get((line.level, line.scope), [])) if level else None,
        level=line.level,
        level_clause=level.clause if level else line.clause,
        level_words=level.words if level else "",
    )


def _words(level: Level | None, line: Line) -> str:
    """What the clause that pays says, where one applied."""
    if level and line.hit:
        return level.pays[line.hit.rule].words
    return ""


def _history(settlements: Iterable[Settlement]) -> dict[tuple[str, Scope], list[Evaluation]]:
    """Every evaluation by level and scope, in order of time; a window that was settled again counts once."""
    known: dict[tuple[str, Scope], dict[Period, Evaluation]] = {}
    for settlement in settlements:
        for each in settlement.evaluations:
            measured = each.measurement
            known.setdefault((measured.level, measured.scope), {})[measured.window] = each
    return {key: [windows[window] for window in sorted(windows)] for key, windows in known.items()}


def _trend(level: Level, aim: Range | None, evaluations: list[Evaluation]) -> Trend:
    """The last results against today's target."""
    recent = [each.measurement for each in evaluations[-REMEMBERED:]]
    return Trend(
        results=tuple((each.window.label, each.result) for each in recent),
        low=aim.low if aim else None,
        high=aim.high if aim else None,
        unit=level.unit,
        edges=_edges(level),
    )


def _edges(level: Level) -> tuple[Decimal, ...]:
    """Every result at which the level's price changes."""
    rows = (row.range for rule in level.pays if isinstance(rule.tariff, Bands) for row in rule.tariff.rows)
    steps = (rule.tariff.reference for rule in level.pays if isinstance(rule.tariff, Steps))
    ends = (edge for each in rows for edge in (each.low, each.high) if edge is not None)
    return tuple(sorted({*ends, *steps}))


def _used(figures: Figures, settlement: Settlement) -> list[Entry]:
    """The entries that lie in a window that this settlement closes."""
    windows = {each.measurement.window for each in settlement.evaluations} | {line.window for line in settlement.lines}
    inside = cache(lambda when: any(when in window for window in windows))
    return [entry for entry in figures if inside(entry.when)]


def _printed(contract: Contract, entries: Iterable[Entry]) -> tuple[tuple[str, str, str, str], ...]:
    """When, what, of what, how much. A file has many rows of few days and names: what they are called is asked once."""
    label, named, known = cache(lambda period: period.label), cache(said), cache(contract.figure)

    def value(entry: Entry) -> str:
        figure = known(entry.figure)
        if figure is not None and figure.quantity is Quantity.MONEY:
            return wording.money(Money(entry.value, contract.currency))
        return wording.number(entry.value, figure.unit if figure else "")

    return tuple(
        (each.stamp or label(each.when), named(each.figure), wording.scope(each.scope), value(each)) for each in entries
    )


def _due(contract: Contract, issued: datetime) -> date | None:
    """So many days after the day of issue on the contract's clock; None where the contract names no number."""
    days = contract.terms.due_days
    return None if days is None else issued.astimezone(contract.zone).date() + timedelta(days=days)
