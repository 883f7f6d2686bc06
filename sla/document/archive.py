"""Keeps documents under the hash of their bytes: written once, never changed, checked whenever they are read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


class Damaged(Exception):
    """What lies in the archive is not what was put there: restore it from a backup. The message names the file."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A folder of documents, spread over subfolders by the first two digits of their hash."""

    folder: Path

    def put(self, content: bytes) -> str:
        """Keep the bytes and return their SHA-256 in hex. Putting the same bytes again changes nothing.

        The file appears whole or not at all, and is on the disk before this returns. Raises `Damaged` if other
        bytes lie under that hash.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), 0o444)
                os.fsync(file.fileno())
            _place(Path(name), path)
        finally:
            Path(name).unlink(missing_ok=True)
        self.get(digest)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes under a hash; KeyError if there are none, `Damaged` if they are no longer those that were put."""
        path = self.path(digest)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise KeyError(digest) from None
        if hashlib.sha256(content).hexdigest() != digest:
            raise Damaged(f"{path} does not hold the document it is named after")
        return content

    def __contains__(self, digest: str) -> bool:
        """Whether there is a document under that hash."""
        return self.path(digest).exists()

    def path(self, digest: str) -> Path:
        """Where the document with that hash lies; ValueError for anything that is no SHA-256 in lower-case hex."""
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError(f"a document is asked for by its SHA-256 in hex, not {digest[:80]!r}")
        return self.folder / digest[:2] / f"{digest}.pdf"


def _place(made: Path, path: Path) -> None:
    """Give the finished file its name, unless the name is taken; then make the name itself last."""
    try:
        os.link(made, path)
    except FileExistsError:
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
