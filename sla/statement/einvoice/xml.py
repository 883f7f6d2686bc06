"""XML as text: elements with a name, attributes and content, and one way to write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from html import escape


@dataclass(frozen=True, slots=True)
class Element:
    """One element."""

    name: str
    content: tuple[Element, ...] | str
    attributes: tuple[tuple[str, str], ...] = ()


def tag(name: str, *content: Element | None, **attributes: str) -> Element:
    """An element of elements; what is None is left out."""
    return Element(name, tuple(each for each in content if each is not None), tuple(attributes.items()))


def leaf(name: str, content: str | Decimal | date, **attributes: str) -> Element:
    """An element of text. Decimals are written plainly, dates as 2026-03-31."""
    text = format(content, "f") if isinstance(content, Decimal) else str(content)
    return Element(name, text, tuple(attributes.items()))


def some(name: str, content: str, **attributes: str) -> Element | None:
    """An element of text, or none where there is no text."""
    return leaf(name, content, **attributes) if content else None


def document(root: Element, namespaces: dict[str, str]) -> bytes:
    """The whole file in UTF-8. `namespaces` are by prefix; the empty prefix is that of names without one."""
    spaces = tuple((f"xmlns:{prefix}" if prefix else "xmlns", uri) for prefix, uri in namespaces.items())
    whole = Element(root.name, root.content, (*spaces, *root.attributes))
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(_written(whole, "")) + "\n").encode()


def _written(element: Element, indent: str) -> Iterator[str]:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes)
    yield f"{indent}<{element.name}{attributes}"
    if isinstance(element.content, str):
        yield f">{escape(element.content, quote=False)}</{element.name}>"
    else:
        yield ">"
        for each in element.content:
            yield "\n"
            yield from _written(each, indent + " ")
        yield f"\n{indent}</{element.name}>"
