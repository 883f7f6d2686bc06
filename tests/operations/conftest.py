"""The house of the operations' tests, in a fresh database of either kind."""

from tests.operations.furnished import house, house_url, owner_url, postgres_house, sqlite_house, url

__all__ = ["house", "house_url", "owner_url", "postgres_house", "sqlite_house", "url"]
