"""fpdf2: untagged, not PDF/A."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import groupby

from fpdf import FPDF
from fpdf.fonts import FontFace

from bench.printers.content import Leaf, Picture, Table, Wide, Words
from sla.document.render import FACES, FONTS

DIM, INK, EDGE = (0x57, 0x60, 0x6A), (0x1B, 0x1F, 0x24), (0x0B, 0x5D, 0x66)
STYLES = {
    "banner": (8, "", (0x7A, 0x4B, 0)),
    "title": (15, "B", INK),
    "head": (8, "B", EDGE),
    "part": (13, "B", INK),
    "under": (9, "", DIM),
    "who": (12, "", INK),
    "amount": (30, "B", INK),
    "name": (10, "B", INK),
    "words": (8, "", DIM),
    "text": (9, "", INK),
}
"""Size in points, weight and colour."""
WIDE = 174


def printer() -> Callable[[Leaf], bytes]:
    """What prints content."""
    return _printed


class _Paper(FPDF):  # type: ignore[misc]  # it may not be installed where types are checked
    def __init__(self, leaf: Leaf) -> None:
        super().__init__()
        self.leaf = leaf
        self.set_margins(18, 20, 18)
        self.set_auto_page_break(auto=True, margin=18)
        for (file, _), weight in zip(FACES, ("", "B"), strict=True):
            self.add_font("Inter", weight, FONTS / file)
        self.set_title(leaf.title)
        self.set_author(leaf.author)
        self.set_lang(leaf.language)
        self.add_page()

    def header(self) -> None:
        if self.page_no() > 1:
            self._small(10, self.leaf.running, f"Page {self.page_no()} of {{nb}}")

    def footer(self) -> None:
        self._small(-12, self.leaf.foot, "Page 1 of {nb}" if self.page_no() == 1 else "")

    def _small(self, high: float, left: str, right: str) -> None:
        self.set_font("Inter", "", 7.5)
        self.set_text_color(*DIM)
        self.set_y(high)
        self.cell(WIDE - 30, 5, left)
        self.cell(30, 5, right, align="R")
        self.set_y(20)

    def words(self, it: Words, wide: float = WIDE) -> None:
        size, weight, colour = STYLES[it.style]
        self.set_font("Inter", weight, size)
        self.set_text_color(*colour)
        self.multi_cell(wide, size * 0.5, it.text, align="L", new_x="LMARGIN", new_y="NEXT")

    def wide(self, row: Wide) -> None:
        top, picture = self.get_y(), row.picture
        if top > 297 - 40:
            self.add_page()
            top = self.get_y()
        for each in row.words:
            self.words(each, WIDE - 55 if picture else WIDE)
        if picture:
            self.image(io.BytesIO(picture.svg.encode()), 192 - picture.wide, top, picture.wide, picture.high)
            self.set_y(max(self.get_y(), top + picture.high))

    def table_of(self, it: Table) -> None:
        """A table for each stretch of plain rows; what spans all columns stands between them."""
        head = it.head
        for spans, rows in groupby(it.rows, lambda row: isinstance(row, Wide)):
            if spans:
                for row in rows:
                    assert isinstance(row, Wide)
                    self.wide(row)
            else:
                self._stretch(it, head, [row for row in rows if not isinstance(row, Wide)])
                head = ()

    def _stretch(self, it: Table, head: tuple[str, ...], rows: list[tuple[str | Picture, ...]]) -> None:
        free = (WIDE - sum(it.widths)) / max(1, it.widths.count(0))
        self.set_font("Inter", "", 9)
        self.set_text_color(*INK)
        with self.table(
            col_widths=tuple(width or free for width in it.widths),
            text_align=tuple("RIGHT" if right else "LEFT" for right in it.right),
            first_row_as_headings=bool(head),
            headings_style=FontFace(emphasis="BOLD", color=DIM, size_pt=7.5),
            borders_layout="HORIZONTAL_LINES",
            line_height=5,
        ) as table:
            for cells in ([head] if head else []) + rows:
                row = table.row()
                for cell in cells:
                    row.cell(**({"text": cell} if isinstance(cell, str) else {"img": io.BytesIO(cell.svg.encode())}))


def _printed(leaf: Leaf) -> bytes:
    paper = _Paper(leaf)
    for block in leaf.blocks:
        match block:
            case Words():
                paper.words(block)
            case Table():
                paper.table_of(block)
    return bytes(paper.output())
