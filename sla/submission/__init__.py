"""What the vendor sent: figures, read from a file with every problem named by row and column."""

from sla.submission.figures import Entry, Figures, Scope
from sla.submission.reader import Submission, read, together
from sla.submission.table import Cell, Number, Row, Table

__all__ = ["Cell", "Entry", "Figures", "Number", "Row", "Scope", "Submission", "Table", "read", "together"]
