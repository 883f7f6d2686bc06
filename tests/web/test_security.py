"""Headers on every answer, cookies that scripts cannot read, and forms that only our own pages can send."""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest
from flask import Flask, request

from sla.web import security
from sla.web.app import TEMPLATES
from tests.operations.house import MARCH
from tests.proof.routes import METHODS, Thing, paths
from tests.web.site import Site

FOLDER = Path(__file__).parents[2] / "sla/web/static"


def test_every_answer_carries_the_headers(site: Site) -> None:
    """Scripts may run where the page has one, in a file of ours, and nowhere else."""
    browser = site.visit(site.house.mia)
    for path in ("/", "/sign-in", "/verify", "/nowhere", f"/p/north/{MARCH}/form.csv", "/static/sla.css"):
        answer = browser.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        for part in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
            assert part in policy
        scripted = answer.mimetype == "text/html" and "<script" in answer.text
        assert ("script-src 'self'" in policy) == ("script" in policy) == scripted
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


POLICIES = {security.POLICY, security.WITH_SCRIPT, security.WITH_REQUESTS}


@pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
def test_no_address_answers_without_them(site: Site) -> None:
    """Whatever is asked for, by every method there is, found or not."""
    for rule in site.app.url_map.iter_rules():
        browser, methods = site.visit(site.house.mia), sorted((rule.methods or set()) & set(METHODS))
        for path, method in product(paths(site.app, rule, Thing(None, MARCH)), methods):
            answer = browser.client.open(path, method=method, buffered=True)
            assert answer.status_code < 500, f"{method} {path}"
            assert security.HEADERS.keys() <= set(answer.headers.keys()), f"{method} {path}"
            policy = answer.headers["Content-Security-Policy"]
            assert policy in {security.POLICY, security.WITH_SCRIPT, security.WITH_REQUESTS}, (
                f"{method} {path}: {policy}"
            )
            assert "Location" not in answer.headers or answer.headers["Location"].startswith("/"), f"{method} {path}"


def test_figures_are_not_kept_by_browsers(site: Site) -> None:
    browser = site.visit(site.house.mia)
    assert browser.get("/").headers["Cache-Control"] == "no-store"
    assert "max-age=31536000" in browser.get("/static/sla.css").headers["Cache-Control"]


def test_the_sessions_cookie_is_for_us_alone(site: Site) -> None:
    cookie = site.visit().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    encrypted = site.app.test_client().get("/sign-in", base_url="https://localhost")
    assert "Secure" in encrypted.headers["Set-Cookie"]


def test_a_form_without_its_token_changes_nothing(site: Site) -> None:
    site.house.sent()
    browser = site.visit(site.house.mia)
    path = f"/p/north/{MARCH}/settle"
    for fields in ({}, {"csrf_token": "made up"}, {"csrf_token": site.visit(site.house.max).token()}):
        answer = browser.client.post(path, data={"seen": browser.seen(path), **fields})
        assert answer.status_code == 400
        assert "This page was open too long" in answer.text
        assert f'href="{path}"' in answer.text
    assert "Not settled yet" in browser.page(f"/p/north/{MARCH}")


OWN = re.compile(r'<script src="\{\{ asset\("\w+\.js"\) \}\}" defer></script>')
"""Scripts are files of ours, and a page does all it says without them; only a passkey cannot be asked without."""


def test_pages_need_no_scripts_and_no_style_of_their_own() -> None:
    for template in TEMPLATES.glob("*.html"):
        text = OWN.sub("", template.read_text())
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:|https?://(?!www\.w3\.org)\w", text), (
            template.name
        )
        assert len(text.splitlines()) < 100, template.name


def test_the_stylesheet_is_small_and_asks_nobody_else() -> None:
    sheet = (FOLDER / "sla.css").read_text()
    assert len(gzip.compress(sheet.encode())) < 7_000
    assert set(re.findall(r"url\(\"([^\"]+)\"\)", sheet)) == {"inter-400.woff2", "inter-600.woff2"}
    assert "@import" not in sheet


def test_a_file_of_a_vendor_never_runs_as_a_page_of_ours(site: Site) -> None:
    site.sent()
    answer = site.visit(site.house.mia).get(f"/p/north/{MARCH}/sent/1")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_only_a_proxy_of_our_own_is_believed() -> None:
    for proxies, seen in ((0, "127.0.0.1"), (1, "192.0.2.7")):
        app = Flask(__name__)
        security.install(app, b"x" * 32, proxies)
        app.add_url_rule("/", view_func=lambda: f"{request.remote_addr}")
        answer = app.test_client().get("/", headers={"X-Forwarded-For": "203.0.113.9, 192.0.2.7"})
        assert answer.text == seen
