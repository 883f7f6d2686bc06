"""Reading a PDF without believing it."""

from collections import defaultdict

import pytest
from fontTools.ttLib import TTFont

from sla.document.reading import Paper, Unreadable, plain_letters
from sla.document.render import FACES, FONTS, signs
from tests.document import sample


def test_the_words_of_a_page_and_the_attached_files() -> None:
    paper = Paper(sample.sealed())
    assert "StatementSTM-000123" in paper.words()
    assert paper.attachments()["calculation.json"] == sample.statement().calculation


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"GIF89a", sample.printed()[:2000]])
def test_what_is_no_pdf(content: bytes) -> None:
    with pytest.raises(Unreadable):
        Paper(content)


def test_a_page_that_is_not_there() -> None:
    with pytest.raises(Unreadable, match="page 9"):
        Paper(sample.sealed()).words(8)


@pytest.mark.parametrize("file", [file for file, _ in FACES])
def test_signs_that_are_drawn_alike_are_taken_for_one(file: str) -> None:
    """A page names a glyph by one sign only, whichever of its signs was written."""
    drawn: dict[str, set[str]] = defaultdict(set)
    with TTFont(FONTS / file) as font:
        for code, glyph in font.getBestCmap().items():
            if chr(code) in signs():
                drawn[glyph].add(plain_letters(chr(code)))
    assert [alike for alike in drawn.values() if len(alike) > 1] == []
    assert len(drawn) > 800
