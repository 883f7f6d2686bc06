"""Single sign-on: what a provider says of somebody, held against the people there are. It adds nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from sla.cycle import Person
from sla.operations.answers import refused
from sla.operations.people import plain
from sla.store import credentials, log, people
from sla.store.books import Books
from sla.store.credentials import Kind
from sla.values import Findings


@dataclass(frozen=True, slots=True)
class Claim:
    """Whom a provider has signed in: what it calls them for good, and an address that may change."""

    issuer: str
    subject: str
    email: str
    verified: bool
    """Whether the provider has made sure that the address is theirs."""


def sign_in(books: Books, claim: Claim, domains: frozenset[str], *, at: datetime) -> Person | Findings:
    """Who this is: whoever is tied to the subject; at first, and for good, whoever has the verified address.

    Tied once, nobody else comes in as that person by an address that the provider gives to another later.
    """
    with books.writing(None) as connection:
        known = _tied(connection, claim) or _addressed(connection, claim, at)
        if known is None or known.email.rpartition("@")[2] not in domains:
            connection.rollback()  # nothing stays of a tie that does not count
            remedy = "Ask an administrator to invite you under this address, or sign in with your password."
            return refused("single.unknown", "Nobody here signs in as this", found=claim.email[:200], remedy=remedy)
        log.record(connection, "signed in", known, at, way=claim.issuer)
        return known


def _tied(connection: Connection, claim: Claim) -> Person | None:
    tie = credentials.credential_with(connection, Kind.PROVIDER, _handle(claim))
    return people.person_numbered(connection, tie.person) if tie else None


def _addressed(connection: Connection, claim: Claim, at: datetime) -> Person | None:
    """Tie the subject to whoever has the address and is tied to no other subject of the provider."""
    person = people.person_with_email(connection, plain(claim.email)) if claim.verified else None
    if person is None or credentials.was_kept(connection, Kind.PROVIDER, _handle(claim)):
        return None
    ties = (each for each in credentials.credentials_of(connection, person.id) if each.kind is Kind.PROVIDER)
    if any(each.name == claim.issuer for each in ties):
        return None
    credentials.keep_credential(connection, person.id, Kind.PROVIDER, claim.issuer, _handle(claim), at)
    return person


def _handle(claim: Claim) -> str:
    return f"{claim.issuer} {claim.subject}"
