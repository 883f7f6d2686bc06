"""Reads a sealed PDF without believing it: the attached files, and the words that its first page shows."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import pikepdf

from sla.values import Saying

_PAIRS = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SECTIONS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")

_SHAPES = str.maketrans("ʼ∆►▻◄◅", "’Δ▶▷◀◁")
"""Signs that the statement's fonts draw by the glyph of another, beyond those that Unicode holds to be the same."""


class Unreadable(ValueError):
    """The file is no PDF that can be read, or is built in a way that this program never builds one."""


class Paper:
    """An open PDF."""

    def __init__(self, content: bytes) -> None:
        """Open it; raises `Unreadable`."""
        try:
            self._pdf = pikepdf.open(io.BytesIO(content), suppress_warnings=True)
        except pikepdf.PdfError as wrong:
            raise Unreadable("the file is not a PDF that can be opened") from wrong

    def attachments(self) -> dict[str, bytes]:
        """Every attached file by its name; each must also be named among the associated files."""
        try:
            files = self._pdf.attachments
            return {name: files[name].get_file().read_bytes() for name in files}
        except (pikepdf.PdfError, KeyError, ValueError, TypeError) as wrong:
            raise Unreadable("the attached files cannot be read") from wrong

    def words(self, page: int = 0) -> str:
        """What a page shows, in drawing order, as `plain_letters`."""
        try:
            shown = self._pdf.pages[page]
            fonts = {str(name): _letters(font) for name, font in shown.resources["/Font"].items()}
            return plain_letters("".join(_drawn(shown, fonts)))
        except (pikepdf.PdfError, KeyError, IndexError, ValueError, TypeError, AttributeError) as wrong:
            raise Unreadable(Saying("page {number} cannot be read", number=page + 1)) from wrong


def plain_letters(text: str) -> str:
    """The text without any space, and with signs that share one shape, such as micro and mu, taken for one."""
    return unicodedata.normalize("NFKC", "".join(text.split())).translate(_SHAPES)


def _drawn(page: pikepdf.Page, fonts: dict[str, dict[int, str]]) -> Iterator[str]:
    letters: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page, "Tf TJ Tj"):
        operator, operand = str(step.operator), step.operands[0]
        if operator == "Tf":
            letters = fonts[str(operand)]
        elif operator == "Tj":
            yield from _text(bytes(operand), letters)
        elif operator == "TJ":
            for part in operand:
                if isinstance(part, pikepdf.String):
                    yield from _text(bytes(part), letters)


def _text(codes: bytes, letters: dict[int, str]) -> Iterator[str]:
    """Glyph numbers of two bytes each, as letters."""
    for at in range(0, len(codes) - 1, 2):
        yield letters.get(int.from_bytes(codes[at : at + 2]), "\N{REPLACEMENT CHARACTER}")


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Which letters each glyph stands for, as the font's own table says."""
    table = font["/ToUnicode"].read_bytes()
    letters = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for section in _SECTIONS.findall(table)
        for code, text in _PAIRS.findall(section)
    }
    for section in _RANGES.findall(table):
        for first, last, text in _RANGE.findall(section):
            start = int(text, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(start + step)
    return letters
