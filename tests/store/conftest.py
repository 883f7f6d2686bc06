"""A house whose vendor has one issued statement, in a fresh database of either kind."""

import pytest

from tests.operations.furnished import house, house_url, owner_url, postgres_house, sqlite_house, url
from tests.operations.house import House

__all__ = ["house", "house_url", "issued_house", "owner_url", "postgres_house", "sqlite_house", "url"]


@pytest.fixture
def issued_house(house: House) -> House:
    """March is issued: 2,500.00 are owed to the customer."""
    house.issued()
    return house
