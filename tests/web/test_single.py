"""Single sign-on against a provider that runs beside the test, on a port of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from sla.config import Config
from sla.web import create_app
from sla.web.visitor import Desk
from tests.operations.house import NOW
from tests.web.site import Browser, Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)

SETTINGS = {"CLIENT": "sla", "SECRET": "secret", "DOMAINS": "harbour.example", "NAME": "Harbour ID"}
OTHERS = (("mia@harbour.example", False), ("pat@northline.example", True), ("eve@harbour.example", True))


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider who lets everybody in as whom they say."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        while not answers(address):
            assert running.poll() is None
            time.sleep(0.05)
        yield address
    finally:
        running.terminate()
        running.wait()


def answers(address: str) -> bool:
    try:
        return requests.get(f"{address}/.well-known/openid-configuration", timeout=5).ok
    except requests.ConnectionError:
        return False


@pytest.fixture
def door(site: Site, issuer: str, url: str, tmp_path: Path) -> Iterator[Site]:
    """The pages, with single sign-on for one domain."""
    settings = {
        "ISSUER": issuer,
        "CLIENT": "sla",
        "SECRET": "secret",
        "DOMAINS": "harbour.example",
        "NAME": "Harbour ID",
    }
    environment = {f"SLA_OIDC_{name}": value for name, value in settings.items()}
    instance = {"SLA_DATABASE": url, "SLA_INSTANCE": str(tmp_path / "instance")}
    app = create_app(Config.from_environment({**environment, **instance}), press=site.house.press, clock=lambda: NOW)
    yield replace(site, app=app)
    desk = app.extensions["sla"]
    assert isinstance(desk, Desk)
    desk.books.close()


def went(browser: Browser, issuer: str, email: str, *, verified: bool = True) -> str:
    """Go to the provider and be let in there; the address one is sent back to."""
    says: dict[str, str | bool] = {"email": email, "email_verified": verified}
    requests.put(f"{issuer}/users/{email}", json=says, timeout=5).raise_for_status()
    away = browser.get("/sign-in/provider?next=/statements").headers["Location"]
    asked = parse_qs(urlsplit(away).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked.keys() >= {"state", "nonce", "code_challenge"}
    back = requests.post(away, data={"sub": email}, allow_redirects=False, timeout=5).headers["Location"]
    assert back.startswith("http://localhost/sign-in/provider/back?")
    return back.removeprefix("http://localhost")


def test_a_verified_address_signs_in(door: Site, issuer: str) -> None:
    browser = door.visit()
    assert "Sign in with Harbour ID" in browser.page("/sign-in")
    back = went(browser, issuer, "mia@harbour.example")
    assert browser.get(back).headers["Location"] == "/statements"
    assert "Mia Manager" in browser.page("/statements")
    assert browser.get(back).status_code == 422, "a code is good once"


def test_others_are_refused(door: Site, issuer: str) -> None:
    for email, verified in OTHERS:
        browser = door.visit()
        refused = browser.get(went(browser, issuer, email, verified=verified))
        assert (refused.status_code, "Nobody here signs in as this" in words(refused)) == (422, True)
        assert browser.get("/").status_code == 303


def test_a_code_is_good_in_the_browser_that_asked_for_it_alone(door: Site, issuer: str) -> None:
    browser, thief = door.visit(), door.visit()
    back = went(browser, issuer, "mia@harbour.example")
    assert thief.get(back).status_code == 422
    nothing = "/sign-in/provider/back"
    for wrong in (back.replace("state=", "state=x"), back.replace("code=", "code=x"), nothing, f"{nothing}?error=no"):
        refused = browser.get(wrong)
        assert (refused.status_code, "The provider did not say who you are" in words(refused)) == (422, True)
    assert browser.get("/").status_code == 303


def test_without_a_provider_there_is_no_such_page(site: Site) -> None:
    assert "provider" not in site.visit().page("/sign-in")
    for path in ("/sign-in/provider", "/sign-in/provider/back"):
        assert site.visit().get(path).status_code == 404
