"""The planted defects: each told where it is, nearly all mended by what is said, and no clean file blamed."""

import pytest

from sla.submission import Submission
from tests.proof.defects import CLEAN, KINDS, MENDED, Planted, looked, mended, planted, told

EVERY = tuple(planted())


def test_there_are_enough_of_them() -> None:
    assert len(KINDS) >= 25
    assert len({each.kind for each in EVERY}) == len(KINDS)
    assert len(EVERY) >= 100


@pytest.mark.parametrize("defect", EVERY[: 2 * len(KINDS)], ids=lambda each: f"{each.kind}, row {each.row}")
def test_it_is_told_at_its_row_and_column(defect: Planted) -> None:
    assert told(defect)


def test_what_is_said_mends_them() -> None:
    assert 100 * sum(map(mended, EVERY)) >= MENDED * len(EVERY)


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_file_is_not_blamed(text: str) -> None:
    found = looked(text)
    assert isinstance(found, Submission)
    assert not found.warnings
