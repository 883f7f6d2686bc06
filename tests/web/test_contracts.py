"""Contracts on the pages: the list, the words, the file line by line, and what a version changed."""

from hashlib import sha256

from sla.contract.definition import Definition
from sla.operations.activation import activate_contract
from tests.operations.house import NOW, TEXT
from tests.web.site import Site, words

SECOND = (
    TEXT.replace("version: 1", "version: 2\neffective: 2026-10-01")
    .replace("at least 70", "at least 75")
    .replace("Seventy", "Seventy-five")
    .replace("period: 2026-01", "period: 2026-10")
)


def amended(site: Site) -> str:
    """The address of the contract, which has two versions."""
    assert isinstance(activate_contract(site.house.books, {"2.yaml": SECOND}, by=site.house.mia, at=NOW), Definition)
    return f"/contracts/{site.house.north.customer.id}/harbour"


def test_from_the_list_to_the_line_that_encodes_a_clause(site: Site) -> None:
    browser, here = site.visit(site.house.pat), f"/contracts/{site.house.north.customer.id}/harbour"
    assert f'href="{here}"' in browser.page("/contracts")
    page = browser.page(here)
    assert "Seventy per cent of calls" in page
    assert "Southcall" not in page, "agreements of other vendors are theirs"
    file = f"{here}/{sha256(TEXT.encode()).hexdigest()}"
    line = TEXT.splitlines().index("    title: Answered within 30 seconds") + 1
    assert f'href="{file}#L{line}"' in page
    assert f'id="L{line}"' in browser.page(file)


def test_what_a_version_changed_in_words_and_in_the_text(site: Site) -> None:
    here = amended(site)
    browser = site.visit(site.house.audrey)
    assert "Version Takes effect" in words(browser.get(here))
    said = words(browser.get(f"{here}/{sha256(SECOND.encode()).hexdigest()}/changes"))
    assert "− Gone: Target: at least 70 %." in said
    assert "+ New: Target: at least 75 %." in said
    assert "+ New: version: 2" in said


def test_the_first_version_changed_nothing_and_others_see_nothing(site: Site) -> None:
    here = amended(site)
    first = f"{here}/{sha256(TEXT.encode()).hexdigest()}"
    assert site.visit(site.house.mia).get(f"{first}/changes").status_code == 404
    rival = site.visit(site.house.rival)
    told = {words(rival.get(path)) for path in (here, first, "/contracts/999/harbour", "/contracts/1/none")}
    assert len(told) == 1, "what is foreign answers as what does not exist"
    assert "No contract yet" in rival.page("/contracts")
