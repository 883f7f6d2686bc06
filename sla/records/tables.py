"""An uploaded file as a table of cells: the one door through which bytes from outside become a submission.

What the file is, is told by its first bytes and not by its name. Text is read here; a workbook is only ever opened
by a child process with limits (`sla.records.opened`), since a few kilobytes of it can ask for all of the memory.
"""

from __future__ import annotations

import hashlib

from sla.records.delimited import from_text
from sla.records.limits import PLAIN, UPLOAD, Limits, Wanted
from sla.records.workbooks import from_workbook
from sla.submission.findings import Code
from sla.submission.table import Table
from sla.values import Finding, Findings, Place, Saying

_AGAIN = Saying("Save the sheet as .xlsx or as CSV (UTF-8) and send that")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF": Saying("a PDF"),
    b"\x89PNG": Saying("a picture"),
    b"\xff\xd8\xff": Saying("a picture"),
    b"GIF8": Saying("a picture"),
    b"\x1f\x8b": Saying("a compressed file"),
    b"7z\xbc\xaf": Saying("a compressed file"),
    b"Rar!": Saying("a compressed file"),
    b"\xfd7zXZ": Saying("a compressed file"),
    b"{\\rtf": Saying("a text document"),
    b"\x7fELF": Saying("a program"),
    b"MZ\x90": Saying("a program"),
}


def table(name: str, content: bytes, limits: Limits = UPLOAD, wanted: Wanted = PLAIN) -> Table | Findings:
    """The table in a CSV or XLSX file, or why there is none. Never raises for anything the file may hold."""
    refused = _refused(name, content, limits)
    if refused:
        return Findings((refused,))
    digest = hashlib.sha256(content).hexdigest()
    if content.startswith(b"PK"):
        return from_workbook(name, digest, content, limits, wanted)
    return from_text(name, digest, content, limits)


def _refused(name: str, content: bytes, limits: Limits) -> Finding | None:
    """What can be said against a file without reading it."""
    place = Place(name)
    if not content.strip():
        return Finding(
            Code.EMPTY_FILE,
            Saying("the file is empty"),
            place,
            expected=Saying("a CSV or XLSX file with a row of headings"),
            remedy=Saying("Check that the right file was chosen; the template of this contract is a good start"),
        )
    if len(content) > limits.content:
        return Finding(
            Code.TOO_LARGE,
            Saying("the file is too large"),
            place,
            found=Saying("{amount}", amount=f"{len(content) / 1e6:,.1f} MB"),
            expected=Saying("at most {amount}", amount=f"{limits.content / 1e6:,.0f} MB"),
            remedy=Saying("Send the figures of one period at a time"),
        )
    if content.startswith(_OLE):
        return _old_office(place, content)
    kind = next((kind for start, kind in _OTHERS.items() if content.startswith(start)), None)
    if kind is None and name.casefold().endswith((".xlsx", ".xlsm")) and not content.startswith(b"PK"):
        kind = Saying("not a workbook, whatever its name says")
    if kind:
        return Finding(Code.NOT_A_TABLE, Saying("the file is not a table"), place, kind, Saying("CSV or XLSX"), _AGAIN)
    return None


def _old_office(place: Place, content: bytes) -> Finding:
    """The container of old Office files also holds new ones that were encrypted."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Finding(
            Code.ENCRYPTED,
            Saying("the workbook is protected by a password"),
            place,
            expected=Saying("a workbook that opens without one"),
            remedy=Saying("Remove the password (in Excel: File, Info, Protect Workbook) and save it again"),
        )
    return Finding(
        Code.UNSUPPORTED,
        Saying("the workbook is in the old .xls format"),
        place,
        found=Saying("{text}", text=".xls"),
        expected=Saying("CSV or XLSX"),
        remedy=_AGAIN,
    )
