"""From net to line to rows: every line of every period, in at most three clicks."""

import re

import pytest

from tests.operations.house import APRIL, MARCH, figures
from tests.web.site import Browser, Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
LINE = re.compile(r'href="(/p/north/[^"#/]+/line/\d+)"')
MAY = "2026-05"


def furnished(site: Site) -> Browser:
    site.house.issued(MARCH)
    site.house.settled(APRIL, figures(APRIL, complaints=12))
    site.house.sent(MAY, figures(MAY, answered=820))
    return site.visit(site.house.mia)


def test_every_line_is_a_click_from_the_period_and_shows_its_rows(site: Site) -> None:
    mia = furnished(site)
    for month in (MARCH, APRIL, MAY):
        lines = sorted(set(LINE.findall(mia.page(f"/p/north/{month}"))))
        assert lines == [f"/p/north/{month}/line/{number}" for number in range(1, len(lines) + 1)]
        assert len(lines) == 2
        for address in lines:
            said = words(mia.get(address))
            assert f"row 2 of {'march' if month == MARCH else month}" in said.replace(f"{MARCH}.csv", "march.csv")
            assert "Counted" in said
            assert "contract.yaml, version 1, line" in said


def test_a_line_says_how_it_came_about(site: Site) -> None:
    said = words(furnished(site).get(f"/p/north/{APRIL}/line/2"))
    assert "Missed 12 complaints , target at most 10 complaints Penalty USD 333.33" in said
    assert "Result complaints 12 complaints Target at most 10 complaints Missed" in said
    assert "Price 5.2: above 10 complaints gives USD 333.33 333.33" in said
    assert "No more than ten complaints shall be received in a month." in said
    assert "1 of 1 row counts" in said


def test_what_decided_is_marked_in_the_contract(site: Site) -> None:
    page = furnished(site).page(f"/p/north/{APRIL}/line/2")
    assert "<mark>    target: at most 10</mark>" in page
    assert '<mark>      - {clause: "5.2", above: 10, penalty: 333.33}</mark>' in page


def test_lines_lead_to_their_neighbours_and_no_further(site: Site) -> None:
    mia = furnished(site)
    first, second = (mia.page(f"/p/north/{APRIL}/line/{number}") for number in (1, 2))
    assert 'rel="next">Line 2 ›</a>' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev">‹ Line 1</a>' in second
    assert 'rel="next"' not in second
    for number in (0, 3):
        assert mia.get(f"/p/north/{APRIL}/line/{number}").status_code == 404
    assert mia.get("/p/north/2026-06/line/1").status_code == 404


def test_every_row_of_a_figure_has_a_page(site: Site) -> None:
    mia = furnished(site)
    said = words(mia.get(f"/p/north/{APRIL}/line/1/rows?figure=answered"))
    assert "Answered: 600 calls" in said
    assert "April 2026 600 calls 600 calls Counted row 2 of 2026-04.csv , version 1" in said
    assert "Nothing was reported of it here." in words(
        mia.get(f"/p/north/{APRIL}/line/1/rows?figure=answered&counted=no")
    )
    assert mia.get(f"/p/north/{APRIL}/line/1/rows?figure=unheard").status_code == 404


def test_a_line_as_it_was_known_stays_as_it_was(site: Site) -> None:
    mia = furnished(site)
    link = re.search(r'href="([^"]+)">Link to this line', mia.page(f"/p/north/{APRIL}/line/1"))
    assert link
    then = words(mia.get(link[1]))
    assert "as known on 6 July 2026" in then
    assert "Northline" in then
    assert mia.get(f"/p/north/{APRIL}/line/1?known=yesterday").status_code == 404


def test_before_figures_there_are_no_lines(site: Site) -> None:
    assert site.visit(site.house.mia).get(f"/p/north/{MARCH}/line/1").status_code == 404
