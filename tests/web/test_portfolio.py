"""The first page: everything at a glance, and first what waits for whoever looks."""

import pytest

from sla.cycle import Cycle
from sla.operations.agreements import open_period
from tests.operations.house import APRIL, MARCH, NOW, figures
from tests.web.site import Site, words


def test_each_cell_shows_state_and_money_and_leads_to_its_scorecard(site: Site) -> None:
    site.house.settled()
    site.house.sent(APRIL)
    page = site.visit(site.house.audrey).page("/")
    said = words(site.visit(site.house.audrey).get("/"))
    assert "Northline owes 2,500.00 Settled owes 2,500.00 ■ 1 missed Sent" in said
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
    assert "1 to settle" in words(site.visit(house.mia).get("/"))
    site.visit(house.mia).act(f"/p/north/{MARCH}/settle")
    house.sent(APRIL)
    assert "1 to settle 1 to approve" in words(site.visit(house.max).get("/"))
    assert "1 to approve" in words(site.visit(house.fay).get("/"))
    assert "to approve" not in words(site.visit(house.audrey).get("/")).partition("Vendor or reference")[0]


def test_whoever_has_nothing_to_see_is_told_why(site: Site) -> None:
    assert "Nothing to see yet" in site.visit(site.house.rival).page("/")


def test_a_partner_sees_the_customer_in_each_row(site: Site) -> None:
    said = words(site.visit(site.house.pat).get("/"))
    assert "Customer Total Mar 2026 Harbour City Open" in said
    assert "Southcall" not in said


def test_what_is_out_of_order_comes_first_and_leads_to_its_list(site: Site) -> None:
    house = site.house
    house.sent()
    mia = site.visit(house.mia)
    mia.act(f"/p/north/{MARCH}/settle")
    house.sent(APRIL)
    assert 'href="/approvals?only=settle">1 to settle</a>' in mia.page("/")
    assert f"/p/north/{APRIL}" in mia.page("/approvals?only=settle")
    assert "Nothing waits for you" in mia.page("/approvals?only=dispute")
    assert "Nothing waits for you" in mia.page("/approvals?only=late")


def test_agreements_are_found_by_name_and_put_in_order(site: Site) -> None:
    house = site.house
    house.settled()
    opened = open_period(house.books, house.south.id, MARCH, by=house.mia, at=NOW)
    assert isinstance(opened, Cycle)
    mia = site.visit(house.mia)
    assert "Southcall" in mia.page("/")
    assert "Southcall" not in mia.page("/?find=NORTH")
    assert "Northline" in mia.page("/?find=NORTH")
    assert "No period is in this state." in mia.page("/?find=%25")
    by_name, by_owed = (words(mia.get(f"/?order={order}")) for order in ("name", "owed"))
    assert by_name.index("Northline") < by_name.index("Southcall")
    assert by_owed.index("Northline") < by_owed.index("Southcall")
    assert "■ 1 missed" in by_owed


def test_earlier_periods_are_a_link_away(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.house.settled()
    site.house.settled(APRIL)
    monkeypatch.setattr("sla.web.portfolio.PERIODS", 1)
    mia = site.visit(site.house.mia)
    assert 'href="/?before=2026-04-01">Earlier periods</a>' in mia.page("/")
    page = mia.page("/?before=2026-04-01")
    assert "Earlier periods" not in page
    assert f'href="/p/north/{MARCH}"' in page
    assert f'href="/p/north/{APRIL}"' not in page
    assert f'href="/p/north/{APRIL}"' in mia.page("/?before=yesterday")


def test_a_long_portfolio_has_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    house = site.house
    house.settled()
    assert isinstance(open_period(house.books, house.south.id, MARCH, by=house.mia, at=NOW), Cycle)
    monkeypatch.setattr("sla.web.portfolio.AGREEMENTS", 1)
    mia = site.visit(house.mia)
    first, second = mia.page("/"), mia.page("/?page=2")
    assert ("Southcall" in first, "Southcall" in second) == (False, True)
    assert "1 to 1 of 2" in first
    assert "All vendors together" not in first


def test_a_partner_goes_on_where_they_were(site: Site) -> None:
    """After signing out, in another window, after a restart: the file is where it was left."""
    site.visit(site.house.pat).look(figures(MARCH), "left.csv")
    home = words(site.visit(site.house.pat).get("/"))
    assert "You looked at left.csv and have not sent it. Go on with it" in home
    assert f'href="/p/north/{MARCH}/check"' in site.visit(site.house.pat).page("/")
