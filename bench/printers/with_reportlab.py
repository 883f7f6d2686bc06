"""ReportLab: untagged, not PDF/A."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from reportlab.graphics.shapes import Drawing, Path
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as Grid

from bench.printers.content import Leaf, Picture, Table, Wide, Words
from sla.document.render import FACES, FONTS

NAMES = ("Inter", "Inter-Bold")
DIM, INK, EDGE = "#57606A", "#1B1F24", "#0B5D66"
SIZES = {
    "banner": (8, NAMES[0], "#7A4B00"),
    "title": (15, NAMES[1], INK),
    "head": (8, NAMES[1], EDGE),
    "part": (13, NAMES[1], INK),
    "under": (9, NAMES[0], DIM),
    "who": (12, NAMES[0], INK),
    "amount": (30, NAMES[1], INK),
    "name": (10, NAMES[1], INK),
    "words": (8, NAMES[0], DIM),
    "text": (9, NAMES[0], INK),
    "number": (9, NAMES[0], INK),
    "column": (7.5, NAMES[1], DIM),
}
"""Size in points, font and colour."""
WIDE = 174


def printer() -> Callable[[Leaf], bytes]:
    """What prints content; its fonts are read once."""
    for name, (file, _) in zip(NAMES, FACES, strict=True):
        pdfmetrics.registerFont(TTFont(name, FONTS / file))
    styles = {
        name: ParagraphStyle(
            name,
            fontName=font,
            fontSize=size,
            leading=size * 1.35,
            textColor=HexColor(colour),
            alignment=name == "number" and 2,
        )
        for name, (size, font, colour) in SIZES.items()
    }

    def printed(leaf: Leaf) -> bytes:
        out = io.BytesIO()
        paper = SimpleDocTemplate(
            out,
            pagesize=A4,
            leftMargin=18 * mm,
            rightMargin=18 * mm,
            topMargin=20 * mm,
            bottomMargin=18 * mm,
            title=leaf.title,
            author=leaf.author,
            lang=leaf.language,
        )
        paper.build(list(_story(leaf, styles)), canvasmaker=lambda *args, **more: _Numbered(leaf, *args, **more))
        return out.getvalue()

    return printed


Styles = dict[str, ParagraphStyle]


def _story(leaf: Leaf, styles: Styles) -> Iterator[object]:
    for block in leaf.blocks:
        match block:
            case Words():
                yield _paragraph(block, styles)
            case Table():
                yield _grid(block, styles)


def _paragraph(it: Words, styles: Styles) -> object:
    return Paragraph(escape(it.text), styles[it.style])


def _grid(it: Table, styles: Styles) -> object:
    free = (WIDE - sum(it.widths)) / max(1, it.widths.count(0))
    head = [[Paragraph(escape(each), styles["column"]) for each in it.head]] if it.head else []
    rows = [_row(row, it, styles) for row in it.rows]
    spans = [("SPAN", (0, at), (-1, at)) for at, row in enumerate(it.rows, len(head)) if isinstance(row, Wide)]
    looks = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#D8DEE4")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1.1 * mm),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.1 * mm),
    ]
    widths = [(width or free) * mm for width in it.widths]
    return Grid(head + rows, widths, repeatRows=len(head), style=[*looks, *spans], hAlign="LEFT")


def _row(row: tuple[str | Picture, ...] | Wide, it: Table, styles: Styles) -> list[object]:
    if isinstance(row, Wide):
        words = [_paragraph(each, styles) for each in row.words]
        if row.picture:
            sides = [(WIDE - 56) * mm, 52 * mm]
            return [
                Grid([[words, _drawing(row.picture)]], sides, style=[("VALIGN", (0, 0), (-1, -1), "TOP")]),
                *[""] * 5,
            ]
        return [words, *[""] * (len(it.widths) - 1)]
    return [
        _drawing(cell) if isinstance(cell, Picture) else Paragraph(escape(cell), styles["number" if right else "text"])
        for cell, right in zip(row, it.right, strict=True)
    ]


def _drawing(it: Picture) -> object:
    """A chart's paths; ReportLab reads no SVG of itself."""
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', it.svg)
    assert found
    across, down = int(found[1]), int(found[2])
    drawing = Drawing(it.wide * mm, it.high * mm)
    drawing.scale(it.wide * mm / across, it.high * mm / down)
    for shape in re.findall(r"<path ([^>]*)/>", it.svg):
        drawing.add(_path(dict(re.findall(r'([\w-]+)="([^"]*)"', shape)), down))
    return drawing


def _path(given: dict[str, str], down: int) -> object:
    """A path of the moves and lines that `sla.statement.charts` draws with."""
    colours = {name: given.get(name, "none") for name in ("fill", "stroke")}
    path = Path(
        strokeWidth=float(given.get("stroke-width", 1)),
        strokeDashArray=list(map(int, given.get("stroke-dasharray", "").split())) or None,
        fillColor=None if colours["fill"] == "none" else HexColor(colours["fill"]),
        strokeColor=None if colours["stroke"] == "none" else HexColor(colours["stroke"]),
    )
    x = y = 0
    for sign, numbers in re.findall(r"([MLHVhvzZ])([^MLHVhvzZ]*)", given["d"]):
        to = list(map(int, numbers.split()))
        match sign:
            case "M" | "L":
                x, y = to
            case "H":
                x = to[0]
            case "V":
                y = to[0]
            case "h":
                x += to[0]
            case "v":
                y += to[0]
            case _:
                path.closePath()
                continue
        (path.moveTo if sign == "M" else path.lineTo)(x, down - y)
    return path


class _Numbered(Canvas):  # type: ignore[misc]  # it may not be installed where types are checked
    """Keeps its pages until it knows how many there are."""

    def __init__(self, leaf: Leaf, *args: object, **more: object) -> None:
        super().__init__(*args, **more)
        self.leaf = leaf
        self.kept: list[dict[str, object]] = []

    def showPage(self) -> None:  # noqa: N802 - the library's name
        self.kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, each in enumerate(self.kept, 1):
            self.__dict__.update(each)
            self.setFont(NAMES[0], 7.5)
            self.setFillColor(HexColor(DIM))
            high = 285 * mm if number > 1 else 10 * mm
            self.drawRightString(192 * mm, high, f"Page {number} of {len(self.kept)}")
            self.drawString(18 * mm, 10 * mm, self.leaf.foot)
            if number > 1:
                self.drawString(18 * mm, high, self.leaf.running)
            super().showPage()
        super().save()
