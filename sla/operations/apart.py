"""The press of the pages: it prints and keeps, and asks a process apart, which alone has the key, for the seal.

Whoever breaks into the pages finds no key. They could ask for seals as long as they are in, but the sealer gives none
to a paper whose amounts do not follow from its figures.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sla.document.archive import Archive
from sla.operations import wire
from sla.operations.answers import refused
from sla.operations.press import Unready, printed
from sla.operations.wire import Message
from sla.statement.model import Sealer, Statement
from sla.values import Findings

PATIENCE = 60
"""Seconds for one answer: the sealer itself may have to wait for a timestamp."""
REMEDY = "Nothing is lost: start the sealer (sla sealer), then issue it again."


@dataclass(frozen=True, slots=True)
class ApartPress:
    """Where the sealer listens, and where files are kept."""

    desk: Path
    archive: Path
    address: str = ""
    """Where others find the pages."""

    def sealer(self, at: datetime) -> Sealer | None:
        """Whose seal it is, as the sealer says."""
        said, _ = self._asked({"do": "name", "at": at.isoformat()})
        return Sealer(said["name"], said["fingerprint"], said["root"], said["demonstration"], self.address)

    def made(self, statement: Statement, at: datetime) -> bytes | Findings:
        """Printed here, sealed there."""
        paper = printed(statement)
        if isinstance(paper, Findings):
            return paper
        try:
            said, sealed = self._asked({"do": "seal", "number": statement.number, "at": at.isoformat()}, paper)
        except Unready as wrong:
            message = f"Statement {statement.number} has its number and waits for its seal"
            return refused("statement.unsealed", message, found=str(wrong), remedy=REMEDY)
        if "refused" in said:
            return refused("statement.unsealed", said["refused"], found=said["found"], remedy=said["remedy"])
        return sealed

    def signed(self, content: bytes, at: datetime) -> tuple[str, str]:
        """A signature under a receipt."""
        said, _ = self._asked({"do": "sign", "at": at.isoformat()}, content)
        return said["signature"], said["certificate"]

    def kept(self, content: bytes) -> tuple[str, str]:
        """Under its own hash, written once."""
        archive = Archive(self.archive)
        digest = archive.put(content)
        return digest, str(archive.path(digest))

    def taken(self, digest: str) -> bytes:
        """By its hash; the bytes are checked against it."""
        return Archive(self.archive).get(digest)

    def _asked(self, message: Message, body: bytes = b"") -> tuple[Message, bytes]:
        """One question, one answer. Raises `Unready`."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(PATIENCE)
                line.connect(str(self.desk))
                with line.makefile("rwb") as both:
                    wire.send(both, message, body)
                    said, answer = wire.receive(both)
        except (OSError, wire.Garbled) as wrong:
            raise Unready(f"the sealer at {self.desk} does not answer ({wrong})") from wrong
        if "broken" in said:
            raise Unready(f"the sealer at {self.desk} cannot work: {said['broken']}")
        return said, answer
