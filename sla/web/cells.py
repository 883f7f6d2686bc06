"""A table of a page as headings and rows of text: what a reader sees, without shapes, buttons and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNSEEN = frozenset({"button", "caption", "form", "input", "label", "script", "select", "style", "svg", "textarea"})
"""Elements that say nothing in a file."""
HIDDEN = frozenset({"hidden", "stacked"})
"""Classes of what a wide screen does not show."""
EMPTY = frozenset({"br", "hr", "img", "input", "wbr"})


@dataclass(frozen=True, slots=True)
class Read:
    """Headings and rows, as many cells in each."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class _Row:
    head: bool
    cells: list[str] = field(default_factory=list)
    spans: bool = False


class _Reader(HTMLParser):
    """Gathers cells; what is inside of something unseen is passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[_Row] = []
        self.cell: list[str] | None = None
        self.wide, self.head = 1, False
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.unseen or tag in UNSEEN or HIDDEN & set((given.get("class") or "").split()) or "aria-hidden" in given:
            if tag not in EMPTY:
                self.unseen.append(tag)
        elif tag in {"thead", "tbody", "tfoot"}:
            self.head = tag == "thead"
        elif tag == "tr":
            self.rows.append(_Row(self.head))
        elif tag in {"td", "th"}:
            self.cell, self.wide = [], int(given.get("colspan") or 1)
        elif tag == "br" and self.cell:
            self.cell.append(", ")

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag in self.unseen:
                while self.unseen.pop() != tag:
                    continue
        elif tag in {"td", "th"} and self.cell is not None and self.rows:
            row = self.rows[-1]
            row.cells += [" ".join("".join(self.cell).split()).replace(" ,", ",").strip(", "), *[""] * (self.wide - 1)]
            row.spans = self.wide > 1 and len(row.cells) == self.wide
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.unseen:
            self.cell.append(data)


def read(table: str) -> Read:
    """The table; a row of one cell over all columns is a remark, and columns that are empty throughout are left out."""
    reader = _Reader()
    reader.feed(table)
    reader.close()
    heads = [row.cells for row in reader.rows if row.head]
    body = [row.cells for row in reader.rows if not row.head and not row.spans]
    width = max((len(row) for row in (*heads, *body)), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in body]
    headings = [" ".join(filter(None, parts)) for parts in zip(*heads, strict=False)] + [""] * width
    kept = [place for place in range(width) if headings[place] or any(row[place] for row in full)]
    return Read(tuple(headings[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in full))
