"""An authority that answers as long as the tests of a module run."""

from collections.abc import Iterator

import pytest

from tests.document.authority import Authority, serving


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    with serving() as answers:
        yield answers
