"""Every table of every page as a file, and the file says what the page says."""

import csv
import io
import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

import openpyxl
import pytest

from sla.web.cells import read
from sla.web.paging import paged
from tests.operations.house import APRIL, MARCH, House
from tests.web.site import Browser, Site

pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
FILES = re.compile(r'<a href="([^"]+)" download>')


def test_every_table_of_every_page_is_there_as_csv_and_as_workbook(site: Site, house: House) -> None:
    house.issued()
    house.settled(APRIL)
    seen = 0
    for who, paths in PAGES.items():
        browser = site.visit(getattr(house, who))
        for path in paths:
            page = browser.page(path)
            tables, links = re.findall(r"<table.*?</table>", page, re.DOTALL), FILES.findall(page)
            assert len(links) == 2 * len(tables), path
            for table, (as_csv, as_xlsx) in zip(tables, zip(links[::2], links[1::2], strict=True), strict=True):
                says = told(read(table).headings, read(table).rows)
                assert told(*in_csv(browser, as_csv)) == says, as_csv
                assert told(*in_workbook(browser, as_xlsx)) == says, as_xlsx
                seen += len(says) - 1
    assert seen > 40


PAGES = {
    "mia": ("/", "/c/north", f"/p/north/{MARCH}", f"/p/north/{APRIL}", "/statements"),
    "max": (f"/p/north/{APRIL}/approve",),
    "fay": ("/ledger", "/ledger/NORTH-0001", "/tokens"),
    "pat": ("/", f"/p/north/{APRIL}", f"/p/north/{APRIL}/accept"),
}


def in_csv(browser: Browser, address: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    answer = browser.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith(".csv")
    headings, *rows = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    return tuple(headings), [tuple(row) for row in rows]


def in_workbook(browser: Browser, address: str) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(browser.get(address).data))
    first, about = book.worksheets
    headings, *rows = first.iter_rows(values_only=True)
    assert {str(row[0]) for row in about.iter_rows(values_only=True)} == {"Table", "Page", "Address", "Made"}
    return tuple(str(each or "") for each in headings), [tuple(row) for row in rows]


def told(headings: tuple[str, ...], rows: object) -> list[tuple[object, ...]]:
    """Headings and rows by what they say, however page and file write it."""
    assert isinstance(rows, (list, tuple))
    return [headings, *(tuple(meaning(cell) for cell in row) for row in rows)]


def meaning(cell: object) -> object:
    text = "" if cell is None else str(cell).replace("−", "-").removeprefix("'")
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        pass
    for form in ("%d %B %Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    clocked = re.sub(r"(\d+) ([A-Z][a-z]+) (\d{4}), (\d\d:\d\d) \w+", _iso, text)
    return re.sub(r"(\d{4}-\d\d-\d\d \d\d:\d\d)[+-]\d\d:\d\d", r"\1", clocked)


def _iso(found: re.Match[str]) -> str:
    return datetime.strptime(found[0].rsplit(" ", 1)[0], "%d %B %Y, %H:%M").strftime("%Y-%m-%d %H:%M")  # noqa: DTZ007 - a page names no zone


def test_a_file_has_all_rows_where_the_page_has_a_part(
    site: Site, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.issued()
    house.issued(APRIL)
    browser = site.visit(house.fay)
    for name, path, column in (("statements", "/statements", "Number"), ("ledger", "/ledger", "Statement")):
        monkeypatch.setattr(f"sla.web.{name}.paged", lambda total: paged(total, 1))
        assert len(set(re.findall(r"NORTH-\d+</a></th>", browser.page(path)))) == 1
        table = next(each for each in FILES.findall(browser.page(path))[::2] if rows_of(browser, each, column))
        assert len(rows_of(browser, table, column)) == 2


def rows_of(browser: Browser, address: str, column: str) -> list[str]:
    headings, rows = in_csv(browser, address)
    return [str(row[headings.index(column)]) for row in rows] if column in headings else []


def test_a_file_is_of_what_the_address_asks(site: Site, house: House) -> None:
    house.issued()
    browser = site.visit(house.fay)
    assert rows_of(browser, "/statements?period=2026-03&as=csv&table=1", "Number") == ["NORTH-0001"]
    assert rows_of(browser, "/statements?period=2026-04&as=csv&table=1", "Number") == []
    assert "period=2026-03" in browser.page("/statements?period=2026-03").split("as=csv")[0]
    for nothing in ("2", "0", "x", "", "-1"):
        assert browser.get(f"/statements?as=csv&table={nothing}").status_code == 404


def test_no_cell_becomes_a_formula(site: Site, house: House) -> None:
    browser = site.visit(house.mia)
    browser.post("/tokens", name="=1+1", scope="read", days="5")
    assert in_csv(browser, "/tokens?as=csv&table=1")[1][0][0] == "'=1+1"
    first = openpyxl.load_workbook(io.BytesIO(browser.get("/tokens?as=xlsx&table=1").data)).worksheets[0]
    assert (first["A2"].value, first["A2"].data_type) == ("=1+1", "s")


def test_a_page_says_nothing_else_in_a_file(site: Site, house: House) -> None:
    """Strangers get the page on which one signs in, and no file."""
    assert site.visit().get("/statements?as=csv&table=1").status_code == 303
    assert site.visit(house.mia).get("/nowhere?as=csv&table=1").status_code == 404
