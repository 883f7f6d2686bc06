"""PDF/A-3a and PDF/UA-1, before and after the seal."""

import io

import pikepdf
import pytest

from sla.document.render import render
from sla.document.seal import seal
from tests.document import sample
from tests.document.guard import flaws
from tests.statement import sample as composed
from tests.statement.einvoice import official
from tests.statement.einvoice import sample as invoiced


def test_the_printed_file_conforms() -> None:
    assert flaws(sample.printed()) == []


def test_the_sealed_file_conforms() -> None:
    assert flaws(sample.sealed()) == []


def test_long_and_empty_statements_conform() -> None:
    assert flaws(render(composed.long())) == []
    assert flaws(render(composed.nothing())) == []


def test_with_an_e_invoice_inside_it_is_factur_x_too_and_stays_so_under_the_seal() -> None:
    printed = render(invoiced.penalty())
    assert flaws(printed) == []
    content = seal(printed, sample.key(), sample.SEALED_AT)
    assert flaws(content) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert sorted(pdf.attachments) == ["calculation.json", "factur-x.xml", "figures.csv", "ubl.xml"]
        assert official.broken(pdf.attachments["factur-x.xml"].get_file().read_bytes()) == []


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def with_a_file_named_twice(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF.append(pdf.Root.AF[0])


def without_the_mark(pdf: pikepdf.Pdf) -> None:
    text = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
    pdf.Root.Metadata.write(text)


def untagged(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MarkInfo.Marked = False


@pytest.mark.parametrize("damage", [without_language, with_a_file_named_twice, without_the_mark, untagged])
def test_the_guard_sees_what_it_looks_for(damage: object) -> None:
    assert callable(damage)
    with pikepdf.open(io.BytesIO(sample.printed())) as pdf:
        damage(pdf)
        output = io.BytesIO()
        pdf.save(output)
    assert flaws(output.getvalue()) != []
