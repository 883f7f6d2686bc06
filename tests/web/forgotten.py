"""What on a page was not put through the catalogue, found in the language that nobody speaks."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from html.parser import HTMLParser

OTHER = frozenset({"code", "pre", "script", "style", "blockquote", "svg"})
"""Elements whose text is not ours to translate: code, and the words of contracts and people."""
SPOKEN = ("aria-label", "data-label", "placeholder", "title")
"""Attributes that are read out or shown."""
EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_PLAIN = re.compile(r"[aceiklnorsuyzACEIKLNORSUYZ]")


class _Page(HTMLParser):
    """Gathers what a page says in our own words."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    @property
    def other(self) -> bool:
        return any(other for _, other in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        marked = tag != "html" and "lang" in given
        other = tag in OTHER or marked or "hash" in (given.get("class") or "").split()
        if not (self.other or other):
            self.said += [given[name] or "" for name in SPOKEN if name in given]
        if tag not in EMPTY:
            self.open.append((tag, other))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        if not self.other:
            self.said.append(data)


def forgotten(page: str, known: AbstractSet[str]) -> list[str]:
    """Texts with a plain word in them that is not among those `known` to be names and figures."""
    reader = _Page()
    reader.feed(page)
    return [
        " ".join(text.split())
        for text in reader.said
        if any(_PLAIN.search(word) and word.lower() not in known for word in _WORD.findall(text))
    ]
