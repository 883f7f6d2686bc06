"""How large an upload may be, and what its reading may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings on one file. Sizes are bytes, times are seconds."""

    content: int = 25_000_000
    """The file as it is sent."""
    unpacked: int = 120_000_000
    """The parts of a workbook that are read, unpacked."""
    entries: int = 1_000
    """Files in a workbook's archive."""
    sheets: int = 30
    rows: int = 200_000
    """Rows of one sheet, empty ones included, the headings not counted."""
    columns: int = 300
    cells: int = 2_100_000
    """Cells of one table: rows times columns, since a reader may hold them all."""
    text: int = 32_767
    """Characters in one cell; no spreadsheet holds more."""
    output: int = 120_000_000
    """What the process that opens a workbook may write."""
    memory: int = 1_500_000_000
    """Address space of the process that opens a workbook."""
    cpu: int = 30
    """Computing time of that process."""
    wall: int = 60
    """Time after which nobody waits for it any longer."""


UPLOAD = Limits()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which sheet of a workbook is meant, where several have content."""

    sheet: str = ""
    """Its name, where it is known."""
    headings: tuple[tuple[str, ...], ...] = ()
    """Sets of headings: of the first set that one sheet alone has in one of its rows, that sheet is meant."""
    any: bool = False
    """Whether the fullest sheet is read where none of these says which."""


PLAIN = Wanted()
"""Nothing is known of it: the sheet that has a `when` among its headings."""

REFUSED = 3
"""How the child that opens workbooks ends when it has said why it does not read one."""
