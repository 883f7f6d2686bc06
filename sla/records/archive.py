"""The archive that a workbook is: checked before anything in it is understood, and cut down to the parts that are read.

Runs in the child process of `sla.records.opened`, where nothing slow is imported.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from sla.records.limits import Limits

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedstrings.xml"

_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
"""Says where the workbook is, as every XLSX file must; ours, since we only read it from there."""

_END = b"PK\x05\x06"
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONG_TAG = re.compile(rb"<[^>]{100000}")
_OTHER_ENCODING = re.compile(rb"""^[^>]{0,200}encoding\s*=\s*["'](?!utf-8|us-ascii)""", re.IGNORECASE)
_CALLBACKS = 9_000_000
"""Tags a table of two million numbers has; a workbook with more is made to keep us busy."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    ValueError,
    OSError,
    RuntimeError,
)


class Unread(Exception):
    """The workbook is not read. `code` is that of the finding, without its first word."""

    def __init__(self, code: str, form: str = "", /, **places: str) -> None:
        """Say which finding it comes to, and what was met: the form of a `Saying`, of which this process has none."""
        super().__init__(code)
        self.code = code
        self.found = form, places


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of a workbook that are read, by lower-case name."""

    parts: dict[str, bytes]

    def packed(self) -> BytesIO:
        """A new archive of just these parts, so that what is parsed is exactly what was checked."""
        copy = BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr("_rels/.rels", _ROOT)
            for name, part in self.parts.items():
                archive.writestr("xl/sharedStrings.xml" if name == STRINGS else name, part)
        copy.seek(0)
        return copy


def opened(content: bytes, limits: Limits) -> Archive:
    """Unpack what is needed, or raise `Unread`."""
    _check_directory(content, limits)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = _entries(archive, limits)
            _check_kind(archive, entries)
            parts = _parts(archive, entries, limits)
    except _BROKEN as fault:
        raise Unread("damaged", "{fault}", fault=str(fault)) from fault
    if sum(part.count(b"<") + part.count(b"/>") for part in parts.values()) > _CALLBACKS:
        raise Unread("too-large", "more cells than a table of figures has")
    return Archive(parts)


def _check_directory(content: bytes, limits: Limits) -> None:
    """Refuse a directory of absurd size before a list is made of it."""
    at = content.rfind(_END, max(0, len(content) - 65_557))
    if at < 0 or at + 22 > len(content):
        raise Unread("damaged", "the end of the archive is missing")
    count = int.from_bytes(content[at + 10 : at + 12], "little")
    size = int.from_bytes(content[at + 12 : at + 16], "little")
    if count > limits.entries or size > limits.entries * 1_000:
        raise Unread("hostile", "{number} files in the archive", number=f"{count:,}")


def _entries(archive: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        name = entry.filename.replace("\\", "/").lstrip("/").casefold()
        if name in entries:
            raise Unread("hostile", "two files named {name} in the archive", name=name)
        if entry.flag_bits & 1:
            raise Unread("encrypted")
        entries[name] = entry
    if len(entries) > limits.entries:
        raise Unread("hostile", "{number} files in the archive", number=f"{len(entries):,}")
    return entries


def _check_kind(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
    """Tell an XLSX workbook from everything else that is packed the same way."""
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in entries):
        raise Unread("macros")
    if "xl/workbook.bin" in entries:
        raise Unread("unsupported-workbook", "{kind}", kind=".xlsb")
    if (
        "mimetype" in entries
        and entries["mimetype"].file_size < 200
        and b"opendocument" in archive.read(entries["mimetype"])
    ):
        raise Unread("unsupported-workbook", ".ods or another OpenDocument file")
    if WORKBOOK not in entries or RELATIONS not in entries:
        raise Unread("not-a-table", "an archive without a workbook in it")


def _parts(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], limits: Limits) -> dict[str, bytes]:
    wanted = {
        name: entry
        for name, entry in entries.items()
        if name in {WORKBOOK, RELATIONS, STYLES, STRINGS}
        or (name.startswith("xl/worksheets/") and name.endswith(".xml"))
    }
    left = limits.unpacked
    parts = {}
    for name, entry in wanted.items():
        with archive.open(entry) as stream:
            part = stream.read(left + 1)
        left -= len(part)
        if left < 0:
            raise Unread("too-large", "more than {amount} when unpacked", amount=f"{limits.unpacked / 1e6:,.0f} MB")
        _check_part(name, part)
        parts[name] = part
    return parts


def _check_part(name: str, part: bytes) -> None:
    """Plain UTF-8 without declarations: no entity can grow, and every parser sees the same text."""
    if _FORBIDDEN.search(part):
        raise Unread("hostile", "a document type or entity declared in {name}", name=name)
    if b"\x00" in part[:400] or _OTHER_ENCODING.search(part[:400]):
        raise Unread("hostile", "an encoding other than UTF-8 in {name}", name=name)
    if _LONG_TAG.search(part):
        raise Unread("hostile", "a tag of more than {number} characters in {name}", number="100,000", name=name)
