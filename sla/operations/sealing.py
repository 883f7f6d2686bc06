"""The press with the key: prints, seals and keeps. No process that answers people from outside imports this module."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from sla.config import PLAIN, Config, Sealing
from sla.document import keys
from sla.document.archive import Archive
from sla.document.keys import SealKey, UnusableKey, signature
from sla.document.trust import trusted
from sla.operations.answers import refused
from sla.operations.press import Unready, printed
from sla.statement.model import Sealer, Statement
from sla.values import Findings


@dataclass(frozen=True, slots=True)
class SealingPress:
    """WeasyPrint, the seal of this installation, and an archive that never overwrites."""

    keys: Path
    archive: Path
    sealing: Sealing = PLAIN
    address: str = ""
    """Where others find the pages."""

    @classmethod
    def of(cls, config: Config) -> SealingPress:
        """As the settings have it."""
        return cls(config.keys, config.archive, config.sealing, config.address)

    def sealer(self, at: datetime) -> Sealer | None:
        """The owner of the key in the folder; a test key is made on first run."""
        try:
            if not keys.is_there(self.keys):
                keys.make(self.keys, at, self.sealing)
            return replace(keys.sealer(self.keys), address=self.address)
        except (UnusableKey, OSError) as wrong:
            raise Unready(str(wrong)) from wrong

    def _key(self, at: datetime) -> SealKey:
        owner = self.sealer(at)
        try:
            return _key(self.keys, self.sealing, owner)
        except UnusableKey as wrong:
            raise Unready(str(wrong)) from wrong

    def made(self, statement: Statement, at: datetime) -> bytes | Findings:
        """Print, then seal; findings where something in it cannot be printed, or nobody confirms the time."""
        paper = printed(statement)
        return paper if isinstance(paper, Findings) else self.sealed(paper, statement.number, at)

    def sealed(self, paper: bytes, number: str, at: datetime) -> bytes | Findings:
        """Seal a printed statement; a finding where that cannot be done now."""
        from sla.document.seal import Unsealed, seal

        try:
            return seal(paper, self._key(at), at, self.sealing, trusted(self.keys))
        except (Unsealed, Unready) as wrong:
            message = f"Statement {number} could not be sealed; a number that it has, it keeps"
            if isinstance(wrong, Unready):
                remedy = "Nothing is lost: see to the key (sla keys list), then do it again."
            else:
                remedy = f"Nothing is lost: do it again when the authority answers as {self.sealing.profile} needs it."
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
