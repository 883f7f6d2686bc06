"""Pages that say no: every form of every page with what it carries spoilt, and every kind of failure there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from playwright.sync_api import Browser, Page, Response

from sla.web.security import MOST_BYTES
from tests.proof.pages_sites import Site, Visit
from tests.proof.pages_weight import visitor

FORMS = """() => [...document.querySelectorAll("main form[method=post i]")].map((each) => each.action)"""
SPOIL = """(place) => {
  const form = document.querySelectorAll("main form[method=post i]")[place];
  for (const each of form.elements) {
    each.required = false;
    if (each.name === "csrf_token" || each.type === "file") continue;
    if (each.type === "hidden") each.value = "0";
    else if (["radio", "checkbox"].includes(each.type)) each.checked = false;
    else if (each.tagName !== "BUTTON" && each.tagName !== "SELECT") each.value = "";
  }
  form.noValidate = true;
  form.requestSubmit();
}"""
FORGE = """() => {
  const form = document.querySelector("form[method=post i]");
  form.querySelector("[name=csrf_token]").value = "made up";
  form.noValidate = true;
  form.requestSubmit();
}"""
Shown = Callable[[str, Page], None]
"""Looks at a page that was reached; the first argument says how."""


def spoilt(browser: Browser, visits: Iterator[Visit], shown: Shown) -> None:
    """Send every form there is once, with nothing in it and with what it remembers replaced."""
    sent: set[str] = set()
    for visit in visits:
        with visitor(browser, visit.site, visit.role) as context:
            page = context.new_page()
            # Read anew after each, because one that is sent may take others away, or bring some.
            while (place := _unsent(page, visit, sent)) is not None:
                with page.expect_navigation():
                    page.evaluate(SPOIL, place)
                shown(f"{visit}, form spoilt", page)


def _unsent(page: Page, visit: Visit, sent: set[str]) -> int | None:
    """Go to the page, and to its first form of a kind that was not sent yet: it counts as sent from now on."""
    page.goto(visit.site.address + visit.path)
    for place, action in enumerate(page.evaluate(FORMS)):
        if (pattern := _pattern(visit.site, action)) not in sent:
            sent.add(pattern)
            return place
    return None


def _pattern(site: Site, action: str) -> str:
    """The address as it is written in the program."""
    path = action.removeprefix(site.address).partition("?")[0]
    return str(site.app.url_map.bind("").match(path, method="POST", return_rule=True)[0])


def failures(browser: Browser, site: Site, shown: Shown) -> None:
    """Nothing there, no such way, forged, too large, too often, broken."""
    for role in site.roles:
        with visitor(browser, site, role) as context:
            page = context.new_page()
            expect(page.goto(f"{site.address}/static/nowhere"), 404)
            shown(f"404, {role}", page)
    with visitor(browser, site, "manager") as context:
        page = context.new_page()
        for status, fail in {405: _no_such_way, 400: _forged, 413: _too_large, 500: _broken}.items():
            with fail(site, page) as answer:
                expect(answer, status)
                shown(f"{status}, manager", page)
    with visitor(browser, site, "signed out") as context:
        page = context.new_page()
        expect(_impatient(site, page), 429)
        shown("429, signed out", page)


def expect(answer: Response | None, status: int) -> None:
    assert answer is not None
    assert answer.status == status, f"{answer.url}: {answer.status} instead of {status}"


@contextmanager
def _no_such_way(site: Site, page: Page) -> Iterator[Response | None]:
    rules = [each for each in site.app.url_map.iter_rules() if not each.arguments and not each.rule.startswith("/api/")]
    shown = {each.rule for each in rules if "GET" in (each.methods or ())}
    only_sent = next(each.rule for each in rules if each.rule not in shown)
    yield page.goto(site.address + only_sent)


@contextmanager
def _forged(site: Site, page: Page) -> Iterator[Response | None]:
    page.goto(f"{site.address}/verify")
    with page.expect_navigation() as went:
        page.evaluate(FORGE)
    yield went.value


@contextmanager
def _too_large(site: Site, page: Page) -> Iterator[Response | None]:
    page.goto(f"{site.address}/tokens")
    site.app.config["MAX_CONTENT_LENGTH"] = 10
    try:
        with page.expect_navigation() as went:
            page.evaluate(SPOIL, 0)
        yield went.value
    finally:
        site.app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES


@contextmanager
def _broken(site: Site, page: Page) -> Iterator[Response | None]:
    def breaks() -> str:
        raise RuntimeError("a mistake of ours")

    with patch.dict(site.app.view_functions, {"guide.first": breaks}):
        yield page.goto(f"{site.address}/guide")


def _impatient(site: Site, page: Page) -> Response | None:
    """Sign in wrongly until one has to wait."""
    answer: Response | None = None
    for _ in range(8):
        page.goto(f"{site.address}/sign-in")
        page.get_by_label("E-mail").fill("nobody@h.example")
        page.get_by_label("Password").fill("not the password")
        with page.expect_navigation() as went:
            page.get_by_role("button", name="Sign in").first.click()
        answer = went.value
        if answer is not None and answer.status == 429:
            return answer
    return answer
