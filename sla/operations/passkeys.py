"""Passkeys (WebAuthn): a key that never leaves somebody's device signs what we ask, on our pages alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sla.cycle import Person
from sla.operations.answers import refused, unknown
from sla.store import credentials, log, people
from sla.store.books import Books
from sla.store.credentials import Credential, Kind
from sla.values import Findings

GOOD_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passkey is good: the name that it is bound to, and the address of the pages there."""

    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a device was asked to sign, and when; `options` is what the browser is told, in JSON."""

    challenge: bytes
    asked: datetime
    options: str = ""

    def is_fresh(self, at: datetime) -> bool:
        """Whether an answer is still waited for."""
        return self.asked <= at < self.asked + GOOD_FOR


def ask_for_new(books: Books, place: Place, *, by: Person, at: datetime) -> Question:
    """Ask the device for a new passkey; devices that have one of this person already say no."""
    from webauthn import base64url_to_bytes, generate_registration_options, options_to_json
    from webauthn.helpers import structs

    options = generate_registration_options(
        rp_id=place.name,
        rp_name="sla",
        user_id=str(by.id).encode(),
        user_name=by.email,
        user_display_name=by.name,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(each.handle)) for each in mine(books, by=by)
        ],
    )
    return Question(options.challenge, at, options_to_json(options))


def keep(
    books: Books, place: Place, question: Question, answer: str, name: str, *, by: Person, at: datetime
) -> Findings | None:
    """Keep the passkey that a device made."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        new = verify_registration_response(
            credential=answer,
            expected_challenge=question.challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError):
        return WRONG
    handle = bytes_to_base64url(new.credential_id)
    with books.writing(None) as connection:
        if not question.is_fresh(at) or credentials.was_kept(connection, Kind.PASSKEY, handle):
            return WRONG
        secret = bytes_to_base64url(new.credential_public_key)
        called = name.strip()[:60] or "Passkey"
        credentials.keep_credential(connection, by.id, Kind.PASSKEY, called, handle, at, secret=secret)
        log.record(connection, "passkey added", by, at, person=by.email, name=called)
    return None


def ask(place: Place, *, at: datetime) -> Question:
    """Ask whoever is there for any passkey of theirs."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(rp_id=place.name, user_verification=UserVerificationRequirement.REQUIRED)
    return Question(options.challenge, at, options_to_json(options))


def sign_in(books: Books, place: Place, question: Question, answer: str, *, at: datetime) -> Person | Findings:
    """Who this is, by the answer of their device. One question is answered once, and no answer is guessed."""
    with books.writing(None) as connection:
        known = credentials.credential_with(connection, Kind.PASSKEY, _handle(answer))
        person = people.person_numbered(connection, known.person) if known else None
        if known is None or person is None or not question.is_fresh(at):
            return WRONG
        if known.used and known.used >= question.asked:
            return WRONG  # the question, or one after it, was answered before
        counter = _counter(place, question, answer, known)
        if counter is None or not credentials.use(connection, known, counter, at):
            return WRONG
        log.record(connection, "signed in", person, at, way="passkey")
    return person


def mine(books: Books, *, by: Person) -> tuple[Credential, ...]:
    """The passkeys of a person."""
    with books.reading(None) as connection:
        return tuple(each for each in credentials.credentials_of(connection, by.id) if each.kind is Kind.PASSKEY)


def remove(books: Books, number: int, *, by: Person, at: datetime) -> Credential | Findings:
    """A passkey of one's own is good for nothing any more."""
    with books.writing(None) as connection:
        those = credentials.credentials_of(connection, by.id)
        known = next((each for each in those if each.id == number and each.kind is Kind.PASSKEY), None)
        if known is None:
            return unknown("passkey", str(number))
        credentials.end(connection, (known,), at)
        log.record(connection, "passkey removed", by, at, person=by.email, name=known.name)
        return known


WRONG = refused(
    "passkey.wrong",
    "This passkey does not let you in",
    remedy="Reload the page and try again, or sign in with your password.",
)


def _handle(answer: str) -> str:
    """The id of the passkey that an answer says it is of; empty if it cannot be read."""
    from webauthn.helpers import parse_authentication_credential_json
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        return str(parse_authentication_credential_json(answer).id)
    except (WebAuthnException, ValueError, TypeError, KeyError):
        return ""


def _counter(place: Place, question: Question, answer: str, known: Credential) -> int | None:
    """How often the passkey was used by now; None if the answer is not right."""
    from webauthn import base64url_to_bytes, verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        verified = verify_authentication_response(
            credential=answer,
            expected_challenge=question.challenge,
            expected_rp_id=place.name,
            expected_origin=place.origin,
            credential_public_key=base64url_to_bytes(known.secret),
            credential_current_sign_count=known.counter,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError):
        return None
    return verified.new_sign_count
