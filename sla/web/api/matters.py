"""Relief, disputes, waivers and corrections: priced, asked for, talked about, decided, withdrawn."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, send_file

from sla.cycle.matter import Asked, Kind, Matter, Remark
from sla.operations import asking
from sla.operations.answers import refused
from sla.operations.asking import Priced
from sla.operations.pages import Scorecard
from sla.operations.wording import in_words
from sla.settlement.canonical import money
from sla.values import Findings
from sla.web.api import schemas
from sla.web.api.agreements import ONE, loaded
from sla.web.api.asked import Asking, Deciding, MatterInFull, Price, Said
from sla.web.api.asked import Matter as Told
from sla.web.api.door import agreement_at, caller, done, found, part, refuse
from sla.web.asked import asked, plain_text
from sla.web.unsent import sent_along
from sla.web.visitor import desk, now

parts = part("matters", "What one side asks of the other about a period.")
EVERY = f"{ONE}/matters"
EACH = f"{EVERY}/<int:matter>"
IN_FORMS = {"first_day": "from", "last_day": "until"}
"""Fields whose names on the pages say less."""


@parts.get(EVERY)
@parts.response(200, Told(many=True))
def listed(series: str, period: str) -> list[dict[str, Any]]:
    """Everything that was asked about the period, oldest first."""
    return [_matter(each) for each in loaded(series, period).matters]


@parts.get(EACH)
@parts.response(200, MatterInFull)
def one(series: str, period: str, matter: int) -> dict[str, Any]:
    """One of them, with what it is worth: all of it while it is open, then what was granted."""
    looked = asking.look(desk().books, agreement_at(series), period, matter, by=caller())
    known = found(looked)
    return {**_matter(known.matter), "price": _price(known.priced) if known.priced else None}


@parts.post(f"{EVERY}/price")
@parts.arguments(Asking)
@parts.response(200, Price)
@parts.alt_response(422, schema=schemas.Refusal)
def priced(said: dict[str, Any], series: str, period: str) -> dict[str, Any]:
    """What it would come to if it were granted. Nothing is written."""
    card = loaded(series, period)
    what = _read(said, Kind(said["kind"]), card)
    return _price(done(asking.price(desk().books, card.agreement.id, period, what, by=caller())))


@parts.post(EVERY)
@parts.arguments(Asking)
@parts.response(201, Told)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(422, schema=schemas.Refusal)
def ask(said: dict[str, Any], series: str, period: str) -> dict[str, Any]:
    """Ask for it; files that prove it follow as remarks."""
    card, kind = loaded(series, period), Kind(said["kind"])
    what = _read(said, kind, card)
    which = (desk().books, card.agreement.id, period)
    return _matter(done(asking.ask(*which, kind, what, plain_text(said["reason"]), by=caller(), at=now())))


@parts.post(f"{EACH}/remarks")
@parts.arguments(Said, location="form", content_type="multipart/form-data")
@parts.response(201, Told)
@parts.alt_response(409, schema=schemas.Refusal)
def remark(said: dict[str, str], series: str, period: str, matter: int) -> dict[str, Any]:
    """Say something, and lay files before the other side: `curl -F text=... -F file=@log.csv`."""
    known = _known(loaded(series, period), matter)
    return _matter(
        done(asking.say(desk().books, known.id, plain_text(said["text"]), sent_along(), by=caller(), at=now()))
    )


@parts.post(f"{EACH}/decision")
@parts.arguments(Deciding)
@parts.response(201, Told)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(422, schema=schemas.Refusal)
def decide(said: dict[str, Any], series: str, period: str, matter: int) -> dict[str, Any]:
    """Grant all, a part or nothing of it. What follows for the period follows by itself."""
    card = loaded(series, period)
    known = _known(card, matter)
    granted: Asked | None = known.asked if said["grant"] == "all" else None
    if said["grant"] == "part":
        if said["part"] is None or known.kind is Kind.CORRECTION:
            remedy = "Say in `part` what is granted. A correction is granted or refused as a whole."
            refuse(refused("request.part", "It does not say which part is granted", remedy=remedy))
        granted = _read({**said["part"], "reason": known.reason}, known.kind, card)
    return _matter(
        done(asking.decide(desk().books, known.id, granted, plain_text(said["reason"]), by=caller(), at=now()))
    )


@parts.post(f"{EACH}/withdrawal")
@parts.response(201, Told)
@parts.alt_response(409, schema=schemas.Refusal)
def withdraw(series: str, period: str, matter: int) -> dict[str, Any]:
    """Take it back."""
    known = _known(loaded(series, period), matter)
    return _matter(done(asking.withdraw(desk().books, known.id, by=caller(), at=now())))


@parts.get(f"{EACH}/files/<digest>")
@parts.response(200, content_type="application/octet-stream")
def evidence(series: str, period: str, matter: int, digest: str) -> Response:
    """A file that was laid before the other side, byte for byte."""
    name, content = found(asking.evidence(desk().books, agreement_at(series), period, matter, digest, by=caller()))
    return send_file(io.BytesIO(content), "application/octet-stream", as_attachment=True, download_name=name)


def _known(card: Scorecard, number: int) -> Matter:
    return found(next((each for each in card.matters if each.number == number), None))


def _read(said: dict[str, Any], kind: Kind, card: Scorecard) -> Asked:
    """What is asked for; whatever cannot be read in it ends the request."""
    what = asked(_form(said), kind, card)
    if isinstance(what, Findings):
        refuse(what)
    return what


def _form(said: dict[str, Any]) -> dict[str, str]:
    """The same as the pages' own form has it."""
    plain = {IN_FORMS.get(name, name): of for name, of in said.items() if isinstance(of, str)}
    plain |= {f"scope-{name}": of for name, of in said.get("scope", {}).items()}
    if said.get("extent") == "reading":
        plain["reading"] = f"{said['reading']}={said['answer']}"
    return plain | ({"line": str(said["line"])} if said.get("line") is not None else {})


def _matter(each: Matter) -> dict[str, Any]:
    decision = each.decision
    return {
        "number": each.number,
        "kind": each.kind,
        "state": each.state,
        "side": each.side,
        "by": each.opened.name,
        "at": each.opened.at,
        "asks": in_words(each.asked),
        "reason": each.reason,
        "answer_by": each.answer_by,
        "remarks": [_remark(remark) for remark in each.remarks],
        "decision": decision
        and {
            "by": decision.act.name,
            "at": decision.act.at,
            "state": decision.state,
            "grants": in_words(decision.granted) if decision.granted else "",
            "reason": decision.reason,
        },
    }


def _remark(each: Remark) -> dict[str, Any]:
    files = [{"name": file.file_name, "sha256": file.digest, "size": file.size} for file in each.evidence]
    return {"by": each.act.name, "side": each.side, "at": each.act.at, "text": each.text, "files": files}


def _price(of: Priced) -> dict[str, str]:
    sums = {"without": of.without.net, "granted": of.granted.net, "difference": of.difference}
    return {"currency": of.difference.currency, **{name: money(amount) for name, amount in sums.items()}}
