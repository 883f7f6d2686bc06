"""Tokens act for a person, in a narrower scope, for a time; their secret is shown once and kept nowhere."""

from datetime import timedelta

from sqlalchemy import select

from sla.cycle.token import Scope
from sla.operations.tokens import Granted, bearer, grant, mine, revoke
from sla.store.tables import token
from sla.values import Findings
from tests.operations.house import NOW, House, refused


def made(house: House, *scopes: Scope, days: int = 30) -> Granted:
    granted = grant(house.books, "month end", scopes or (Scope.READ,), days, by=house.pat, at=NOW)
    assert isinstance(granted, Granted), granted
    return granted


def test_it_acts_for_whoever_made_it_until_it_ends(house: House) -> None:
    granted = made(house, Scope.READ, Scope.SUBMIT)
    acting = bearer(house.books, granted.secret, at=NOW + timedelta(days=29))
    assert acting is not None
    assert (acting.person, set(acting.scopes)) == (house.pat, {Scope.READ, Scope.SUBMIT})
    assert bearer(house.books, granted.secret, at=NOW + timedelta(days=30)) is None
    assert bearer(house.books, granted.secret + "x", at=NOW) is None


def test_its_secret_is_kept_nowhere(house: House) -> None:
    granted = made(house)
    with house.books.reading(None) as connection:
        [row] = connection.execute(select(token)).all()
    assert granted.secret not in str(row)
    assert granted.secret.startswith("sla_")


def test_revoked_it_is_good_for_nothing(house: House) -> None:
    granted = made(house)
    assert not isinstance(revoke(house.books, granted.token.id, by=house.pat, at=NOW), Findings)
    assert bearer(house.books, granted.secret, at=NOW) is None
    again = revoke(house.books, granted.token.id, by=house.pat, at=NOW + timedelta(days=1))
    assert not isinstance(again, Findings)
    assert again.ended == NOW
    assert [each.ended for each in mine(house.books, by=house.pat)] == [NOW]


def test_nobody_else_ends_it_and_nobody_sees_it(house: House) -> None:
    granted = made(house)
    for other in (house.sam, house.mia, house.rival):
        assert refused(revoke(house.books, granted.token.id, by=other, at=NOW)) == "token.unknown"
        assert mine(house.books, by=other) == ()


def test_it_has_a_name_a_scope_and_an_end(house: House) -> None:
    for name, scopes, days in (("", [Scope.READ], 1), ("x", [], 1), ("x", [Scope.READ], 0), ("x", [Scope.READ], 367)):
        assert refused(grant(house.books, name, scopes, days, by=house.pat, at=NOW)) == "token.what"
