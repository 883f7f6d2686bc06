"""The house of the operations' tests, in a fresh database of either kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.house import House, built


@pytest.fixture
def house(database_url: str, tmp_path: Path) -> Iterator[House]:
    """Customer, vendors, people, an active contract and two agreements."""
    made = built(database_url, tmp_path)
    yield made
    made.books.close()
