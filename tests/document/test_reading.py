"""Reading a PDF without believing it."""

import pytest

from sla.document.reading import Paper, Unreadable
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
