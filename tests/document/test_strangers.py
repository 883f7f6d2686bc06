"""What programs of others make of our files, before and after the seal: qpdf, Poppler and MuPDF."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from facturx import get_xml_from_pdf

from sla.document.attachments import enclosures
from sla.document.render import render
from sla.document.seal import seal
from sla.values.rounding import plain
from tests.document import sample

WITHOUT_COLOUR_PROFILES = "warning: ICC support is not available\n"
"""How Debian builds MuPDF."""


def printed() -> bytes:
    return render(sample.invoiced())


def sealed() -> bytes:
    return seal(printed(), sample.key(), sample.SEALED_AT)


@pytest.fixture(params=[printed, sealed])
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made: Callable[[], bytes] = request.param
    path = tmp_path / "statement.pdf"
    path.write_bytes(made())
    return path


def told(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    assert done.stderr in ("", WITHOUT_COLOUR_PROFILES)
    return done.stdout


def test_qpdf_finds_no_fault(file: Path) -> None:
    assert "No syntax or stream encoding errors found" in told("qpdf", "--check", file)


def test_poppler_knows_it_as_a_tagged_paper_with_a_title(file: Path) -> None:
    says = dict(line.split(":", 1) for line in told("pdfinfo", file).splitlines())
    found = {name: value.strip() for name, value in says.items()}
    assert found["Title"].startswith("Statement STM-000123")
    assert (found["Tagged"], found["Encrypted"], found["JavaScript"]) == ("yes", "no", "no")
    assert "A4" in found["Page size"]


def test_poppler_reads_the_amounts_and_takes_the_files_out(file: Path, tmp_path: Path) -> None:
    text = " ".join(told("pdftotext", "-layout", file, "-").split())
    net = plain(abs(sample.invoiced().net.amount))
    assert f"GBP {net[:1]},{net[1:]}0" in text.replace("\N{NO-BREAK SPACE}", " ")
    told("pdfdetach", "-saveall", "-o", tmp_path, file)
    assert (tmp_path / "calculation.json").read_bytes() == sample.invoiced().calculation
    assert (tmp_path / "factur-x.xml").read_bytes().startswith(b"<?xml")


def test_mupdf_reads_every_page(file: Path) -> None:
    assert "Pages: " in told("mutool", "info", file)
    pages = told("mutool", "draw", "-F", "text", file)
    assert "STM-000123" in pages
    assert "How each amount came about" in pages


def test_a_reader_of_e_invoices_finds_ours(file: Path) -> None:
    name, content = get_xml_from_pdf(file.read_bytes(), check_xsd=True)
    assert name == "factur-x.xml"
    assert content == next(each.content for each in enclosures(sample.invoiced()) if each.name == name)
