"""Who may come in at the caller's company, and as what. Administrators change it under a scope of its own."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from flask import g, url_for
from flask_smorest.pagination import PaginationParameters
from marshmallow import Schema, fields, validate

from sla.cycle import Person as Known
from sla.cycle import Role
from sla.operations import staff
from sla.operations.invitations import Invited
from sla.operations.staff import Colleague
from sla.web.api import schemas
from sla.web.api.agreements import paged
from sla.web.api.door import caller, done, looked_at, part
from sla.web.asked import plain_text
from sla.web.people import ACTS
from sla.web.visitor import address, desk, now

parts = part("people", "People, invitations and roles.")
ONE = "/people/<int:person>"


class Somebody(Schema):
    """Who it is, and what they may do."""

    id = fields.Integer(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    roles = fields.List(fields.String(), required=True)


class Person(Somebody):
    """The same as those see them who look after people; `invited_until` where a link waits to be used."""

    active = fields.Boolean(required=True)
    invited_until = fields.AwareDateTime(required=True, allow_none=True)


class PersonInFull(Person):
    """The same with what they have to sign in with besides a password."""

    steps = fields.List(fields.String(), required=True)


class Roles(Schema):
    """What somebody is from now on."""

    roles = fields.List(fields.Enum(Role, by_value=True), required=True, validate=validate.Length(1, len(Role)))


class Invitation(Roles):
    """Somebody new; without a company, of the caller's own."""

    name = fields.String(required=True, validate=validate.Length(1, 200))
    email = fields.String(required=True, validate=validate.Length(3, 200))
    company = fields.String(load_default="", validate=validate.Length(max=200))


class Link(Somebody):
    """Somebody with the link by which they come in: it is told here and never again, and good once."""

    link = fields.String(required=True)
    until = fields.AwareDateTime(required=True)
    mailed = fields.Boolean(required=True, metadata={"description": "Whether another one goes to them by mail."})


@parts.get("/people")
@parts.response(200, Person(many=True))
@parts.paginate(page_size=100, max_page_size=1000)
def listed(pagination_parameters: PaginationParameters) -> list[dict[str, Any]]:
    """Everybody of the company, to its administrators and auditors; nobody to others."""
    every = staff.colleagues(desk().books, by=caller(), at=now())
    return [_person(each) for each in paged(every, pagination_parameters)]


@parts.post("/people")
@parts.arguments(Invitation)
@parts.response(201, Link)
@parts.alt_response(403, schema=schemas.Refusal)
@parts.alt_response(409, schema=schemas.Refusal)
def invite(said: dict[str, Any]) -> dict[str, Any]:
    """Add somebody, who comes in by the link of this answer and chooses a password there."""
    books, by, at = desk().books, caller(), now()
    name, email, company = (plain_text(said[field]) for field in ("name", "email", "company"))
    home = company.strip() or staff.home(books, by=by)
    mailed = desk().config.mails_links
    return _link(done(staff.invite(books, home, name, email, said["roles"], by=by, at=at, mailed=mailed)))


@parts.get(ONE)
@parts.response(200, PersonInFull)
def one(person: int) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Somebody whom the caller looks after. Its ETag goes into If-Match of whatever changes them."""
    return _answer(_known(person))


@parts.put(f"{ONE}/roles")
@parts.arguments(Roles)
@parts.response(200, PersonInFull)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def roles(said: dict[str, Any], person: int) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Give them these roles and no others."""
    looked_at(_etag(_known(person)))
    done(staff.change_roles(desk().books, person, said["roles"], by=caller(), at=now()))
    return _answer(_known(person))


@parts.post(f"{ONE}/<any({','.join(repr(act) for act in ACTS)}):act>")
@parts.response(200, PersonInFull)
@parts.alt_response(409, schema=schemas.Refusal)
@parts.alt_response(412, schema=schemas.Refusal)
@parts.alt_response(428, schema=schemas.Refusal)
def admit(person: int, act: str) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Shut them out, let them in again, or let the password alone be enough."""
    looked_at(_etag(_known(person)))
    done(ACTS[act](desk().books, person, by=caller(), at=now()))
    return _answer(_known(person))


@parts.post(f"{ONE}/link")
@parts.response(201, Link)
@parts.alt_response(409, schema=schemas.Refusal)
def link(person: int) -> dict[str, Any]:
    """A new link for somebody who cannot sign in; it ends the one before."""
    mailed = desk().config.mails_links
    return _link(done(staff.readmit(desk().books, person, by=caller(), at=now(), mailed=mailed)))


def _known(person: int) -> Colleague:
    return done(staff.colleague(desk().books, person, by=caller(), at=now()))


def _answer(known: Colleague) -> tuple[dict[str, Any], int, dict[str, str]]:
    return {**_person(known), "steps": sorted(known.steps)}, 200, {"ETag": _etag(known)}


def _etag(known: Colleague) -> str:
    """What somebody is like: everything that is told of them."""
    return f'"{sha256(repr((_person(known), sorted(known.steps))).encode()).hexdigest()[:20]}"'


def _person(known: Colleague) -> dict[str, Any]:
    return _somebody(known.person) | {"active": known.active, "invited_until": known.invited_until}


def _link(made: Invited) -> dict[str, Any]:
    g.told_once = True
    way = address(url_for("invited.page", secret=made.secret))
    return _somebody(made.person) | {"link": way, "until": made.until, "mailed": made.mailed}


def _somebody(of: Known) -> dict[str, Any]:
    return {"id": of.id, "name": of.name, "email": of.email, "roles": sorted(of.roles)}
