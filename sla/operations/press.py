"""The press: what issuing needs of paper and seal, and printing, which every press does alike."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sla.operations.answers import refused
from sla.statement.model import Sealer, Statement
from sla.values import Finding, Findings, Saying

SCRIPTS = Saying("Write it in Latin, Greek or Cyrillic letters, without pictures.")


class Unready(Exception):
    """No seal can be had now. The message says why, and what to do."""


class Press(Protocol):
    """What issuing needs of paper and seal. It crosses into worker processes, so it holds folders and no keys."""

    def sealer(self, at: datetime) -> Sealer | None:
        """Whose seal the paper will carry. Raises `Unready`."""

    def made(self, statement: Statement, at: datetime) -> bytes | Findings:
        """The printed and sealed file. `at` is the time that the seal states."""

    def signed(self, content: bytes, at: datetime) -> tuple[str, str]:
        """The seal's signature over a text, in base64, and its certificate. Raises `Unready`."""

    def kept(self, content: bytes) -> tuple[str, str]:
        """Keep a file for good; its SHA-256 in hex, and where it lies."""

    def taken(self, digest: str) -> bytes:
        """A kept file by its hash; raises if it is gone or no longer what it was."""


def printed(statement: Statement) -> bytes | Findings:
    """The paper, not sealed; findings where something in it cannot be printed as it is."""
    from sla.document.render import Unprintable, render

    try:
        return render(statement)
    except Unprintable as wrong:
        message = Saying("Statement {name} cannot be printed as it is", name=statement.number)
        remedy = Saying("Nothing is lost: issue it again when this is put right.")
        return refused("statement.unprintable", message, found=str(wrong), remedy=remedy)


def unready(wrong: Unready) -> Findings:
    """The same as a finding."""
    remedy = Saying("Nothing is lost: tell whoever runs this installation, then do it again.")
    return refused("statement.unready", Saying("Nothing can be sealed or signed now"), found=str(wrong), remedy=remedy)


def unprintable(code: str, *texts: str) -> Findings:
    """A finding where a text that will stand on a statement holds a sign that cannot be printed."""
    from sla.document.render import without_sign

    return Findings(
        Finding(
            code,
            Saying("This cannot be printed on a statement"),
            found=Saying("{signs} in “{text}”", signs=missing, text=text[:60]),
            remedy=SCRIPTS,
        )
        for text in dict.fromkeys(texts)
        if (missing := without_sign(text))
    )
