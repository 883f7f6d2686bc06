"""Signing in and out, and where one comes out afterwards."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from sla.config import Config
from sla.operations.ready import Ready, offer
from sla.store import log, people
from sla.web.visitor import Desk
from tests.operations.house import MARCH, NOW
from tests.web.site import Browser, Site, words

PASSWORD = "correct horse battery"


@pytest.fixture
def known(site: Site) -> Browser:
    """Nobody is signed in yet, and Mia has a password."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with site.house.books.writing(None) as connection:
        people.renew_password(connection, site.house.mia.id, quick.hash(PASSWORD))
        log.record(connection, "password renewed", site.house.mia, NOW)
    return site.visit()


def sign_in(browser: Browser, password: str = PASSWORD, onward: str = "") -> tuple[int, str]:
    answer = browser.post("/sign-in", email=" MIA@harbour.example", password=password, next=onward)
    return answer.status_code, answer.headers.get("Location", words(answer))


def test_the_right_password_opens_the_portfolio(known: Browser) -> None:
    assert sign_in(known) == (303, "/")
    assert "Mia Manager, vendor manager" in known.page("/")
    assert known.get("/sign-in").status_code == 303, "whoever is signed in needs no form"


def test_a_wrong_password_says_what_to_do_and_keeps_the_address(known: Browser) -> None:
    code, said = sign_in(known, "wrong horse battery")
    assert code == 422
    assert "The address or the password is not right" in said
    assert "MIA@harbour.example" in known.post("/sign-in", email="MIA@harbour.example", password="x").text
    assert known.get("/").status_code == 303


def test_whoever_fails_again_and_again_waits(known: Browser) -> None:
    codes = [sign_in(known, "wrong horse battery")[0] for _ in range(6)]
    assert codes == [422] * 5 + [429]
    code, said = sign_in(known)
    assert code == 429, "the right password is not looked at either"
    assert "Too many attempts to sign in. Wait until 09:31 UTC, then try again" in said


def test_one_comes_out_where_one_wanted_to_go(known: Browser) -> None:
    wanted = f"/p/north/{MARCH}?from=mail"
    sent_to = known.get(wanted).headers["Location"]
    assert sent_to.startswith("/sign-in?next=")
    assert f'name="next" value="{wanted}"' in known.page(sent_to)
    assert sign_in(known, onward=wanted) == (303, wanted)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "/\t/x", "x"],
)
def test_one_never_comes_out_at_somebody_elses(known: Browser, elsewhere: str) -> None:
    assert sign_in(known, onward=elsewhere) == (303, "/")


def test_signing_out_closes_everything(known: Browser) -> None:
    sign_in(known)
    assert known.post("/sign-out").headers["Location"] == "/sign-in"
    assert known.get("/statements").status_code == 303
    assert "You are signed out." in known.page("/sign-in")


def test_a_session_of_somebody_who_left_is_worth_nothing(site: Site) -> None:
    browser = site.visit(site.house.mia)
    with browser.client.session_transaction() as session:
        session["_user_id"] = "999999"
    assert browser.get("/").status_code == 303
    with browser.client.session_transaction() as session:
        session["_user_id"] = "1 OR 1=1"
    assert browser.get("/").status_code == 303


def test_ready_sign_ins_are_offered_in_a_demonstration_only(known: Browser, site: Site) -> None:
    assert "Ready sign-ins" not in known.page("/sign-in")
    desk = site.app.extensions["sla"]
    assert isinstance(desk, Desk)
    offer(desk.config.instance, [Ready("Vendor manager", "mia@harbour.example", PASSWORD, "settles and approves")])
    offered = known.page("/sign-in")
    assert "Vendor manager" in offered
    assert "settles and approves" in offered


def test_the_secret_that_signs_sessions_is_ours_alone(tmp_path: Path) -> None:
    config = Config.from_environment({"SLA_INSTANCE": str(tmp_path)})
    assert config.secret() == config.secret()
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
