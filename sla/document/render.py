"""Prints a statement: PDF/A-3 with the calculation attached, tagged for screen readers, the same bytes every time.

WeasyPrint lays out the templates under `templates/statement/`. It may read the shipped fonts and the charts that are
part of the page, and nothing else; whatever it warns of is an error here, because it would show on paper.
"""

from __future__ import annotations

import atexit
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from sla.document.attachments import Enclosure, enclosures
from sla.document.conformance import finisher
from sla.document.pages import page
from sla.document.tongue import tongue
from sla.statement.model import Statement

TEMPLATES = Path(__file__).parents[2] / "templates" / "statement"
FONTS = Path(__file__).parent / "fonts"
FACES = (("Inter-Regular.ttf", 400), ("Inter-SemiBold.ttf", 700))

INVISIBLE = frozenset({0xAD, 0x200B})
"""Signs of the fonts that leave no trace on paper: two texts that look the same must be the same."""


class Unprintable(ValueError):
    """The statement cannot be printed faithfully: a character without a glyph, or anything WeasyPrint warns of."""


def render(statement: Statement) -> bytes:
    """The unsealed PDF. Raises `Unprintable`, naming the characters or what else stands in the way."""
    enclosed = enclosures(statement)
    return printed(html(statement, enclosed), statement, enclosed)


def html(statement: Statement, enclosed: tuple[Enclosure, ...]) -> str:
    """The pages as HTML, before they are laid out."""
    return (
        _templates()
        .get_template("statement.html")
        .render(s=statement, page=page(statement, enclosed), t=tongue(statement.language).say)
    )


def printed(source: str, statement: Statement, enclosed: tuple[Enclosure, ...]) -> bytes:
    """Lay the pages out, attach the files and finish the PDF."""
    from weasyprint import HTML, Attachment

    if missing := without_sign(source):
        raise Unprintable(f"the statement's font has no sign for {missing}; write the name in another script")
    fonts, sheet = _press()
    when = statement.issued.astimezone(UTC)
    files = [
        Attachment(
            string=each.content,
            name=each.name,
            description=each.says,
            relationship=each.relationship,
            created=when,
            modified=when,
            url_fetcher=fetcher(),
        )
        for each in enclosed
    ]
    with _strict():
        content = HTML(string=source, url_fetcher=fetcher()).write_pdf(
            font_config=fonts,
            stylesheets=[sheet],
            attachments=files,
            pdf_variant="pdf/a-3a",
            finisher=finisher(each.name for each in enclosed),
        )
    return bytes(content)


def without_sign(text: str) -> str:
    """The characters that the statement's font cannot print, with spaces between; empty if it can print them all."""
    return " ".join(sorted(set(text) - signs()))


def style_sheet() -> str:
    """The style of a statement, with the shipped fonts named by their place on disk."""
    faces = "".join(
        f'@font-face {{ font-family: Inter; font-weight: {weight}; src: url("{(FONTS / file).as_uri()}") }}\n'
        for file, weight in FACES
    )
    return faces + (TEMPLATES / "statement.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@lru_cache(maxsize=1)
def fetcher() -> Any:  # noqa: ANN401 - WeasyPrint has no types
    """The only sources a page may use: the shipped fonts, and charts that are part of the page."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    faces = {(FONTS / file).as_uri(): (FONTS / file).read_bytes() for file, _ in FACES}

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            if url in faces:
                return URLFetcherResponse(url, body=faces[url])
            if url.startswith("data:image/svg+xml;base64,"):
                return super().fetch(url, headers)
            raise FatalURLFetchingError(f"a statement may not load {url[:80]}")

    return OwnFilesOnly()


@lru_cache(maxsize=1)
def _press() -> tuple[Any, Any]:
    """Fonts and style sheet, made once for all statements of this process."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    atexit.register(_press.cache_clear)  # its fonts must go before the interpreter does
    return fonts, CSS(string=style_sheet(), font_config=fonts, url_fetcher=fetcher())


@lru_cache(maxsize=1)
def signs() -> frozenset[str]:
    """Every character that the shipped fonts can print so that it is seen, and white space."""
    from fontTools.ttLib import TTFont

    known = set(range(0x110000))
    for file, _ in FACES:
        with TTFont(FONTS / file) as font:
            known &= set(font.getBestCmap())
    return frozenset(map(chr, known - INVISIBLE)) | {"\n"}


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _strict() -> Iterator[None]:
    """Turn whatever WeasyPrint warns of into `Unprintable`: a missing glyph, a missing description, bad style."""
    log, complaints = logging.getLogger("weasyprint"), _Complaints()
    log.addHandler(complaints)
    try:
        with warnings.catch_warnings():
            # WeasyPrint leaves the colour profile to be closed by the garbage collector
            warnings.filterwarnings("ignore", "unclosed file", ResourceWarning)
            yield
    finally:
        log.removeHandler(complaints)
    if complaints.said:
        raise Unprintable("; ".join(complaints.said))
