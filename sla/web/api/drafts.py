"""Contracts while they are written: drafts with every finding at its line, proposed by one and signed by another."""

from __future__ import annotations

from typing import Any

from flask_smorest.pagination import PaginationParameters
from marshmallow import Schema, fields, validate

from sla.contract.definition import Definition, Version
from sla.cycle.proposing import LONGEST_NAME, MOST_FILES, MOST_LETTERS, Draft, may_countersign, may_take_back, may_write
from sla.operations import contract_drafts
from sla.operations.answers import refused
from sla.operations.contract_drafts import Files, Looked
from sla.web.api import schemas
from sla.web.api.agreements import paged
from sla.web.api.door import caller, done, finding_as_json, found, looked_at, part, refuse
from sla.web.asked import plain_text
from sla.web.visitor import desk, now

parts = part("drafts", "Contracts while they are written.")
ONE = "/contracts/drafts/<int:draft>"
MAY = {"write": may_write, "propose": may_write, "take-back": may_take_back, "sign": may_countersign}
"""What may be done with a draft, and the rule that says whether."""


class File(Schema):
    """One version of the contract, as its file."""

    name = fields.String(required=True, validate=validate.Length(1, LONGEST_NAME))
    text = fields.String(required=True, validate=validate.Length(max=MOST_LETTERS))


class Writing(Schema):
    """Every file of the draft, in place of those before."""

    files = fields.List(fields.Nested(File), required=True, validate=validate.Length(1, MOST_FILES))


class Beginning(Schema):
    """A draft of these files; without any, of the latest version of a contract, to count from a day."""

    contract = fields.String(load_default="", validate=validate.Length(max=60))
    effective = fields.Date(load_default=None, allow_none=True)
    files = fields.List(fields.Nested(File), load_default=list, validate=validate.Length(max=MOST_FILES))


class Proposing(Schema):
    """Why; `restating` lets it reach into periods that are settled already, which are then restated."""

    reason = fields.String(required=True, validate=validate.Length(1, 2000))
    restating = fields.Boolean(load_default=False)


class Signing(Schema):
    """The same consent to what is restated, by the second person."""

    restating = fields.Boolean(load_default=False)


class Written(Schema):
    """A draft. `revision` counts its changes; `proposed_by` is empty while nobody has proposed it."""

    id = fields.Integer(required=True)
    contract = fields.String(required=True, metadata={"description": "Empty for a new one."})
    files = fields.List(fields.String(), required=True)
    revision = fields.Integer(required=True)
    edited_by = fields.String(required=True)
    edited_at = fields.AwareDateTime(required=True)
    proposed_by = fields.String(required=True)
    proposed_at = fields.AwareDateTime(required=True, allow_none=True)
    reason = fields.String(required=True)


class InForce(Schema):
    """A version of a contract, and from which day on it counts."""

    contract = fields.String(required=True)
    version = fields.String(required=True)
    effective = fields.Date(required=True)
    sha256 = fields.String(required=True)


class WrittenInFull(Written):
    """The same with its texts, everything that can be said against them, and what the caller may do."""

    texts = fields.List(fields.Nested(File), required=True)
    versions = fields.List(fields.Nested(InForce), required=True, metadata={"description": "Those it would add."})
    findings = fields.List(fields.Nested(schemas.Finding), required=True)
    behind = fields.List(
        fields.Nested(schemas.Finding),
        required=True,
        metadata={"description": "What stands in its way because of periods that are open or settled."},
    )
    may = fields.List(fields.String(), required=True)


@parts.get("/contracts/drafts")
@parts.response(200, Written(many=True))
@parts.paginate(page_size=100, max_page_size=1000)
def listed(pagination_parameters: PaginationParameters) -> list[dict[str, Any]]:
    """Every draft that the caller may see, the oldest first."""
    return [_draft(each) for each in paged(contract_drafts.listed(desk().books, by=caller()), pagination_parameters)]


@parts.post("/contracts/drafts")
@parts.arguments(Beginning)
@parts.response(201, WrittenInFull)
@parts.alt_response(403, schema=schemas.Refusal)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(422, schema=schemas.Refusal)
def begin(said: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Begin one."""
    files, day = _files(said), said["effective"]
    if not files and (not said["contract"] or day is None):
        remedy = "Send its files, or name a contract in force and the day from which the new version counts."
        refuse(refused("request.draft", "This does not say what the draft begins with", remedy=remedy))
    made = done(contract_drafts.start(desk().books, said["contract"], files, day, by=caller(), at=now()))
    return _answer(made.id, 201)


@parts.get(ONE)
@parts.response(200, WrittenInFull)
def one(draft: int) -> tuple[dict[str, Any], int, dict[str, str]]:
    """A draft with what is said about it. Its ETag goes into If-Match of whatever changes it."""
    return _answer(draft)


@parts.put(ONE)
@parts.arguments(Writing)
@parts.response(200, WrittenInFull)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def write(said: dict[str, Any], draft: int) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Keep these files. A text with mistakes is kept as well; the findings say where they are."""
    done(contract_drafts.keep(desk().books, draft, _files(said), _seen(draft), by=caller(), at=now()))
    return _answer(draft)


@parts.delete(ONE)
@parts.response(200, Written)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def drop(draft: int) -> dict[str, Any]:
    """Forget it for good."""
    return _draft(done(contract_drafts.drop(desk().books, draft, _seen(draft), by=caller())))


@parts.post(f"{ONE}/propose")
@parts.arguments(Proposing)
@parts.response(200, WrittenInFull)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def propose(said: dict[str, Any], draft: int) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Propose it as it stands; from then on nobody writes in it, until it is taken back."""
    seen, reason, restating = _seen(draft), plain_text(said["reason"]), said["restating"]
    done(contract_drafts.offer(desk().books, draft, reason, seen, restating=restating, by=caller(), at=now()))
    return _answer(draft)


@parts.post(f"{ONE}/take-back")
@parts.response(200, WrittenInFull)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def take_back(draft: int) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Take the proposal back, so that it can be written on."""
    done(contract_drafts.withdraw(desk().books, draft, _seen(draft), by=caller()))
    return _answer(draft)


@parts.post(f"{ONE}/sign")
@parts.arguments(Signing)
@parts.response(200, InForce(many=True))
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def sign(said: dict[str, Any], draft: int) -> list[dict[str, Any]]:
    """Bring what another proposed into force; the draft is gone, and every version of the contract is the answer."""
    seen, restating = _seen(draft), said["restating"]
    signed = done(contract_drafts.sign(desk().books, draft, seen, restating=restating, by=caller(), at=now()))
    return [in_force(signed, each) for each in signed.versions]


def in_force(definition: Definition, version: Version) -> dict[str, Any]:
    """A version as the wire has it."""
    return {
        "contract": definition.key,
        "version": version.head.version,
        "effective": version.head.effective,
        "sha256": version.digest,
    }


def _looked(draft: int) -> Looked:
    return found(contract_drafts.look(desk().books, draft, by=caller()))


def _seen(draft: int) -> int:
    """The revision that the caller looked at; refused where it is another by now."""
    known = _looked(draft).draft
    looked_at(_etag(known))
    return known.revision


def _etag(draft: Draft) -> str:
    return f'"{draft.id}.{draft.revision}"'


def _files(said: dict[str, Any]) -> Files:
    return tuple((plain_text(each["name"]), plain_text(each["text"])) for each in said["files"])


def _answer(draft: int, status: int = 200) -> tuple[dict[str, Any], int, dict[str, str]]:
    looked, by = _looked(draft), caller()
    whole = looked.judged.definition
    said = {
        **_draft(looked.draft),
        "texts": [{"name": name, "text": text} for name, text in looked.draft.files],
        "versions": [in_force(whole, each) for each in looked.judged.new] if whole else [],
        "findings": [finding_as_json(each) for each in looked.judged.findings],
        "behind": [finding_as_json(each) for each in contract_drafts.behind(desk().books, looked, by=by)],
        "may": [act for act, rule in MAY.items() if rule(looked.draft, by) is None],
    }
    return said, status, {"ETag": _etag(looked.draft)}


def _draft(each: Draft) -> dict[str, Any]:
    return {
        "id": each.id,
        "contract": each.contract,
        "files": [name for name, _ in each.files],
        "revision": each.revision,
        "edited_by": each.edited.name,
        "edited_at": each.edited.at,
        "proposed_by": each.proposed.name if each.proposed else "",
        "proposed_at": each.proposed.at if each.proposed else None,
        "reason": each.reason,
    }
