"""What travels inside the paper: the calculation as JSON and the figures as CSV."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass

from sla.statement import calculation
from sla.statement.model import Statement
from sla.submission.figures import Entry
from sla.values import Findings

FIGURES = "figures.csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula when it stands first."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One attached file."""

    name: str
    content: bytes
    says: str

    @property
    def digest(self) -> str:
        """SHA-256 in hex."""
        return hashlib.sha256(self.content).hexdigest()


def enclosures(statement: Statement) -> tuple[Enclosure, ...]:
    """The attached files in the order of their names, as a name tree keeps them."""
    return (
        Enclosure(calculation.FILE, statement.calculation, "Contract text, figures and settlement"),
        Enclosure(FIGURES, figures_csv(statement.calculation), "The figures, one row each"),
    )


def figures_csv(content: bytes) -> bytes:
    """The figures of a calculation as CSV: first and last day, figure, value, what it is for, time stamp, row.

    Raises ValueError if the calculation cannot be read; a composed statement's always can.
    """
    read = calculation.read(content)
    if isinstance(read, Findings):
        raise ValueError("; ".join(read.sentences()))  # noqa: TRY004 - the content is wrong, not its type
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(("from", "to", "figure", "value", "for", "stamp", "row"))
    table.writerows(map(_row, read.figures))
    return text.getvalue().encode()


def _row(entry: Entry) -> tuple[str, ...]:
    spread = "; ".join(f"{name}={value}" for name, value in entry.scope)
    days = entry.when.start.isoformat(), entry.when.last_day.isoformat()
    return (
        *days,
        _text(entry.figure),
        format(entry.value, "f"),
        _text(spread),
        _text(entry.stamp),
        str(entry.row or ""),
    )


def _text(cell: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
