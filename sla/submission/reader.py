"""From a table to a submission: every cell is understood, or every problem is told with its row and column."""

from __future__ import annotations

from dataclasses import dataclass, field

from sla.contract.model import Contract, Figure
from sla.submission.against import Sent, compare
from sla.submission.figures import Entry, Figures
from sla.submission.findings import Code, Problems
from sla.submission.grain import grains
from sla.submission.headings import Layout, layout
from sla.submission.matched import matched, tell_beyond, tell_doubtful
from sla.submission.matching import Matching
from sla.submission.quantities import Quantities
from sla.submission.rows import Rows, cell_at, check_lengths
from sla.submission.table import Row, Table, written
from sla.submission.whens import Placed, Whens
from sla.values import Findings, Period, Saying


@dataclass(frozen=True, slots=True)
class Submission:
    """One file, accepted: its entries, and what to tell its sender besides."""

    name: str
    sha256: str
    """Of the file's bytes, in hex: the same file twice is recognised by it."""
    entries: tuple[Entry, ...]
    warnings: Findings = field(default_factory=Findings)
    rows: int = 0
    """Rows with content, the headings not counted."""

    @property
    def figures(self) -> Figures:
        """The entries, ready to be asked by name and window."""
        return Figures(self.entries)


def read(
    contract: Contract, table: Table, period: Period | None = None, matching: Matching | None = None
) -> Submission | Findings:
    """Read a table under a contract; with a `period`, only figures of that statement period are accepted.

    A figure for a longer span, such as a quarter on a monthly statement, belongs to the period in which it ends. The
    columns are told by the contract's own names, or by a `matching`. Returns the submission with its warnings, or
    all findings at once if one of them is an error.
    """
    problems = Problems(table.name)
    problems.take(table.findings)
    if matching is None:
        found = layout(contract, table, problems)
        check_lengths(table, problems)
    else:
        table, found = matched(contract, table, matching, problems)
    tell_doubtful(table, found, problems)
    entries = _entries(contract, table, found, period, problems) if found else ()
    if found and not entries and not problems.stops:
        problems.add(
            Code.NO_ROWS,
            Saying("no row reports a value") if table.rows else Saying("the file has headings but no rows"),
            row=table.heading_row,
            expected=Saying("a row for each value"),
            remedy=Saying("Fill in the figures below the headings and send the file again"),
        )
    if problems.stops:
        return problems.findings()
    return Submission(table.name, table.sha256, entries, problems.warnings(), len(table.rows))


def together(contract: Contract, submissions: tuple[Submission, ...]) -> Figures | Findings:
    """The figures of several files as one, or a finding for each entry that a second file repeats or overlaps."""
    problems = Problems(submissions[-1].name if submissions else "")
    sent = (Sent(entry, each.name) for each in submissions for entry in each.entries)
    compare(contract, grains(contract), sent, problems)
    if problems.stops:
        return problems.findings()
    return Figures(entry for each in submissions for entry in each.entries)


def _entries(
    contract: Contract, table: Table, found: Layout, period: Period | None, problems: Problems
) -> tuple[Entry, ...]:
    """Every entry that could be read; the rest are among the problems."""
    quantities = Quantities(contract, table, found, problems)
    whens = Whens(contract, period, problems, found)
    rows = Rows(contract, table, found, quantities, problems)
    sent = []
    for row, figure, column, cell in rows.reported():
        placed = _placed(whens, row, figure, found)
        if row.number in whens.beyond:
            continue
        value = quantities.value(cell, figure, column, row.number)
        scope = rows.scope(row, figure)
        if placed is not None and value is not None and scope is not None:
            entry = Entry(placed.period, figure.name, value, scope, row.number, placed.stamp)
            sent.append(Sent(entry, table.name, column.heading))
    quantities.warn()
    tell_beyond(whens, problems)
    compare(contract, whens.grains, sent, problems)
    return tuple(each.entry for each in sent)


def _placed(whens: Whens, row: Row, figure: Figure, found: Layout) -> Placed | None:
    """The days of a row; None after the finding was added."""
    if found.when is None:
        return whens.whole(figure, row.number)
    said = cell_at(row, found.when)
    return None if said is None else whens.place(written(said), figure, row.number)
