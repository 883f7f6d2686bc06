"""Sentences that remember how they were made, so that they can be said in another language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Self

_PLACE = re.compile(r"\{([A-Za-z]+)(\d*)\}")


class Saying(str):
    """A sentence or a part of one. As a text it is English; it keeps its form and what stands in the form's places.

    A place such as `{Rule}` is filled with `rule`, its first letter made a capital. The name of a place tells what a
    text in it is: `number` and `amount` hold figures, `day` a date as ISO 8601 has it, `when` what
    labels of periods say, `range` what `range_in_words` makes, and all others words of the contract or of a file.
    """

    __slots__ = ("form", "places")
    form: str
    places: Mapping[str, str]

    def __new__(cls, form: str, /, **places: object) -> Self:
        """Fill the places of a form. KeyError where one is not given."""
        texts = {name: value if isinstance(value, str) else f"{value}" for name, value in places.items()}
        said = super().__new__(cls, _filled(form, lambda name, _: texts[name]))
        said.form, said.places = form, texts
        return said

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, object]]:
        """What makes a copy."""
        return (self.form,), {**self.places}

    def told(self, form: Callable[[str], str], put: Callable[[str, str], str]) -> str:
        """The same by other forms; `put` says what stands in a place of a kind where that is not a saying itself."""

        def each(name: str, kind: str) -> str:
            value = self.places[name]
            return value.told(form, put) if isinstance(value, Saying) else put(kind, value)

        return _filled(form(self.form), each)


def again(form: str, places: Mapping[str, str]) -> Saying:
    """What another process said."""
    return Saying(form, **places)


def joined(parts: Iterable[str], between: str) -> Saying:
    """All parts, parted by the same marks."""
    places = {f"part{number}": part for number, part in enumerate(parts)}
    return Saying(between.join(f"{{{name}}}" for name in places), **places)


def _filled(form: str, value: Callable[[str, str], str]) -> str:
    if "{" not in form:
        return form

    def each(place: re.Match[str]) -> str:
        kind = place[1].lower()
        text = value(kind + place[2], kind)
        return text[:1].upper() + text[1:] if place[1][0].isupper() else text

    return _PLACE.sub(each, form)
