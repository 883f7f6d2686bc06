"""Statements of every kind: each prints, conforms, shows its net, and can be composed again from what it carries."""

import io

import pikepdf
import pytest

from sla.document.reading import Paper, plain_letters
from sla.document.render import render
from sla.statement.again import again
from tests.document import cases
from tests.document.guard import flaws


@pytest.mark.parametrize("name", cases.ALL)
def test_it_conforms_and_shows_its_net(name: str) -> None:
    statement = cases.statement(cases.ALL[name])
    assert again(statement.calculation) == statement
    printed = render(statement)
    assert flaws(printed) == []
    shown = Paper(printed).words()
    assert plain_letters(f"Statement {statement.number}") in shown
    for part in ("Service levels", "Limits"):
        assert plain_letters(part) in shown + Paper(printed).words(1) + Paper(printed).words(2)


def test_the_paper_is_as_large_as_the_contract_says() -> None:
    sizes = {}
    for name in ("penalty", "restated"):
        with pikepdf.open(io.BytesIO(render(cases.statement(cases.ALL[name])))) as pdf:
            sizes[name] = {tuple(round(float(edge)) for edge in page.mediabox) for page in pdf.pages}
    assert sizes == {"penalty": {(0, 0, 595, 842)}, "restated": {(0, 0, 612, 792)}}
