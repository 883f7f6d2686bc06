"""What the vendor sent: figures, read from a file with every problem named by row and column.

What was decided here, once:

* Nothing is guessed. A number or a date that can be read in two ways is refused, with both readings in the remedy.
* Missing is not zero. An empty cell reports nothing; zero is written 0.
* All problems are told at once, and the reader returns either a submission or findings, never half a submission.
* A value stands for days within one window of every level measured from it; `2026-03` is the contract's own month.
* One value for each time, figure and set of dimensions, and never a total beside its parts.
* A spreadsheet's numbers are taken with the fifteen digits that it is sure of, or not at all.
"""

from sla.submission.figures import Entry, Figures, Scope
from sla.submission.reader import Submission, read, together
from sla.submission.table import Cell, Number, Row, Table

__all__ = ["Cell", "Entry", "Figures", "Number", "Row", "Scope", "Submission", "Table", "read", "together"]
