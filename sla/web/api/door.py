"""Who comes in, what they may do, and how they are told no: findings as JSON, under the status that fits."""

from __future__ import annotations

from typing import Any, NoReturn, TypeVar

from flask import Response, abort, g, jsonify, make_response, request
from flask_smorest import Blueprint

from sla.cycle import Person
from sla.cycle.token import Scope
from sla.operations.answers import is_unknown, refused
from sla.operations.pages import agreement_named, statement
from sla.operations.tokens import Bearer, bearer
from sla.values import Finding, Findings
from sla.web.api import repeated
from sla.web.visitor import desk, now, somebody

Thing = TypeVar("Thing")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOKS = frozenset({"matters-api.priced", "mine-api.verify", "payments-api.looked_at"})
"""What is sent in there is looked at, and nothing is written."""
WRITES = {"figures-api": Scope.SUBMIT, "people-api": Scope.PEOPLE}
"""What it takes to write in a part of the door; everywhere else it is deciding."""
REMEDY = "Send `Authorization: Bearer TOKEN` with a token that is good; people make theirs under Tokens."
FILE = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["file"],
                "properties": {"file": {"type": "string", "contentMediaType": "application/octet-stream"}},
            }
        }
    },
}
"""How a request that carries a file is described; the bytes alone, with their name as `?name=`, do as well."""
NOTHING = refused(
    "request.unknown",
    "There is nothing here, or nothing that you may see",
    expected="something that the lists of agreements, periods and statements name",
    remedy="Look it up there, and check the address.",
)
STATUS = {
    "cycle.role": 403,
    "cycle.organisation": 403,
    "person.role": 403,
    "cycle.changed-meanwhile": 412,
    "request.changed-meanwhile": 412,
    "request.if-match": 428,
    "request.scope": 403,
    "request.token": 401,
    "request.under-way": 409,
}
"""Codes with a status of their own; what is badly formed is 422, and whatever else the rules refuse 409."""
MALFORMED = frozenset({"submission", "request", "evidence", "known"})
"""How the codes begin of what was sent in and cannot be read."""


def part(name: str, says: str) -> Blueprint:
    """A part of the machines' door: its addresses ask for a token, and answer who has seen it all already."""
    made = Blueprint(f"{name}-api", f"sla.web.api.{name}", url_prefix="/api/v1", description=says)
    made.before_request(enter)
    made.before_request(there)
    made.before_request(again)
    made.after_request(leave)
    return made


def enter() -> None:
    """Let a good token in, or for looking somebody who is signed in; everybody else is told how."""
    g.bearer = _bearer()
    if g.bearer is None:
        refuse(refused("request.token", "This needs a token", remedy=REMEDY))
    wanted = _wanted()
    if wanted not in g.bearer.scopes:
        held = ", ".join(sorted(g.bearer.scopes))
        remedy = f"Make a token that may {wanted}, and use that."
        refuse(refused("request.scope", f"This token may not {wanted}", found=held, expected=wanted, remedy=remedy))


def _bearer() -> Bearer | None:
    said = request.authorization
    if said is not None and said.type == "bearer" and said.token:
        return bearer(desk().books, said.token, at=now())
    person = somebody() if request.method in SAFE and said is None else None
    return Bearer(person, frozenset({Scope.READ})) if person else None


def _wanted() -> Scope:
    """Looking, or what is written in that part of the door."""
    if request.method in SAFE or request.endpoint in LOOKS:
        return Scope.READ
    return WRITES.get((request.endpoint or "").partition(".")[0], Scope.DECIDE)


def again() -> Response | None:
    """Who sends a writing request once more under its key is answered as before."""
    known = repeated.begin(caller()) if request.method not in SAFE else None
    return done(known) if known is not None else None


def caller() -> Person:
    """For whom this request is."""
    held: Bearer = g.bearer
    return held.person


def scopes() -> frozenset[Scope]:
    """What this request may."""
    held: Bearer = g.bearer
    return held.scopes


def looked_at(etag: str) -> None:
    """Go on if the caller says with If-Match that they looked at what is there; refuse otherwise."""
    if not request.if_match:
        remedy = "Look at it first, and send its ETag as If-Match."
        refuse(refused("request.if-match", "This needs If-Match", expected=etag, remedy=remedy))
    if not request.if_match.contains(etag.strip('"')):
        remedy = "Look at it again, and decide on what it is now."
        said = str(request.headers.get("If-Match", ""))[:40]
        refuse(refused("request.changed-meanwhile", "It was changed meanwhile", found=said, remedy=remedy))


def leave(answer: Response) -> Response:
    """Who has seen this already is told that it is the same; what was done is kept under its key."""
    if request.method in SAFE and request.if_none_match:
        answer.make_conditional(request)
    elif request.method not in SAFE and g.get("bearer"):
        repeated.end(answer, caller())
    return answer


def there() -> None:
    """404 if the caller may not see the agreement or the statement of the address, whatever else is sent along."""
    named = request.view_args or {}
    if "series" in named:
        agreement_at(named["series"])
    if "number" in named:
        found(statement(desk().books, named["number"], by=caller()))


def agreement_at(series: str) -> int:
    """The number of the agreement that the address names; 404 if the caller may not see it. It is looked up once."""
    if "agreement" not in g:
        g.agreement = found(agreement_named(desk().books, series, by=caller()))
    number: int = g.agreement
    return number


def found(answer: Thing | None) -> Thing:
    """The thing asked for, or 404."""
    if answer is None:
        refuse(NOTHING)
    return answer


def done(answer: Thing | Findings) -> Thing:
    """What was done; a refusal ends the request."""
    if isinstance(answer, Findings):
        refuse(answer)
    return answer


def refuse(findings: Findings) -> NoReturn:
    """End the request with findings; what is not there is told in the same words, whatever was asked for."""
    told = NOTHING if is_unknown(findings) else findings
    abort(make_response(jsonify(as_json(told)), status(told)))


def status(findings: Findings) -> int:
    """The status that fits: not there, not yours to do, changed meanwhile, badly formed, or against the rules."""
    if is_unknown(findings):
        return 404
    first = findings[0].code
    return STATUS.get(first, 422 if first.partition(".")[0] in MALFORMED else 409)


def as_json(findings: Findings) -> dict[str, Any]:
    """Findings as every refusal carries them."""
    return {"findings": [finding_as_json(each) for each in findings]}


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """One finding; its place only where it has one."""
    place = finding.place
    at = {"file": place.file, "line": place.line, "row": place.row, "column": place.heading or place.column}
    said = {
        "code": finding.code,
        "severity": str(finding.severity),
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "remedy": finding.remedy,
    }
    return said | ({"place": {name: of for name, of in at.items() if of}} if place.file or place.row else {})
