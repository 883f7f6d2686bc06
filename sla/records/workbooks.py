"""XLSX, read at arm's length: a child process opens the workbook, and whatever becomes of it, we go on."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import IO

import sla
from sla.records.limits import REFUSED, Limits, Wanted
from sla.submission.findings import Code
from sla.submission.table import Cell, Doubtful, Number, Row, Table, under_headings
from sla.values import Finding, Findings, Place, Saying
from sla.values.saying import again

_Line = tuple[int, list[str | list[str] | None]]
"""One row as the child writes it."""

_ROOT = Path(sla.__file__).parent.parent
_SAVE = Saying("Open it in a spreadsheet, save it again as .xlsx or as CSV (UTF-8), and send that")
_COPY = Saying("Copy only the table of figures into a new workbook and send that")
_TABLE = Saying("CSV or XLSX")
_REFUSALS = {
    Code.EMPTY_FILE: (
        Saying("the workbook is empty"),
        Saying("a sheet with a row of headings"),
        Saying("Check that the right file was chosen"),
    ),
    Code.TOO_LARGE: (Saying("the workbook is too large"), Saying("one table of figures"), _COPY),
    Code.TOO_SLOW: (Saying("the workbook takes too long to read"), Saying("one table of figures"), _COPY),
    Code.NOT_A_TABLE: (Saying("the file is not a table"), _TABLE, _SAVE),
    Code.UNSUPPORTED: (Saying("the workbook is in another format"), _TABLE, _SAVE),
    Code.ENCRYPTED: (
        Saying("the workbook is protected by a password"),
        Saying("a workbook that opens without one"),
        _SAVE,
    ),
    Code.MACROS: (Saying("the workbook holds macros"), Saying("a workbook without macros (.xlsx)"), _SAVE),
    Code.DAMAGED: (Saying("the workbook is damaged"), Saying("a whole XLSX file"), _SAVE),
    Code.HOSTILE: (Saying("the workbook holds what no spreadsheet writes"), Saying("a plain XLSX file"), _COPY),
    Code.WHICH_SHEET: (
        Saying("the workbook has several sheets that could be meant"),
        Saying("one sheet with a column headed when"),
        Saying("Keep one sheet with the figures, or hide the others"),
    ),
}
"""What each refusal of the child means, what was expected, and what to do."""


def from_workbook(name: str, sha256: str, content: bytes, limits: Limits, wanted: Wanted) -> Table | Findings:
    """The table of a workbook, or why there is none."""
    with tempfile.TemporaryFile() as output:
        refusal = _open(content, limits, wanted, output)
        if refusal:
            code, found = refusal
            message, expected, remedy = _REFUSALS[code]
            return Findings((Finding(code, message, Place(name), found, expected, remedy),))
        output.seek(0)
        sheet, sheets = json.loads(output.readline())
        return _table(name, sha256, sheet, tuple(sheets), chain.from_iterable(map(json.loads, output)))


def _open(content: bytes, limits: Limits, wanted: Wanted, output: IO[bytes]) -> tuple[Code, str] | None:
    """Let a child write the table to `output`; what was refused, or how the child was ended, if it was.

    The child sees nothing of our environment, where the secrets are.
    """
    command = [sys.executable, "-B", "-m", "sla.records.opened", json.dumps(asdict(limits)), json.dumps(asdict(wanted))]
    environment = {"PYTHONUTF8": "1", "PYTHONPATH": str(_ROOT)}
    try:
        child = subprocess.run(
            command,
            input=content,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=limits.wall,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Code.TOO_SLOW, Saying("more than {number} seconds", number=str(limits.wall))
    if child.returncode == REFUSED:
        output.seek(0)
        code, form, places = json.loads(deque(output, 1).pop())
        return Code(f"submission.{code}"), again(form, places)
    return _ENDS.get(-child.returncode, (Code.DAMAGED, "")) if child.returncode else None


_ENDS: dict[int, tuple[Code, str]] = {
    signal.SIGXCPU: (Code.TOO_SLOW, ""),
    signal.SIGKILL: (Code.TOO_SLOW, ""),
    signal.SIGABRT: (Code.TOO_LARGE, Saying("more memory than a table of figures needs")),
    signal.SIGSEGV: (Code.TOO_LARGE, Saying("more memory than a table of figures needs")),
    signal.SIGXFSZ: (Code.TOO_LARGE, Saying("more text than a table of figures has")),
}


def _table(name: str, sha256: str, sheet: str, sheets: tuple[str, ...], lines: Iterator[_Line]) -> Table:
    """The rows the child wrote, under their headings, with the cells that cannot be trusted."""
    doubtful = []
    rows = []
    for number, line in lines:
        cells: list[Cell] = []
        for at, cell in enumerate(line):
            if isinstance(cell, list) and cell[1:] != ["lost"]:
                cells.append(_number(tuple(cell)))
            elif isinstance(cell, str):
                cells.append(cell)
            else:
                cells.append(None)
                doubtful.append(Doubtful(number, at, cell[0] if cell else None))
        rows.append(Row(number, tuple(cells)))
    found = under_headings(name, sha256, rows)
    return replace(found, sheet=sheet, sheets=sheets, doubtful=tuple(doubtful))


@lru_cache(maxsize=65536)
def _number(cell: tuple[str, ...]) -> Number:
    return Number(Decimal(cell[0]), percent=len(cell) > 1)
