"""Values of this program as plain data and back: each type that a paper's record is made of, and nothing else.

Numbers and times become text, so that nothing is rounded on the way; records become mappings by field. What has
another form than this program writes raises ValueError.
"""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Thing = TypeVar("Thing")


def flat(value: object) -> Any:  # noqa: ANN401 - plain data of any form
    """Text, whole numbers, truth values, lists and mappings."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case tuple():
            return [flat(each) for each in value]
        case _ if is_dataclass(value):
            held = ((each, getattr(value, each.name)) for each in fields(value))
            return {each.name: flat(kept) for each, kept in held if not _as_before(each, kept)}
        case _:
            raise TypeError(f"{type(value).__name__} has no plain form")


def _as_before(each: Field[Any], kept: object) -> bool:
    """Whether a field that older papers lack says nothing: it is not written, so that they stay what they were."""
    return "later" in each.metadata and bool(kept == each.default)


def raised(kind: type[Thing], written: object) -> Thing:
    """A value of that type again; ValueError for what `flat` would not have written."""
    value: Thing = _raised(kind, written)
    return value


def _raised(kind: Any, written: Any) -> Any:  # noqa: ANN401 - a type of any form
    if isinstance(kind, UnionType):
        given = next(each for each in get_args(kind) if each is not NoneType)
        return None if written is None else _raised(given, written)
    if get_origin(kind) is tuple:
        return _row(get_args(kind), written)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        named = {each.name: each.default is MISSING for each in fields(kind)}
        due = {name for name, wanted in named.items() if wanted}
        # What an older program did not write yet is what it says by itself.
        if not isinstance(written, dict) or not due <= written.keys() <= named.keys():
            raise ValueError(f"not a {getattr(kind, '__name__', kind)}: {str(written)[:200]}")
        return kind(**{name: _raised(hints[name], each) for name, each in written.items()})
    return _scalar(kind, written)


def _row(kinds: tuple[Any, ...], written: object) -> tuple[Any, ...]:
    if not isinstance(written, list):
        raise ValueError(f"not a list: {str(written)[:200]}")  # noqa: TRY004 - the content is wrong
    every = kinds[:1] * len(written) if kinds[-1] is Ellipsis else kinds
    return tuple(_raised(kind, each) for kind, each in zip(every, written, strict=True))


def _scalar(kind: Any, written: object) -> object:  # noqa: ANN401 - a type
    if kind in (bool, int, str) and type(written) is kind:
        return written
    if isinstance(kind, type) and issubclass(kind, StrEnum) and isinstance(written, str):
        return kind(written)
    if kind in (date, datetime) and isinstance(written, str):
        return kind.fromisoformat(written)
    if kind is Decimal and isinstance(written, str) and len(written) <= 60 and format(Decimal(written), "f") == written:
        return Decimal(written)
    raise ValueError(f"not a {getattr(kind, '__name__', kind)}: {str(written)[:200]}")
