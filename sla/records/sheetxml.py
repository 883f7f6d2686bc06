"""What the XML of a sheet says and a spreadsheet library keeps to itself.

That is: how far the cells reach, the digits of numbers as they are stored, formulas without a value, and formats that
show a percentage, a month or a time of day. Runs in the child process of `sla.records.opened`, where nothing slow is
imported.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from xml.parsers import expat

from sla.records.archive import RELATIONS, STRINGS, STYLES, WORKBOOK, Archive, Unread
from sla.records.limits import Limits

NUMBER, PERCENT, MONTH, MOMENT, ERROR, FORMULA = "n", "%", "m", "t", "e", "f"
"""What is special about a cell: the first letter of its mark, before the text that is stored in it."""

_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_SHORT = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{0,5}[1-9])?")
_UNSEEN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_BUILT_IN = {"9": PERCENT, "10": PERCENT, "17": MONTH, "22": MOMENT}

Attributes = dict[str, str]


@dataclass(slots=True)
class Sheet:
    """The reach of one sheet's content, and the marks of its cells by row and column, all counted from 1."""

    rows: int = 0
    columns: int = 0
    marks: dict[int, str] = field(default_factory=dict)
    """The mark of each cell that has one, by its `place`."""
    timed: set[int] = field(default_factory=set)
    """The columns with a day and a time other than midnight in a cell that shows both."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet as the workbook lists it."""

    name: str
    visible: bool
    part: str


def exact(text: str) -> str | None:
    """The decimal number that a stored number means, or None where digits were lost or never shown.

    A spreadsheet keeps binary numbers of which fifteen digits are sure. The shortest decimal that gives the stored
    binary number is what was typed, if it has no more than fifteen digits: `1.1000000000000001` is 1.1. Sums such as
    0.1 + 0.2 leave a residue in the last digits, `0.30000000000000004`; where what is left of fifteen digits without
    it is short, that is the number. A quotient such as 1/3, and a whole number of more than fifteen digits, are not
    guessed.
    """
    if _SHORT.fullmatch(text):
        return text
    value = float(text)
    if not abs(value) < 1e15:
        return None
    for digits, most in ((repr(value), 15), (f"{value:.15g}", 12)):
        number = Decimal(digits).normalize()
        parts = number.as_tuple()
        if len(parts.digits) <= most and isinstance(parts.exponent, int) and parts.exponent >= -30:
            return format(number, "f")
    return None


def place(row: int, column: int) -> int:
    """One number for a cell, since there may be two million of them."""
    return row * 16_384 + column


def sheets(archive: Archive) -> tuple[Listed, ...]:
    """The worksheets in the workbook's order."""
    targets: dict[str, str] = {}
    found: list[Listed] = []

    def relation(name: str, attributes: Attributes) -> None:
        if _local(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            target = attributes.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = part.casefold()

    def sheet(name: str, attributes: Attributes) -> None:
        if _local(name) == "sheet":
            key = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            if key in targets:
                visible = attributes.get("state", "visible") == "visible"
                found.append(Listed(attributes.get("name", ""), visible, targets[key]))

    _parse(archive.parts[RELATIONS], relation)
    _parse(archive.parts[WORKBOOK], sheet)
    if any(each.part not in archive.parts for each in found) or len({each.name for each in found}) < len(found):
        raise Unread("damaged", "the workbook lists sheets that it does not hold")
    return tuple(found)


def formats(archive: Archive) -> tuple[str, ...]:
    """What each cell format shows: a percentage, a month, a day with its time, or nothing of note."""
    kinds = dict(_BUILT_IN)
    styles: list[str] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        name = _local(name)
        if name == "numFmt":
            kinds[attributes.get("numFmtId", "")] = _kind(attributes.get("formatCode", ""))
        elif name == "xf" and inside:
            styles.append(kinds.get(attributes.get("numFmtId", "0"), ""))
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = name == "cellXfs"

    if STYLES in archive.parts:
        _parse(archive.parts[STYLES], start)
    return tuple(styles)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _kind(code: str) -> str:
    """`0.0%` shows a hundredfold; `mmm-yy` shows a month and hides the day; `yyyy-mm-dd hh:mm` shows a moment."""
    shown = _UNSEEN.sub("", code).partition(";")[0].casefold()
    if "%" in shown:
        return PERCENT
    if "y" in shown and "h" in shown:
        return MOMENT
    return MONTH if "m" in shown and "y" in shown and not set(shown) & set("dhs0#?") else ""


def lengths(archive: Archive) -> tuple[int, ...]:
    """How long each shared text is, roughly: one long text may stand in a million cells."""
    return tuple(map(len, archive.parts.get(STRINGS, b"").split(b"</si>")))


def scan(part: bytes, styles: tuple[str, ...], strings: tuple[int, ...], limits: Limits) -> Sheet:
    """Read through one sheet; raises `Unread` where its cells reach too far or hold too much."""
    scanner = _Scanner(styles, strings, limits)
    _parse(part, scanner.start, scanner.end, scanner.text)
    return scanner.sheet


class _Scanner:
    """Follows the cells of one sheet. A cell that does not say where it stands follows the one before it."""

    def __init__(self, styles: tuple[str, ...], strings: tuple[int, ...], limits: Limits) -> None:
        self.styles = styles
        self.strings = strings
        self.limits = limits
        self.sheet = Sheet()
        self.columns: dict[str, int] = {}
        self.row = self.column = self.shared = 0
        self.kind = self.style = self.value = ""
        self.formula = self.filled = self.inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self.kind, self.style, self.value = attributes.get("t", "n"), attributes.get("s", "0"), ""
            self.formula = self.filled = False
            self._move(attributes.get("r"))
        elif name == "v":
            self.filled = self.inside = True
        elif name == "f":
            self.formula = True
        elif name == "is":
            self.filled = True
        elif name == "row":
            given = attributes.get("r", "")
            self.row = int(given) if given.isdecimal() else self.row + 1
            self.column = 0
        elif ":" in name:
            self.start(_local(name), attributes)

    def text(self, text: str) -> None:
        if self.inside:
            self.value += text
            if len(self.value) > self.limits.text:
                raise Unread("too-large", "more than {number} characters in a cell", number=f"{self.limits.text:,}")

    def end(self, name: str) -> None:
        if name == "v":
            self.inside = False
        elif name == "c":
            if self.filled or self.formula:
                if self.row > self.sheet.rows or self.column > self.sheet.columns:
                    self._reach()
                mark = self._mark()
                if mark:
                    self.sheet.marks[place(self.row, self.column)] = mark
        elif ":" in name:
            self.end(_local(name))

    def _move(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        letters = reference.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = _column(letters)
        self.column, self.row = column, int(reference[len(letters) :] or "0")

    def _reach(self) -> None:
        sheet, limits = self.sheet, self.limits
        sheet.rows, sheet.columns = max(sheet.rows, self.row), max(sheet.columns, self.column)
        far = sheet.rows > limits.rows + 1 or sheet.columns > limits.columns
        if far or sheet.rows * sheet.columns > limits.cells:
            most = {"number": f"{sheet.rows:,}", "number2": f"{sheet.columns:,}"}
            raise Unread("too-large", "cells as far as row {number}, column {number2}", **most)

    def _share(self, index: str) -> None:
        number = int(index) if index.isdecimal() else len(self.strings)
        self.shared += self.strings[number] if number < len(self.strings) else 0
        if self.shared > self.limits.unpacked:
            raise Unread("too-large", "more than {amount} of text", amount=f"{self.limits.unpacked / 1e6:,.0f} MB")

    def _mark(self) -> str:
        value = self.value.strip()
        if self.formula and not value and (self.kind != "str" or not self.filled):
            return FORMULA
        match self.kind:
            case "n" if _NUMBER.fullmatch(value):
                style = int(self.style) if self.style.isdecimal() else 0
                kind = (self.styles[style] if style < len(self.styles) else "") or NUMBER
                if kind == MOMENT and "." in value:
                    self.sheet.timed.add(self.column)
                return kind + value
            case "e":
                return ERROR + value
            case "s":
                self._share(value)
            case _:
                pass
        return ""


def _column(letters: str) -> int:
    """Column A is 1, Z is 26, AA is 27, XFD is the last one."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if not _LETTERS.fullmatch(letters):
        raise Unread("damaged", "a cell named {letters}", letters=letters[:20])
    return number


def _parse(
    part: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run a part through expat; handlers see names with their prefix, if there is one."""
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except expat.ExpatError as fault:
        raise Unread("damaged", "{fault}", fault=str(fault)) from fault
