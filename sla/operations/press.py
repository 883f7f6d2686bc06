"""The press: prints, seals and keeps a statement. What takes tenths of a second happens here, outside the books."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from sla.config import PLAIN, Sealing
from sla.document import keys
from sla.document.archive import Archive
from sla.document.keys import SealKey, signature
from sla.document.trust import trusted
from sla.operations.answers import refused
from sla.statement.model import Sealer, Statement
from sla.values import Finding, Findings

SCRIPTS = "Write it in Latin, Greek or Cyrillic letters, without pictures."


class Press(Protocol):
    """What issuing needs of paper and seal. It crosses into worker processes, so it holds folders and no keys."""

    def sealer(self, at: datetime) -> Sealer | None:
        """Whose seal the paper will carry."""

    def made(self, statement: Statement, at: datetime) -> bytes | Findings:
        """The printed and sealed file. `at` is the time that the seal states."""

    def signed(self, content: bytes, at: datetime) -> tuple[str, str]:
        """The seal's signature over a text, in base64, and its certificate."""

    def kept(self, content: bytes) -> tuple[str, str]:
        """Keep a file for good; its SHA-256 in hex, and where it lies."""

    def taken(self, digest: str) -> bytes:
        """A kept file by its hash; raises if it is gone or no longer what it was."""


@dataclass(frozen=True, slots=True)
class SealingPress:
    """The real one: WeasyPrint, the seal of this installation, and an archive that never overwrites."""

    keys: Path
    archive: Path
    sealing: Sealing = PLAIN

    def sealer(self, at: datetime) -> Sealer | None:
        """The owner of the key in the folder; a test key is made on first run."""
        if not keys.is_there(self.keys):
            keys.make(self.keys, at, self.sealing)
        return keys.sealer(self.keys)

    def _key(self, at: datetime) -> SealKey:
        return _key(self.keys, self.sealing, self.sealer(at))

    def made(self, statement: Statement, at: datetime) -> bytes | Findings:
        """Print, then seal; findings where something in it cannot be printed, or nobody confirms the time."""
        from sla.document.render import Unprintable, render
        from sla.document.seal import Unsealed, seal

        try:
            return seal(render(statement), self._key(at), at, self.sealing, trusted(self.keys))
        except Unprintable as wrong:
            message = f"Statement {statement.number} cannot be printed as it is"
            remedy = "Nothing is lost: issue it again when this is put right."
            return refused("statement.unprintable", message, found=str(wrong), remedy=remedy)
        except Unsealed as wrong:
            message = f"Statement {statement.number} has its number and could not be sealed"
            remedy = f"Nothing is lost: issue it again when the authority answers as {self.sealing.profile} needs it."
            return refused("statement.unsealed", message, found=str(wrong), remedy=remedy)

    def signed(self, content: bytes, at: datetime) -> tuple[str, str]:
        """ECDSA over SHA-256 with the key that seals statements."""
        return signature(self._key(at), content)

    def kept(self, content: bytes) -> tuple[str, str]:
        """Under its own hash, written once."""
        archive = Archive(self.archive)
        digest = archive.put(content)
        return digest, str(archive.path(digest))

    def taken(self, digest: str) -> bytes:
        """By its hash; the bytes are checked against it."""
        return Archive(self.archive).get(digest)


@lru_cache(maxsize=8)
def _key(folder: Path, sealing: Sealing, sealer: Sealer | None) -> SealKey:
    """The key that seals now, opened once in each process: its passphrase takes time to try."""
    del sealer  # only tells one key of the folder from the next
    return keys.load(folder, sealing)


def unprintable(code: str, *texts: str) -> Findings:
    """A finding where a text that will stand on a statement holds a sign that cannot be printed."""
    from sla.document.render import without_sign

    return Findings(
        Finding(code, "This cannot be printed on a statement", found=f"{missing} in “{text[:60]}”", remedy=SCRIPTS)
        for text in dict.fromkeys(texts)
        if (missing := without_sign(text))
    )
