"""What travels inside the paper: the calculation as JSON, the figures as CSV, the e-invoice as XML."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from sla.statement import calculation
from sla.statement.einvoice import cii, ubl
from sla.statement.einvoice.made import NotMade, einvoice
from sla.statement.model import Statement
from sla.submission.figures import Entry
from sla.values import Findings

FIGURES = "figures.csv"
INVOICES = frozenset({cii.FILE, ubl.FILE})
"""The e-invoice in its two syntaxes: both are attached, or none."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula when it stands first."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One attached file."""

    name: str
    content: bytes
    says: str
    relationship: str = "Data"
    """`AFRelationship`: what the file is to the paper."""

    @property
    def digest(self) -> str:
        """SHA-256 in hex."""
        return hashlib.sha256(self.content).hexdigest()


def enclosures(statement: Statement) -> tuple[Enclosure, ...]:
    """The attached files in the order of their names, as a name tree keeps them."""
    every = (
        Enclosure(calculation.FILE, statement.calculation, "Contract text, figures and settlement"),
        Enclosure(FIGURES, figures_csv(statement.calculation), "The figures, one row each"),
        *_invoices(statement),
    )
    return tuple(sorted(every, key=lambda each: each.name))


def _invoices(statement: Statement) -> Iterator[Enclosure]:
    """The e-invoice in both syntaxes, where the statement has one."""
    invoice = einvoice(statement)
    if isinstance(invoice, NotMade):
        return
    what = "credit note" if invoice.credits else "invoice"
    yield Enclosure(cii.FILE, cii.cii(invoice), f"EN 16931 {what} (Factur-X)", "Alternative")
    yield Enclosure(ubl.FILE, ubl.ubl(invoice), f"EN 16931 {what} (UBL 2.1)", "Alternative")


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
