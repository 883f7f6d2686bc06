"""What waits for me, with its amount, and back to the list after each decision."""

from tests.operations.house import APRIL, MARCH
from tests.web.site import Site, words


def test_each_sees_what_only_they_can_move(site: Site) -> None:
    house = site.house
    house.settled()
    house.sent(APRIL)
    lists = {person.name: words(site.visit(person).get("/approvals")) for person in (house.mia, house.max, house.fay)}
    assert "To settle 1 period" in lists["Mia Manager"]
    assert "To approve" not in lists["Mia Manager"], "she prepared it"
    assert "To approve 1 period; in all, vendor owes USD 2,500.00." in lists["Max Manager"]
    assert "To settle" not in lists["Fay Finance"]
    assert (
        "Northline Harbour City contact centre March 2026 Vendor owes USD 2,500.00 Mia Manager" in lists["Fay Finance"]
    )


def test_the_menu_counts_them(site: Site) -> None:
    site.house.settled()
    assert "Waiting for you 1 waiting for you" in words(site.visit(site.house.fay).get("/statements"))
    assert "Waiting for you 1" not in words(site.visit(site.house.mia).get("/statements"))


def test_after_a_decision_one_is_back_at_the_list(site: Site) -> None:
    site.house.settled()
    browser = site.visit(site.house.fay)
    assert f'href="/p/north/{MARCH}/approve?back=queue"' in browser.page("/approvals")
    answer = browser.act(f"/p/north/{MARCH}/approve?back=queue", back="queue")
    assert answer.headers["Location"] == "/approvals"
    said = words(browser.get("/approvals"))
    assert "Approved: Northline, March 2026. Vendor owes USD 2,500.00." in said
    assert "Nothing waits for you" in said


def test_a_partner_finds_the_figures_to_send(site: Site) -> None:
    assert "Figures to send 1 period" in words(site.visit(site.house.pat).get("/approvals"))
    site.sent()
    assert "Nothing waits for you" in words(site.visit(site.house.pat).get("/approvals"))
