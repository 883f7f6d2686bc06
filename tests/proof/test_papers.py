"""A few of each part of the proof of the paper; `make papers` tries hundreds."""

from pathlib import Path

from sla.document.render import render
from sla.document.seal import seal
from tests.document import cases, sample
from tests.proof import papers, reaching_out
from tests.proof.hostile import DECEIVING
from tests.proof.reprints import PLACES, Elsewhere


def test_statements_are_shown_computed_and_printed_again_elsewhere() -> None:
    found = papers.statements(3, seed=3)
    assert found.wrong == ()
    assert found.tried == 3
    assert {"en", "de"} <= set(found.kinds)


def test_the_proof_sees_other_bytes(tmp_path: Path) -> None:
    statement = cases.statement(cases.ALL["penalty"])
    flaw_and_difference = ["not PDF 1.7", "printed again from its calculation it is not the same"]
    with Elsewhere(PLACES[0]) as elsewhere:
        elsewhere.ask(statement.calculation)
        other = seal(render(statement).replace(b"%PDF-1.7", b"%PDF-1.6", 1), sample.key(), sample.SEALED_AT)
        assert list(papers.different(other, tmp_path / "other.pdf", elsewhere)) == flaw_and_difference


def test_no_page_reaches_a_file_or_an_address() -> None:
    found = papers.reaches()
    assert (found.tried, found.wrong) == (120, ())


def test_without_our_guard_pages_do(tmp_path: Path) -> None:
    seen = [
        reaching_out.reached_without_guard(source)
        for says, source in reaching_out.attempts(tmp_path / "canary.svg")
        if " file:" in says and "@import" not in says
    ]
    assert sum(map(bool, seen)) > 10


def test_hostile_texts_come_out_as_they_went_in() -> None:
    found = papers.hostile_texts(2)
    assert found.wrong == ()
    assert found.kinds["deceiving"] == len(DECEIVING)
