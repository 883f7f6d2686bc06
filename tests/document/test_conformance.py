"""PDF/A-3a and PDF/UA-1, before and after the seal."""

import io

import pikepdf
import pytest

from sla.document.render import render
from tests.document import sample
from tests.document.guard import flaws
from tests.statement import sample as composed


def test_the_printed_file_conforms() -> None:
    assert flaws(sample.printed()) == []


def test_the_sealed_file_conforms() -> None:
    assert flaws(sample.sealed()) == []


def test_long_and_empty_statements_conform() -> None:
    assert flaws(render(composed.long())) == []
    assert flaws(render(composed.nothing())) == []


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
