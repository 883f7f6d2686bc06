"""The house of the operations' tests, to be copied."""

from tests.operations.furnished import postgres_house, sqlite_house

__all__ = ["postgres_house", "sqlite_house"]
