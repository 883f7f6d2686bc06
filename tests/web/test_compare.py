"""What changed since a moment: by figures, by rules, by relief; and two periods beside each other."""

from datetime import timedelta
from decimal import Decimal

import pytest

from sla.operations.activation import activate_contract
from sla.operations.comparing import Compared, compare
from sla.operations.deciding import reopen_period, settle_period
from sla.operations.submitting import Receipt, send_figures
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, NOW, TEXT, House, done, figures, refused
from tests.web.site import Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
LATER = NOW + timedelta(hours=1)
COMPARE = f"/p/north/{MARCH}/compare"


def other_figures(house: House) -> None:
    """March was settled with 600 answered calls, then taken back and settled with 680."""
    house.settled()
    done(reopen_period(house.books, house.north.id, MARCH, "a mistake", by=house.mia, at=LATER))
    site_sends(house, figures(MARCH, answered=680))
    done(settle_period(house.books, house.north.id, MARCH, by=house.mia, at=LATER))


def site_sends(house: House, content: bytes) -> None:
    sent = send_figures(house.books, house.north.id, MARCH, "again.csv", content, by=house.pat, at=LATER)
    assert isinstance(sent, Receipt), sent


def since(house: House) -> Compared:
    found = compare(house.books, house.north.id, MARCH, NOW, by=house.mia)
    assert isinstance(found, Compared)
    return found


def nets(found: Compared) -> dict[str, Decimal]:
    return {str(part.cause): part.net.amount for part in found.parts}


def test_other_figures_are_told_as_such(house: House) -> None:
    other_figures(house)
    found = since(house)
    assert nets(found) == {"figures": 2500, "rules": 0, "relief": 0}
    assert len(found.parts[0].lines) == 1


def test_other_rules_are_told_as_such(house: House) -> None:
    house.sent()
    amended = TEXT.replace("version: 1", "version: 2\neffective: 2026-03-01").replace("2500.00", "1500.00")
    amended = amended.replace("period: 2026-01", "period: 2026-03")
    answer = activate_contract(house.books, {"amended.yaml": amended}, by=house.mia, at=LATER)
    assert not isinstance(answer, Findings), answer.sentences()
    assert nets(since(house)) == {"figures": 0, "rules": 1000, "relief": 0}


def test_the_parts_add_up_and_nothing_is_nothing(house: House) -> None:
    house.settled()
    found = since(house)
    assert set(nets(found).values()) == {0}
    assert refused(compare(house.books, house.north.id, MARCH, NOW - timedelta(days=1), by=house.mia))
    assert refused(compare(house.books, house.north.id, APRIL, NOW, by=house.mia)) == "period.unknown"


def test_the_page_says_it(site: Site) -> None:
    other_figures(site.house)
    site.house.settled(APRIL)
    mia = site.visit(site.house.mia)
    assert f'href="{COMPARE}"' in mia.page(f"/p/north/{MARCH}")
    said = words(mia.get(f"{COMPARE}?since={NOW.isoformat().replace('+', '%2B')}"))
    assert "+2,500.00 USD" in said
    assert "Other figures: +2,500.00 Other figures Line For Before After Difference" in said
    assert "Answered within 30 seconds March 2026 −2,500.00 0.00 +2,500.00" in said
    assert "Other rules: 0.00 No line differs for this cause." in said
    beside = words(mia.get(f"{COMPARE}?with={APRIL}"))
    assert "Both under version 1 of the contract." in beside
    assert mia.get(f"{COMPARE}?with=2031-01").status_code == 404
    assert mia.get(f"{COMPARE}?since=never").status_code == 400
