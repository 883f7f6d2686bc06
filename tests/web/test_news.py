"""The page of what one is told: wishes, webhooks with their secret once, tries, and the way out of every mail."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from sla.config import Mail
from sla.cycle.news import KINDS, News, Subscription
from sla.operations import subscribing
from sla.operations.delivering import Courier
from sla.operations.subscribing import add_webhook, mine
from sla.web.news import WORDS
from sla.web.visitor import Desk
from tests.operations.house import NOW
from tests.web.site import Site, words

URL = "https://pat.example/news"


@pytest.fixture
def mailing(site: Site) -> Site:
    """The same installation with a mail server."""
    desk = site.app.extensions["sla"]
    assert isinstance(desk, Desk)
    mail = Mail("127.0.0.1", 25, "books@sla.example", encrypted=False)
    site.app.extensions["sla"] = replace(desk, config=replace(desk.config, mail=mail))
    return site


def test_a_webhook_from_its_secret_to_its_end(site: Site) -> None:
    browser = site.visit(site.house.pat)
    made = browser.post("/news", url=URL, kind=["statement.issued", "figures.received"])
    secret = re.search(r"whsec_[\w+/=]+", html.unescape(made.text))
    assert secret
    assert secret[0] not in browser.page("/news")
    [held] = mine(site.house.books, by=site.house.pat)
    assert held.kinds == {News.ISSUED, News.RECEIVED}
    site.house.sent()
    courier = Courier(site.house.books, site.house.press, lambda: NOW)
    courier.round()
    page = words(browser.get(f"/news/{held.id}"))
    assert "Figures are received" in page
    assert "pat.example has no address" in page
    assert "Next try 07-06 09:30:05" in page
    tested = browser.post(f"/news/{held.id}/test")
    assert "A test" in words(browser.get(tested.headers["Location"]))
    assert site.visit(site.house.mia).get(f"/news/{held.id}").status_code == 404
    assert browser.post(f"/news/{held.id}/end").status_code == 303
    assert "Your webhooks" not in browser.page("/news")
    assert "Ended" in browser.page(f"/news/{held.id}")


def test_what_is_wrong_is_said_beside_the_form(site: Site) -> None:
    browser = site.visit(site.house.pat)
    answer = browser.post("/news", url="http://inside", kind="statement.issued")
    assert answer.status_code == 422
    assert "News cannot be sent there" in words(answer)
    assert 'value="http://inside"' in answer.text


def test_mail_is_wished_where_there_is_a_server(mailing: Site) -> None:
    browser = mailing.visit(mailing.house.pat)
    assert browser.post("/news/mail", kind=["statement.issued", "waiting"]).status_code == 303
    held = {kind for each in mine(mailing.house.books, by=mailing.house.pat) for kind in each.kinds}
    assert held == {News.ISSUED, News.WAITING}
    assert browser.page("/news").count('value="statement.issued" checked') == 2


def test_without_a_server_nothing_is_pretended(site: Site) -> None:
    browser = site.visit(site.house.pat)
    assert "This installation sends no mail" in browser.page("/news")
    assert browser.post("/news/mail", kind="waiting").status_code == 409
    assert mine(site.house.books, by=site.house.pat) == ()


def test_a_mail_is_ended_by_its_link_without_signing_in(mailing: Site) -> None:
    books, pat = mailing.house.books, mailing.house.pat
    assert subscribing.wish(books, [News.WAITING], by=pat, at=NOW) is None
    [held] = mine(books, by=pat)
    stranger = mailing.visit()
    assert "What waits for you" in stranger.page(f"/no-more/{held.secret}")
    one_click = stranger.client.post(f"/no-more/{held.secret}", data={"List-Unsubscribe": "One-Click"})
    assert (one_click.status_code, mine(books, by=pat)) == (200, ())
    for method in ("GET", "POST"):
        assert stranger.client.open(f"/no-more/{held.secret}", method=method).status_code == 404


def test_the_secret_of_a_webhook_opens_no_such_link(site: Site) -> None:
    made = add_webhook(site.house.books, URL, KINDS, by=site.house.pat, at=NOW)
    assert isinstance(made, Subscription)
    assert subscribing.by_code(site.house.books, made.secret) is None


def test_every_kind_has_its_words() -> None:
    assert set(WORDS) == set(News)
