"""The sealer: a process apart that has the key, seals what proves itself, and signs receipts; nothing else.

It listens on a socket in the file system, whose owner and group say who may ask. It opens no database and no network
of its own, except to a timestamp authority. What it is handed is read as a file of a stranger, never run.
"""

from __future__ import annotations

import json
import os
import socket
import socketserver
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import IO, ClassVar

from sla.document.contents import enclosed, printed, recomputed
from sla.document.verdict import Refused
from sla.operations import wire
from sla.operations.press import Unready
from sla.operations.sealing import SealingPress
from sla.operations.wire import Message
from sla.values import Findings

RECEIPT = "sla receipt 1"
"""The only form of text that is signed."""
OWN = "Nothing is lost: tell whoever runs this installation, who finds more in the sealer's log."
PATIENCE = 60
"""Seconds that somebody who asks may take."""
ASTRAY = timedelta(days=1)
"""How far a seal's time may be from this clock. Only a key for trying out seals in the past, or in the future."""
Say = Callable[[str], None]
Clock = Callable[[], datetime]


class Occupied(OSError):
    """Another sealer listens there already."""


@dataclass(frozen=True, slots=True)
class Sealer:
    """Answers questions with the key at hand."""

    press: SealingPress
    say: Say
    clock: Clock

    def answer(self, message: Message, body: bytes) -> tuple[Message, bytes]:
        """The answer to one question; what cannot be done is an answer too."""
        try:
            at = datetime.fromisoformat(message["at"])
            match message["do"]:
                case "name":
                    return self._name(at), b""
                case "seal":
                    return self._sealed(str(message["number"]), body, at)
                case "sign":
                    return self._signed(body, at), b""
                case _:
                    return {"broken": "there is no such question"}, b""
        except (Unready, OSError) as wrong:
            self.say(f"cannot work: {wrong}")
            return {"broken": str(wrong)}, b""
        except (KeyError, ValueError, TypeError, AttributeError):
            return {"broken": "this question cannot be understood"}, b""

    def _name(self, at: datetime) -> Message:
        sealer = self.press.sealer(at)
        if sealer is None:
            raise Unready("there is no key")
        return {
            "name": sealer.name,
            "fingerprint": sealer.fingerprint,
            "root": sealer.root,
            "demonstration": sealer.demonstration,
        }

    def _sealed(self, number: str, paper: bytes, at: datetime) -> tuple[Message, bytes]:
        """Only a paper whose amounts follow from its figures, and which shows them, is sealed."""
        try:
            inside, calculation = enclosed(paper)
            recomputed(calculation, "", at)
            printed(inside, calculation)
        except Refused as wrong:
            self.say(f"refused {number}: {wrong}")
            return {
                "refused": f"{number} is not sealed: it does not prove itself",
                "found": str(wrong),
                "remedy": OWN,
            }, b""
        if calculation.number != number:
            return {"refused": f"This is not {number}", "found": calculation.number, "remedy": OWN}, b""
        if not self._name(at)["demonstration"] and abs(self.clock() - at) > ASTRAY:
            self.say(f"refused {number}: its time is {at.isoformat()}")
            return {"refused": f"{number} is not sealed: its time is not today's", "found": str(at), "remedy": OWN}, b""
        sealed = self.press.sealed(paper, number, at)
        if isinstance(sealed, Findings):
            (finding,) = sealed
            self.say(str(finding))
            return {"refused": finding.message, "found": finding.found, "remedy": finding.remedy}, b""
        self.say(f"sealed {number}, SHA-256 {sha256(sealed).hexdigest()}")
        return {}, sealed

    def _signed(self, receipt: bytes, at: datetime) -> Message:
        said = json.loads(receipt)
        if said.get("format") != RECEIPT:
            raise ValueError("this is no receipt")
        signature, certificate = self.press.signed(receipt, at)
        self.say(f"signed a receipt, SHA-256 {sha256(receipt).hexdigest()}")
        return {"signature": signature, "certificate": certificate}


class _Desk(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Listens; a question is answered in a thread of its own."""

    daemon_threads = True
    request_queue_size = 128
    sealer: Sealer


class _Question(socketserver.StreamRequestHandler):
    timeout: ClassVar[float] = PATIENCE

    def handle(self) -> None:
        assert isinstance(self.server, _Desk)  # noqa: S101 -- for the type
        with suppress(wire.Garbled, OSError):
            wire.send(self.wfile, *self.server.sealer.answer(*wire.receive(self.rfile)))


def serve(press: SealingPress, place: Path, say: Say, clock: Clock, *, until: IO[bytes] | None = None) -> None:
    """Answer on a socket until told to stop, or until `until` ends because whoever holds its other end is gone.

    Only the owner of the socket and its group may ask. Raises `Occupied`.
    """
    _free(place)
    before = os.umask(0o117)
    try:
        desk = _Desk(str(place), _Question)
    finally:
        os.umask(before)
    desk.sealer = Sealer(press, say, clock)
    with desk:
        say(f"sealing on {place}")
        if until is None:
            desk.serve_forever()
        else:
            threading.Thread(target=desk.serve_forever, daemon=True).start()
            until.read()
            desk.shutdown()
        place.unlink(missing_ok=True)


def _free(place: Path) -> None:
    """Take away what a sealer left behind that is gone."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        return
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(place))
        except OSError:
            place.unlink()
            return
    raise Occupied(f"a sealer listens on {place} already")
