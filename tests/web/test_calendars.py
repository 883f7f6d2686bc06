"""The pages of calendars: by contract, with what each holiday moves, and where it is changed."""

import pytest

from sla.operations.activation import activate_contract
from sla.operations.agreements import add_agreement, open_period
from sla.values import Findings
from tests.operations.house import MARCH, NOW, TEXT, House, administrator
from tests.web.site import Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


@pytest.fixture
def path(site: Site, house: House) -> str:
    """The page of a contract that counts five business days, with a holiday on the way in April and on a Saturday."""
    del site
    text = TEXT.replace("contract: harbour", "contract: timely").replace("until: 2027-01-01", "until: 2028-01-01")
    text = text.replace("due: 30 days", "due: 30 days, submit within: 5 business days")
    files = {"1.yaml": f"{text}\nholidays: [2026-04-06, 2026-07-04]\n"}
    assert not isinstance(activate_contract(house.books, files, by=house.mia, at=NOW), Findings)
    agreement = add_agreement(house.books, "timely", "Northline", "Timely", by=house.mia, at=NOW)
    assert not isinstance(agreement, Findings)
    open_period(house.books, agreement.id, MARCH, by=house.mia, at=NOW)
    return f"/calendars/{house.mia.organisation}/timely"


def test_holidays_and_the_dates_that_they_move(site: Site, path: str) -> None:
    said = words(site.visit(site.house.mia).get(path))
    assert "6 April 2026 Monday figures of March 2026" in said
    assert "4 July 2026 Saturday nothing: it is no business day anyway" in said
    assert "March 2026 8 April 2026 7 April 2026 6 April 2026" in said
    assert "April 2026 7 May 2026 the same" in said
    assert "▲ No holiday is named for 2027" in said
    assert "Northline Timely March 2026 the calendar as it is now" in said


def test_the_page_leads_to_the_line_and_to_who_changes_it(site: Site, path: str) -> None:
    house = site.house
    page = site.visit(house.mia).page(path)
    assert 'href="/contracts/' in page
    assert "1.yaml, line" in page
    assert "Write a new version" in page
    assert "Write a new version" not in site.visit(house.audrey).page(path)
    alone = site.visit(administrator(house.books, house.mia)).page(path)
    assert "Ask a vendor manager of your company" in alone
    assert "Northline" not in alone
    assert "/contracts/" not in alone


def test_every_contract_is_listed_with_what_it_lacks(site: Site, path: str) -> None:
    house = site.house
    said = words(site.visit(house.pat).get("/calendars"))
    assert "America/New_York Monday to Friday 2 ▲ none named 1" in said
    assert "America/New_York Monday to Friday ▲ none named not in the term 1" in said
    assert path in site.visit(house.pat).page("/calendars")
    assert site.visit(house.sam).get(path).status_code == 404
    vendors = administrator(house.books, house.pat, "Vera Admin")
    assert "Your company has no contract in force as a customer" in words(site.visit(vendors).get("/calendars"))
