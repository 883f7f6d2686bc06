"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sla.values import Saying, joined


def listed(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:
        return joined(parts, "")
    return Saying("{list} and {last}", list=joined(parts[:-1], ", "), last=parts[-1])


def one_of(parts: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(parts) < 2:
        return joined(parts, "")
    return Saying("{list} or {last}", list=joined(parts[:-1], ", "), last=parts[-1])
