"""The first page: everything at a glance, and first what waits for whoever looks."""

from tests.operations.house import APRIL, MARCH
from tests.web.site import Site, words


def test_each_cell_shows_state_and_money_and_leads_to_its_scorecard(site: Site) -> None:
    site.house.settled()
    site.house.sent(APRIL)
    page = site.visit(site.house.audrey).page("/")
    said = words(site.visit(site.house.audrey).get("/"))
    assert "Northline owes 2,500.00 Settled owes 2,500.00 Sent" in said
    assert f'href="/p/north/{MARCH}"' in page
    assert 'href="/c/north"' in page
    assert "Vendor owes USD 2,500.00" in said
    assert "Harbour City contact centre" in said


def test_the_legend_says_who_acts_at_each_state(site: Site) -> None:
    said = words(site.visit(site.house.audrey).get("/"))
    assert "Open 1: the vendor sends figures" in said
    assert "Settled 0: a second vendor manager and finance approve" in said


def test_filters_keep_what_was_asked_for(site: Site) -> None:
    site.house.settled()
    browser = site.visit(site.house.mia)
    assert "No period is in this state." in words(browser.get("/?stage=issued"))
    assert f"/p/north/{MARCH}" in browser.page("/?stage=settled")
    assert '<option value="settled" selected>' in browser.page("/?stage=settled")
    assert f"/p/north/{MARCH}" not in browser.page("/?contract=another")
    assert f"/p/north/{MARCH}" in browser.page("/?stage=nonsense")


def test_each_role_is_told_what_waits(site: Site) -> None:
    house = site.house
    assert "Send figures" in words(site.visit(house.pat).get("/"))
    house.sent()
    assert "Waiting for you: 1 to settle." in words(site.visit(house.mia).get("/"))
    site.visit(house.mia).act(f"/p/north/{MARCH}/settle")
    house.sent(APRIL)
    assert "Waiting for you: 1 to settle, 1 to approve." in words(site.visit(house.max).get("/"))
    assert "Waiting for you: 1 to approve." in words(site.visit(house.fay).get("/"))
    assert "Waiting for you" not in words(site.visit(house.audrey).get("/"))


def test_whoever_has_nothing_to_see_is_told_why(site: Site) -> None:
    assert "Nothing to see yet" in site.visit(site.house.rival).page("/")


def test_a_partner_sees_the_customer_in_each_row(site: Site) -> None:
    said = words(site.visit(site.house.pat).get("/"))
    assert "Customer Total Mar 2026 Harbour City Open" in said
    assert "Southcall" not in said
