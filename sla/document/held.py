"""Keeps together on paper what is read as one: a currency and its amount, a number and its percent sign."""

from __future__ import annotations

import re

_TOGETHER = re.compile(r"(?<=\b[A-Z]{3}) (?=[−\d])|(?<=[\d…]) (?=%)")
"""The space between a currency and its amount, and between a number and its percent sign: never at a line's end."""


def held(text: str) -> str:
    """The text with currencies and percent signs held to their numbers."""
    return _TOGETHER.sub("\N{NO-BREAK SPACE}", text)
