"""What is wrong, where, and what to do about it: the one shape in which bad input is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error stops, a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding points: a file with line and column (contracts), or row and column name (uploads).

    Lines, columns and rows count from 1, as editors and spreadsheets count them; 0 means "the whole".
    """

    file: str = ""
    line: int = 0
    column: int = 0
    row: int = 0
    heading: str = ""

    def __str__(self) -> str:
        """Say the place the way its reader looks it up: `contract.yaml:41:9` or `march.csv row 17, column calls`."""
        if self.line:
            return f"{self.file}:{self.line}:{self.column or 1}"
        row = f"row {self.row}" if self.row else ""
        heading = f"column {self.heading}" if self.heading else ""
        spot = ", ".join(filter(None, (row, heading)))
        return " ".join(filter(None, (self.file, spot)))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a code, a place, what was found, what was expected, what to do.

    `message` is the sentence a person reads first; `found`, `expected` and `remedy` complete it.
    """

    code: str
    message: str
    place: Place = Place()
    found: str = ""
    expected: str = ""
    remedy: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """The finding on one line, as compilers print them, so that editors can jump to it."""
        details = "; ".join(
            f"{name} {text}" for name, text in (("found", self.found), ("expected", self.expected)) if text
        )
        whole = self.message + (f" ({details})" if details else "") + (f". {self.remedy}" if self.remedy else "")
        where = f"{self.place}: " if self.place != Place() else ""
        return f"{where}{self.severity} {self.code}: {whole}"


class Findings(tuple[Finding, ...]):
    """All findings of one reading, in the order of their places. Returned instead of the thing that was asked for."""

    __slots__ = ()

    @property
    def errors(self) -> Findings:
        """Those that stop."""
        return Findings(finding for finding in self if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> Findings:
        """Those that are only shown."""
        return Findings(finding for finding in self if finding.severity is Severity.WARNING)

    def __add__(self, other: object) -> Findings:
        """Both sets, first mine."""
        if not isinstance(other, tuple):
            return NotImplemented
        return Findings((*self, *other))

    def sentences(self) -> Iterator[str]:
        """One printable line each."""
        return map(str, self)
