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
from sla.values import Finding, Findings, Place

_Line = tuple[int, list[str | list[str] | None]]
"""One row as the child writes it."""

_ROOT = Path(sla.__file__).parent.parent
_SAVE = "Open it in a spreadsheet, save it again as .xlsx or as CSV (UTF-8), and send that"
_COPY = "Copy only the table of figures into a new workbook and send that"
_REFUSALS = {
    Code.EMPTY_FILE: (
        "the workbook is empty",
        "a sheet with a row of headings",
        "Check that the right file was chosen",
    ),
    Code.TOO_LARGE: ("the workbook is too large", "one table of figures", _COPY),
    Code.TOO_SLOW: ("the workbook takes too long to read", "one table of figures", _COPY),
    Code.NOT_A_TABLE: ("the file is not a table", "CSV or XLSX", _SAVE),
    Code.UNSUPPORTED: ("the workbook is in another format", "CSV or XLSX", _SAVE),
    Code.ENCRYPTED: ("the workbook is protected by a password", "a workbook that opens without one", _SAVE),
    Code.MACROS: ("the workbook holds macros", "a workbook without macros (.xlsx)", _SAVE),
    Code.DAMAGED: ("the workbook is damaged", "a whole XLSX file", _SAVE),
    Code.HOSTILE: ("the workbook holds what no spreadsheet writes", "a plain XLSX file", _COPY),
    Code.WHICH_SHEET: (
        "the workbook has several sheets that could be meant",
        "one sheet with a column headed when",
        "Keep one sheet with the figures, or hide the others",
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
        return Code.TOO_SLOW, f"more than {limits.wall} seconds"
    if child.returncode == REFUSED:
        output.seek(0)
        code, found = json.loads(deque(output, 1).pop())
        return Code(f"submission.{code}"), found
    return _ENDS.get(-child.returncode, (Code.DAMAGED, "")) if child.returncode else None


_ENDS: dict[int, tuple[Code, str]] = {
    signal.SIGXCPU: (Code.TOO_SLOW, ""),
    signal.SIGKILL: (Code.TOO_SLOW, ""),
    signal.SIGABRT: (Code.TOO_LARGE, "more memory than a table of figures needs"),
    signal.SIGSEGV: (Code.TOO_LARGE, "more memory than a table of figures needs"),
    signal.SIGXFSZ: (Code.TOO_LARGE, "more text than a table of figures has"),
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
