"""The last page: who prepared and approved, whose seal it carries, and how anybody can check it."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator
from textwrap import wrap
from urllib.parse import urlencode

import segno

from sla.document.attachments import FIGURES, Enclosure
from sla.document.tongue import Tongue
from sla.statement import calculation, wording
from sla.statement.model import Statement

PAGE = "/verify"
ROLES = ("vendor manager", "finance", "command line")
"""As what people of this program sign."""


def signed(statement: Statement, t: Tongue) -> Iterator[tuple[str, str, str]]:
    """What was done, by whom, when."""
    zone, (file, _, received, sender) = statement.zone, statement.submission
    yield t.say("Figures sent"), f"{sender} ({file})", t.when(wording.moment(received, zone))
    prepared = statement.prepared
    yield t.say("Prepared"), _as(prepared.name, prepared.role, t), t.when(wording.moment(prepared.at, zone))
    for each in statement.approvals:
        yield t.say("Approved"), _as(each.name, each.role, t), t.when(wording.moment(each.at, zone))
    if not statement.approvals:
        yield t.say("Approved"), t.say("by nobody: this is a draft"), ""
    yield (
        t.say("Issued") if statement.approvals else t.say("Printed"),
        t.say("Statement {number}", number=statement.number),
        t.when(wording.moment(statement.issued, zone)),
    )


def _as(name: str, role: str, t: Tongue) -> str:
    return f"{name}, {t.say(role) if role in ROLES else role}"


def checking(statement: Statement, t: Tongue) -> Iterator[str]:
    """Whose seal it is, and what to do to be sure."""
    sealer = statement.sealer
    if sealer is None:
        yield t.say("This copy is not sealed.")
        return
    yield t.say(
        "Sealed by “{name}”. The seal covers every byte; PDF readers show it among the signatures.", name=sealer.name
    )
    yield t.say(
        "Attached are {calculation}, which holds the contract's text, the figures and the settlement, and {figures}. "
        "The command “sla verify FILE.pdf” checks the seal and computes every amount again from them.",
        calculation=calculation.FILE,
        figures=FIGURES,
    )
    if statement.approvals:
        yield t.say(
            "Number {number} and code {code} tell anybody whether it was issued and still stands, at {address}",
            number=statement.number,
            code=" ".join(wrap(code(statement), 4)),
            address=f"{sealer.address}{PAGE}" if sealer.address else t.say("the issuer's page Verify a statement."),
        )
    if sealer.demonstration:
        yield t.say(
            "TEST CERTIFICATE: the program made this key for itself. The seal proves that the file is unchanged, "
            "not who issued it."
        )


def code(statement: Statement) -> str:
    """What proves that somebody holds the paper: 16 hexadecimal digits that follow from all that is attached to it."""
    return hashlib.sha256(statement.calculation).hexdigest()[:16]


def square(statement: Statement) -> str:
    """The same as a QR code: address, number and code, no amounts. The address of an image; empty without a page."""
    sealer = statement.sealer
    if sealer is None or not sealer.address or not statement.approvals:
        return ""
    question = urlencode({"number": statement.number, "code": code(statement)})
    drawing = io.BytesIO()
    segno.make(f"{sealer.address}{PAGE}?{question}", error="m", micro=False).save(drawing, kind="svg", border=0)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.getvalue()).decode()}"


def fingerprints(statement: Statement, enclosed: tuple[Enclosure, ...], t: Tongue) -> Iterator[tuple[str, str]]:
    """SHA-256 of everything the statement rests on."""
    yield t.say("File sent"), statement.submission[1]
    yield t.say("Contract text"), statement.contract_digest
    for each in enclosed:
        yield each.name, each.digest
    if statement.log:
        number, digest = statement.log
        yield t.say("Log, entry {number}", number=t.numbers(f"{number:,}")), digest
    if statement.sealer:
        yield t.say("Certificate of the seal"), statement.sealer.fingerprint
        yield t.say("Root certificate"), statement.sealer.root
