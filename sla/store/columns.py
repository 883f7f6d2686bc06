"""Kinds of column: whole minor units for money, moments in UTC, counted numbers; and all tables."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, DateTime, Dialect, ForeignKey, Integer, MetaData
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An instant, kept in UTC. SQLite forgets time zones, so it goes in and comes out as UTC there too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone, and write UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment has a time zone: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read as UTC."""
        del dialect
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


def minor(name: str, *, nullable: bool = False) -> Column[int]:
    """An amount in whole minor units; a decimal column would lose digits on SQLite."""
    return Column(name, BigInteger, nullable=nullable)


def number() -> Column[int]:
    """The row's own number, counted up by the database."""
    return Column("id", Integer, primary_key=True)


def refers(name: str, target: str, *, index: bool = False, primary_key: bool = False) -> Column[int]:
    """The number of a row elsewhere; `index` it unless a constraint that opens with it does so already."""
    return Column(name, ForeignKey(f"{target}.id"), nullable=False, primary_key=primary_key, index=index)
