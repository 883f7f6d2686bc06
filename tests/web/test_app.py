"""The application as a whole: what starting it loads, and every page for every role."""

import subprocess
import sys

from sla.cycle import Person
from tests.operations.house import APRIL, MARCH, House
from tests.web.site import Site, words

HEAVY = ("pandas", "numpy", "weasyprint", "pyhanko", "pikepdf", "xlsxwriter", "python_calamine")


def test_starting_loads_neither_paper_nor_spreadsheets() -> None:
    asked = f"import sys, sla.web; print([name for name in {HEAVY!r} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


PAGES = (
    "/",
    "/?contract=harbour&stage=issued",
    "/approvals",
    "/c/north",
    f"/p/north/{MARCH}",
    f"/p/north/{APRIL}",
    f"/p/north/{MARCH}/sent/1",
    f"/p/north/{MARCH}/receipt/1",
    f"/p/north/{MARCH}/form.xlsx",
    f"/p/north/{MARCH}/form.csv",
    f"/p/north/{MARCH}/form.json",
    f"/p/north/{MARCH}/upload",
    "/statements",
    "/statements/NORTH-0001",
    "/statements/NORTH-0001.pdf",
    "/verify",
)


def insiders(house: House) -> tuple[Person, ...]:
    return (house.pat, house.mia, house.max, house.fay, house.audrey)


def test_every_page_opens_for_whoever_takes_part(site: Site) -> None:
    site.house.issued()
    site.house.settled(APRIL)
    for person in insiders(site.house):
        browser = site.visit(person)
        for path in PAGES:
            assert browser.get(path).status_code == 200, f"{person.name}: {path}"


def test_for_anybody_else_there_is_nothing_there(site: Site) -> None:
    """Not 403: the address of another's figures is as empty as one that was never used."""
    site.house.issued()
    site.house.settled(APRIL)
    theirs = [path for path in PAGES if "north" in path.lower()]
    for person in (site.house.sam, site.house.rival):
        browser = site.visit(person)
        for path in theirs:
            assert browser.get(path).status_code == 404, f"{person.name}: {path}"
        for act in ("upload", "send", "settle", "approve", "issue", "reopen", "extend"):
            assert browser.post(f"/p/north/{MARCH}/{act}", seen="1").status_code == 404, f"{person.name}: {act}"
        for path in ("/", "/approvals", "/statements"):
            shown = browser.page(path)
            assert "Northline" not in shown
            assert "NORTH-0001" not in shown


def test_what_is_anothers_reads_as_what_never_was(site: Site) -> None:
    site.house.issued()
    browser = site.visit(site.house.sam)
    for theirs, nobodys in (
        ("/c/north", "/c/nowhere"),
        (f"/p/north/{MARCH}", f"/p/nowhere/{MARCH}"),
        ("/statements/NORTH-0001", "/statements/NOWHERE-0001"),
    ):
        assert words(browser.get(theirs)) == words(browser.get(nobodys))


def test_nobody_sees_figures_without_signing_in(site: Site) -> None:
    browser = site.visit()
    for path in PAGES:
        answer = browser.get(path)
        if path == "/verify":
            assert answer.status_code == 200
        else:
            assert answer.status_code == 303, path
            assert answer.headers["Location"].startswith("/sign-in"), path


def test_a_period_that_is_not_open_is_not_there(site: Site) -> None:
    assert site.visit(site.house.mia).get("/p/north/2026-12").status_code == 404
    assert site.visit(site.house.mia).get("/p/north/whenever").status_code == 404


def test_the_auditor_changes_nothing(site: Site) -> None:
    site.house.settled()
    browser = site.visit(site.house.audrey)
    before = words(browser.get(f"/p/north/{MARCH}"))
    assert "Nothing for you to do here now." in before
    for act in ("settle", "approve", "issue", "reopen", "extend"):
        answer = browser.post(f"/p/north/{MARCH}/{act}", seen="2", reason="because")
        assert answer.status_code == 409, act
    assert browser.look(b"when,calls\n").status_code == 409
    assert words(browser.get(f"/p/north/{MARCH}")) == before
