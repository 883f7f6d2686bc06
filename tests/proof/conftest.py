"""The house of the operations' tests, to be copied, and a copy of it."""

from tests.operations.furnished import house, house_url, postgres_house, sqlite_house, url

__all__ = ["house", "house_url", "postgres_house", "sqlite_house", "url"]
