"""Every way in which a submission can be wrong, by code, and the list in which one reading gathers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sla.values import Finding, Findings, Place, Saying, Severity
from sla.values.saying import joined

ROWS = 10
"""So many rows are named one by one."""
SHOWN = 1000
"""How many errors, and how many warnings, are spelled out; the rest are only counted."""


class Code(StrEnum):
    """The codes of a submission's findings. Each has a test that produces it."""

    # the file as a whole
    EMPTY_FILE = "submission.empty-file"
    NO_ROWS = "submission.no-rows"
    TOO_LARGE = "submission.too-large"
    TOO_SLOW = "submission.too-slow"
    NOT_A_TABLE = "submission.not-a-table"
    UNSUPPORTED = "submission.unsupported-workbook"
    ENCRYPTED = "submission.encrypted"
    MACROS = "submission.macros"
    DAMAGED = "submission.damaged"
    HOSTILE = "submission.hostile"
    WHICH_SHEET = "submission.which-sheet"
    ENCODING = "submission.guessed-encoding"
    QUOTES = "submission.broken-quotes"
    MORE = "submission.more"
    # headings
    MISSING_COLUMN = "submission.missing-column"
    DUPLICATE_COLUMN = "submission.duplicate-column"
    UNKNOWN_COLUMN = "submission.unknown-column"
    UNNAMED_COLUMN = "submission.unnamed-column"
    IGNORED_COLUMN = "submission.ignored-column"
    EXTRA_CELLS = "submission.extra-cells"
    NOT_MATCHED = "submission.not-matched"
    LEFT_OUT = "submission.left-out"
    # what a row is about
    UNKNOWN_FIGURE = "submission.unknown-figure"
    MISSING_FIGURE = "submission.missing-figure"
    MISSING_DIMENSION = "submission.missing-dimension"
    UNKNOWN_VALUE = "submission.unknown-value"
    SIMILAR_NAMES = "submission.similar-names"
    WRONG_UNIT = "submission.wrong-unit"
    # when
    MISSING_WHEN = "submission.missing-when"
    BAD_WHEN = "submission.bad-when"
    AMBIGUOUS_DATE = "submission.ambiguous-date"
    OUTSIDE_TERM = "submission.outside-term"
    OUTSIDE_PERIOD = "submission.outside-period"
    TOO_COARSE = "submission.too-coarse"
    STRADDLES = "submission.straddles"
    # the value
    NOT_REPORTED = "submission.not-reported"
    NOT_A_NUMBER = "submission.not-a-number"
    ERROR_VALUE = "submission.error-value"
    FORMULA = "submission.formula-without-value"
    LOST_DIGITS = "submission.lost-digits"
    TOO_LONG = "submission.too-many-digits"
    EXPONENT = "submission.exponent"
    NOT_FINITE = "submission.not-finite"
    AMBIGUOUS_NUMBER = "submission.ambiguous-number"
    MIXED_NOTATION = "submission.mixed-notation"
    NOT_A_PERCENTAGE = "submission.not-a-percentage"
    LOOKS_LIKE_FRACTION = "submission.looks-like-fraction"
    BELOW_LEAST = "submission.below-least"
    ABOVE_MOST = "submission.above-most"
    NOT_WHOLE = "submission.not-whole"
    # rows against each other
    DUPLICATE = "submission.duplicate"
    OVERLAP = "submission.overlap"
    ONLY_ONE = "submission.only-one"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why one text was refused, before it is known where it stands: kept per distinct text, placed per cell."""

    code: Code
    message: str
    expected: str = ""
    remedy: str = ""


class Problems:
    """Gathers the findings of one file; spells out the first of them and counts the rest."""

    def __init__(self, file: str, shown: int = SHOWN) -> None:
        """Start an empty list for `file`."""
        self.file = file
        self.shown = shown
        self.kept: dict[Severity, list[Finding]] = {Severity.ERROR: [], Severity.WARNING: []}
        self.counted = dict.fromkeys(Severity, 0)

    def add(
        self,
        code: Code,
        message: str,
        *,
        row: int = 0,
        heading: str = "",
        found: str = "",
        expected: str = "",
        remedy: str = "",
        severity: Severity = Severity.ERROR,
        file: str = "",
    ) -> None:
        """Add one finding, about this file unless another is named; a plain text in `found` is what stands there."""
        self.counted[severity] += 1
        if len(self.kept[severity]) < self.shown:
            place = Place(file or self.file, row=row, heading=heading)
            self.kept[severity].append(Finding(code, message, place, quoted(found), expected, remedy, severity))

    def refuse(self, refusal: Refusal, row: int, heading: str, found: str) -> None:
        """Add a refusal, placed."""
        self.add(
            refusal.code,
            refusal.message,
            row=row,
            heading=heading,
            found=found,
            expected=refusal.expected,
            remedy=refusal.remedy,
        )

    def take(self, findings: Findings) -> None:
        """Add findings that were made elsewhere."""
        for finding in findings:
            self.counted[finding.severity] += 1
            if len(self.kept[finding.severity]) < self.shown:
                self.kept[finding.severity].append(finding)

    @property
    def stops(self) -> bool:
        """Whether there is an error among them."""
        return self.counted[Severity.ERROR] > 0

    def findings(self) -> Findings:
        """Errors by row, then warnings by row, each closed by a count where some are not spelled out."""
        return self._those(Severity.ERROR) + self._those(Severity.WARNING)

    def warnings(self) -> Findings:
        """Only the warnings."""
        return self._those(Severity.WARNING)

    def _those(self, severity: Severity) -> Findings:
        kept, counted = self.kept[severity], self.counted[severity]
        listed = Findings(sorted(kept, key=lambda finding: finding.place.row))
        if counted <= len(kept):
            return listed
        numbers = {"number": f"{counted:,}", "number2": f"{len(kept):,}"}
        more = Finding(
            Code.MORE,
            Saying("{number} errors in all; the first {number2} are listed", **numbers)
            if severity is Severity.ERROR
            else Saying("{number} warnings in all; the first {number2} are listed", **numbers),
            Place(self.file),
            remedy=Saying("Repair these and send the file again; the others follow"),
            severity=severity,
        )
        return listed + Findings((more,))


def quoted(text: str) -> str:
    """What stands in a file, the same in every language and cut where it is long; what is said stays as it is."""
    return text if isinstance(text, Saying) or not text else Saying("{text}", text=shortened(text))


def rows_in_words(rows: Sequence[int]) -> Saying:
    """`row 3, row 5`, the first of them."""
    listed = joined((Saying("row {number}", number=str(row)) for row in rows[:ROWS]), ", ")
    return Saying("{rows}…", rows=listed) if rows[ROWS:] else listed


def shortened(text: str, longest: int = 80) -> str:
    """The text on one line, cut where it is too long to quote."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
