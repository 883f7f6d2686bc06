"""Looks for marks in whatever an answer carries: text, headers, names of files, and what is packed inside files."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pikepdf
from werkzeug.test import TestResponse

SEPARATORS = re.compile(rb"(?<=\d)(?:[,.' ]|\xc2\xa0|\xe2\x80\xaf|&nbsp;|&#39;|&#x27;|&thinsp;)(?=\d)")
"""What may stand between the digits of a number: 8,642,097 and 8642097 are the same mark."""
PDF, ZIP = b"%PDF-", b"PK\x03\x04"


def found(answer: TestResponse, marks: Iterable[str]) -> set[str]:
    """The marks that are anywhere in an answer."""
    seen = plain(b"\n".join(parts(answer)))
    return {mark for mark in marks if mark.lower().encode() in seen}


def plain(content: bytes) -> bytes:
    """In small letters, and numbers without the marks between their digits."""
    return SEPARATORS.sub(b"", content.lower())


def parts(answer: TestResponse) -> Iterator[bytes]:
    """Status, headers, body, and what is inside the body."""
    yield answer.status.encode()
    yield from (f"{name}: {value}".encode() for name, value in answer.headers)
    yield from contents(answer.data)


@lru_cache(maxsize=512)
def contents(body: bytes) -> tuple[bytes, ...]:
    """The bytes, and if they are a workbook or a PDF whatever is in it."""
    return tuple(_contents(body))


def _contents(body: bytes) -> Iterator[bytes]:
    yield body
    if body.startswith(ZIP):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from contents(packed.read(name))
    if body.startswith(PDF):
        yield from _paper(body)


def _paper(body: bytes) -> Iterator[bytes]:
    """Text as a reader sees it, titles and other metadata, and every attachment with its name."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(body)
        yield subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True).stdout
    with pikepdf.open(io.BytesIO(body)) as paper:
        yield from (str(value).encode() for value in dict(paper.docinfo).values())
        if "/Metadata" in paper.Root:
            yield bytes(paper.Root.Metadata.read_bytes())
        for name, attached in paper.attachments.items():
            yield f"{name} {attached.description}".encode()
            yield from contents(bytes(attached.get_file().read_bytes()))
