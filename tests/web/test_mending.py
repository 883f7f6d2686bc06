"""Rows to fix, from the page of problems and back to it."""

import pytest

from tests.operations.house import MARCH
from tests.web.site import Site, words

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
CHECK = f"/p/north/{MARCH}/check"


def test_only_the_rows_to_fix_are_taken_out_and_put_back(site: Site) -> None:
    browser = site.visit(site.house.pat)
    browser.look(b"when,calls,answered,complaints\n2026-03-01,500,300,2\n2026-03-02,lots,300,2\n", "march.csv")
    assert "1 row: The value is not a number." in words(browser.get(CHECK))
    fix = browser.get(f"/p/north/{MARCH}/fix.csv")
    assert "march to fix.csv" in fix.headers["Content-Disposition"]
    assert browser.get(f"/p/north/{MARCH}/fix.xlsx").data.startswith(b"PK")
    answer = browser.look(fix.data.replace(b"lots", b"500"), "march to fix.csv")
    assert answer.headers["Location"] == CHECK
    preview = words(browser.get(CHECK))
    assert "1 row was put back into the whole file" in preview
    assert "march repaired.xlsx" in preview
    assert "600 / 1,000 = 60 %" in preview
    assert browser.get(f"/p/north/{MARCH}/fix.csv").status_code == 404, "nothing is left to fix"
    assert "another file" in words(browser.look(fix.data))


def test_rows_to_fix_of_a_file_that_is_gone(site: Site) -> None:
    browser = site.visit(site.house.pat)
    browser.look(b"when,calls\n2026-03-01,lots\n")
    rows = browser.get(f"/p/north/{MARCH}/fix.csv").data
    other = site.visit(site.house.pat)
    site.sent()
    answer = other.look(rows)
    assert answer.status_code == 422
    assert "rows of a file that is not here any more" in words(answer)
