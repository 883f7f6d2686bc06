"""Workbooks that are broken, in disguise, or made to hurt, and the code each must come to."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO

import openpyxl

from sla.records.limits import UPLOAD, Limits
from sla.submission.findings import Code

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORKBOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>'
)
PLAIN = '<row r="1"><c r="A1" t="inlineStr"><is><t>when</t></is></c></row>'
LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10 if at else "ha"}">' for at in range(10))


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file, made when it is asked for."""

    code: Code
    label: str
    content: Callable[[], bytes]
    name: str = "march.xlsx"
    limits: Limits = UPLOAD

    def __str__(self) -> str:
        """For the name of the test."""
        return self.label


def sheet(rows: str) -> str:
    """The XML of a sheet with these rows."""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def book(worksheet: str | bytes = sheet(PLAIN), **others: str | bytes) -> bytes:
    """An XLSX archive by hand. `others` adds or replaces parts, `xl/styles.xml` and the like."""
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": worksheet,
    } | others
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return packed.getvalue()


def corners() -> bytes:
    """A1 and XFD1048576: eight hundred bytes that ask a careless parser for 549 GB."""
    first, last = '<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return book(sheet(first + last))


def corners_without_references() -> bytes:
    """The same place, reached by counting rows and cells that do not say where they stand."""
    first, last = "<row><c><v>1</v></c></row>", "<row>" + "<c/>" * 16383 + "<c><v>1</v></c></row>"
    return book(sheet(first + "<row/>" * 1_048_574 + last))


def without_references() -> bytes:
    """Nothing but cells without references, far more than a table has."""
    return book(sheet("<row><c><v>1</v></c></row>" * 300_000))


def repeated_text() -> bytes:
    """One text of thirty thousand letters in each of a hundred thousand cells."""
    strings = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 10 + "</row>") * 10_000
    return book(sheet(rows), **{"xl/sharedStrings.xml": strings})


def two_with_one_name() -> bytes:
    """An archive in which a careful and a careless reader see different sheets."""
    packed = BytesIO(book())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("XL/worksheets/Sheet1.xml", sheet(PLAIN))
    return packed.getvalue()


def encrypted_entries() -> bytes:
    """The flag of an encrypted entry, set in every header."""
    content = bytearray(book())
    for header, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(header)
        while place >= 0:
            content[place + at] |= 1
            place = content.find(header, place + 1)
    return bytes(content)


def understated() -> bytes:
    """A sheet whose directory entry says that it is ten bytes long."""
    content = book(sheet(PLAIN * 1000))
    place = content.rfind(b"PK\x01\x02")
    return content[: place + 24] + (10).to_bytes(4, "little") + content[place + 28 :]


def saved(**titles: str) -> bytes:
    """A workbook with sheets by these titles, each with one heading."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook["Sheet"])
    for title, heading in titles.items():
        workbook.create_sheet(title)["A1"] = heading
    packed = BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def many_entries() -> bytes:
    """An archive with thousands of files in it."""
    return book(**{f"xl/media/image{at}.png": b"" for at in range(3000)})


def noise(start: bytes = b"") -> bytes:
    """Random bytes, the same in every run."""
    return start + random.Random(7).randbytes(5000)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCTYPE = f"<!DOCTYPE worksheet [{LAUGHS}]>"

HOSTILE = (
    Hostile(Code.TOO_LARGE, "two cells a billion apart", corners),
    Hostile(Code.TOO_LARGE, "two cells a billion apart without references", corners_without_references),
    Hostile(Code.TOO_LARGE, "cells without references", without_references),
    Hostile(Code.TOO_LARGE, "cells in one endless row", lambda: book(sheet("<row>" + "<c/>" * 5_000_000 + "</row>"))),
    Hostile(Code.TOO_LARGE, "a hundred megabytes of blanks", lambda: book(sheet(" " * 130_000_000))),
    Hostile(Code.TOO_LARGE, "one text in every cell", repeated_text),
    Hostile(Code.TOO_LARGE, "one endless number", lambda: book(sheet(f"<row><c><v>{'1' * 50_000}</v></c></row>"))),
    Hostile(Code.TOO_LARGE, "more bytes than are taken in", lambda: b"PK\x03\x04" + bytes(25_000_001)),
    Hostile(Code.TOO_LARGE, "more rows of text than are taken in", lambda: b"when,x\n" + b"1,1\n" * 200_001, "a.csv"),
    Hostile(Code.TOO_LARGE, "nothing but commas", lambda: b"when," + b"," * 20_000_000, "a.csv"),
    Hostile(Code.TOO_LARGE, "nothing but line ends", lambda: b"when,x\n" + b"\n" * 20_000_000 + b"1", "a.csv"),
    Hostile(Code.TOO_LARGE, "a row of a thousand columns", lambda: b"when\n" + b"1," * 1000, "a.csv"),
    Hostile(Code.HOSTILE, "a billion laughs", lambda: book(DOCTYPE + sheet(PLAIN.replace("when", "&l9;")))),
    Hostile(Code.HOSTILE, "laughs among the texts", lambda: book(**{"xl/sharedStrings.xml": DOCTYPE + "<sst/>"})),
    Hostile(
        Code.HOSTILE,
        "a file from the disk",
        lambda: book('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + sheet(PLAIN.replace("when", "&f;"))),
    ),
    Hostile(Code.HOSTILE, "in UTF-16", lambda: book(sheet(PLAIN).encode("utf-16"))),
    Hostile(Code.HOSTILE, "in UTF-7", lambda: book('<?xml version="1.0" encoding="utf-7"?>' + sheet(PLAIN))),
    Hostile(Code.HOSTILE, "an endless tag", lambda: book(sheet(f'<row {"a" * 20_000_000}="1"/>'))),
    Hostile(Code.HOSTILE, "two parts with one name", two_with_one_name),
    Hostile(Code.HOSTILE, "thousands of files", many_entries),
    Hostile(Code.DAMAGED, "cut off", lambda: saved(Figures="when")[:2000]),
    Hostile(Code.DAMAGED, "cut off at the end", lambda: saved(Figures="when")[:-30]),
    Hostile(Code.DAMAGED, "random after the first bytes", lambda: noise(b"PK\x03\x04")),
    Hostile(Code.DAMAGED, "a part that understates its size", understated),
    Hostile(Code.DAMAGED, "tags that do not match", lambda: book(sheet("<row><c></row>"))),
    Hostile(Code.DAMAGED, "a cell that is nowhere", lambda: book(sheet('<row><c r="ABCD1"><v>1</v></c></row>'))),
    Hostile(
        Code.DAMAGED,
        "a sheet that is not there",
        lambda: book(**{"xl/_rels/workbook.xml.rels": RELATIONS.replace("1.x", "9.x")}),
    ),
    Hostile(Code.NOT_A_TABLE, "random bytes named as a workbook", noise),
    Hostile(Code.NOT_A_TABLE, "random bytes named as text", noise, "march.csv"),
    Hostile(
        Code.NOT_A_TABLE,
        "another archive",
        lambda: book(**{"xl/workbook.xml": ""}).replace(b"xl/workbook", b"ms/wordbook"[:11]),
    ),
    Hostile(Code.UNSUPPORTED, "the old format", lambda: OLE + noise(), "march.xls"),
    Hostile(Code.UNSUPPORTED, "the binary format", lambda: book(**{"xl/workbook.bin": b"\x83\x01"}), "march.xlsb"),
    Hostile(
        Code.UNSUPPORTED,
        "an OpenDocument sheet",
        lambda: book(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "march.ods",
    ),
    Hostile(Code.ENCRYPTED, "protected by a password", lambda: OLE + noise() + "EncryptedPackage".encode("utf-16-le")),
    Hostile(Code.ENCRYPTED, "encrypted entries", encrypted_entries),
    Hostile(Code.MACROS, "macros", lambda: book(**{"xl/vbaProject.bin": b"\x01"}), "march.xlsm"),
    Hostile(Code.MACROS, "macros by another name", lambda: book(**{"xl/vbaProject.bin": b"\x01"})),
    Hostile(Code.EMPTY_FILE, "a workbook without a cell", lambda: book(sheet(""))),
    Hostile(Code.WHICH_SHEET, "two sheets of figures", lambda: saved(March="when", April="When ")),
    Hostile(Code.WHICH_SHEET, "no sheet of figures among two", lambda: saved(March="calls", April="waits")),
    # what the system stops, should everything before it fail
    Hostile(
        Code.TOO_LARGE,
        "two cells a billion apart, let through to the parser",
        corners,
        limits=replace(UPLOAD, rows=2_000_000, columns=20_000, cells=10**12),
    ),
    Hostile(
        Code.TOO_LARGE,
        "a workbook for less memory than it needs",
        lambda: saved(Figures="when"),
        limits=replace(UPLOAD, memory=30_000_000),
    ),
    Hostile(
        Code.TOO_LARGE,
        "a workbook with more text than fits its output",
        lambda: saved(Figures="when" * 1000),
        limits=replace(UPLOAD, output=1000),
    ),
    Hostile(
        Code.TOO_SLOW, "a workbook that nobody waits for", lambda: saved(Figures="when"), limits=replace(UPLOAD, wall=0)
    ),
    Hostile(
        Code.TOO_SLOW,
        "a workbook that computes too long",
        lambda: book(sheet("<row/>" * 4_000_000)),
        limits=replace(UPLOAD, cpu=1),
    ),
)
