"""A month of statements in one file: names that tell, an index, their postings, and hashes that hold."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from zipfile import ZipFile

from sla.document.render import render
from sla.operations.bundle import bundle, invoices
from sla.operations.journal import Chosen, taken
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, MAY, House, figures, refused
from tests.statement.einvoice import sample as invoiced

NUMBERS = ("NORTH-0001", "NORTH-0002", "NORTH-0003")


def three(house: House) -> None:
    house.issued(MARCH)
    house.issued(APRIL, figures(APRIL, answered=810))
    house.issued(MAY, figures(MAY, answered=750))


def opened(house: House, *numbers: str) -> ZipFile:
    return ZipFile(made(house, *numbers))


def made(house: House, *numbers: str) -> io.BytesIO:
    file = io.BytesIO()
    assert bundle(house.books, house.press, numbers, file, by=house.fay) is None
    return file


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_papers_have_names_that_sort_and_tell(house: House) -> None:
    three(house)
    assert [name for name in opened(house, *NUMBERS).namelist() if name.endswith(".pdf")] == [
        "2026-03_Northline_penalty_USD_2500.00_NORTH-0001.pdf",
        "2026-04_Northline_incentive_USD_1000.00_NORTH-0002.pdf",
        "2026-05_Northline_nothing_USD_0.00_NORTH-0003.pdf",
    ]


def test_every_file_is_what_its_hash_says_and_each_paper_what_the_books_know(house: House) -> None:
    three(house)
    folder = opened(house, *NUMBERS)
    lines = [line.partition("  ") for line in folder.read("SHA256SUMS").decode().splitlines()]
    sums = {name: digest for digest, _, name in lines}
    assert set(sums) == set(folder.namelist()) - {"SHA256SUMS"}
    assert all(sha256(folder.read(name)).hexdigest() == digest for name, digest in sums.items())
    index = rows(folder.read("index.csv"))
    assert {each["file"]: each["sha256"] for each in index} == {
        name: digest for name, digest in sums.items() if name.endswith(".pdf")
    }
    assert [(each["direction"], each["currency"], each["amount"]) for each in index] == [
        ("penalty", "USD", "2500.00"),
        ("incentive", "USD", "1000.00"),
        ("nothing", "USD", "0.00"),
    ]


def test_the_journal_is_theirs_and_balances(house: House) -> None:
    three(house)
    some = rows(opened(house, "NORTH-0001", "NORTH-0002").read("journal.csv"))
    assert {each["statement"] for each in some} == {"NORTH-0001", "NORTH-0002"}
    whole = taken(house.books, Chosen(), by=house.fay)
    assert not isinstance(whole, Findings)
    assert len(some) == sum(each.statement != "NORTH-0003" for each in whole.postings)


def test_an_e_invoice_that_travels_in_a_paper_is_laid_beside_it() -> None:
    printed = render(invoiced.penalty())
    assert sorted(invoices(printed)) == ["factur-x.xml", "ubl.xml"]
    assert b"CrossIndustryInvoice" in invoices(printed)["factur-x.xml"]
    assert invoices(b"no paper") == {}


def test_the_same_statements_make_the_same_file(house: House) -> None:
    three(house)
    assert made(house, *NUMBERS).getvalue() == made(house, *NUMBERS).getvalue()


def test_nobody_gets_what_they_may_not_see(house: House) -> None:
    three(house)
    for numbers, by in ((NUMBERS, house.sam), ((*NUMBERS, "SOUTH-0001"), house.fay), ((), house.fay)):
        file = io.BytesIO()
        assert refused(bundle(house.books, house.press, numbers, file, by=by)) == "bundle.which"
        assert not file.getvalue()
