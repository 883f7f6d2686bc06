"""How alike two names are, by the words that they share."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sla.submission.headings import simplified

LIKE, APART = 50, 12
"""How alike a heading and a name must be, and by how much more than to the next name. Both from 0 to 100."""
_IDLE = frozenset("a an and at by for in of on or per s sec secs the to total no number within with that".split())
_WORD = re.compile(r"[^\W\d_]+|\d+")


def likely(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The names that a text is like, each given with what it says: one where one is clearly the most like."""
    exact = [name for name in names if simplified(name) == simplified(text)]
    if exact:
        return tuple(exact)
    scores = {name: max(alike(text, name), _held(text, says) * 4 // 5) for name, says in names.items()}
    best = max(scores.values(), default=0)
    return tuple(name for name, score in scores.items() if score >= LIKE and score > best - APART)


def alike(text: str, name: str) -> int:
    """How many words two names share, from 0 to 100; a word may go on in one of them, as in call and calls."""
    one, other = words(text), words(name)
    if not one or not other:
        return 0
    shared = sum(any(_same(word, each) for each in other) for word in one)
    back = sum(any(_same(word, each) for each in one) for word in other)
    return 100 * (shared + back) // (len(one) + len(other))


def _held(text: str, says: str) -> int:
    """Which share of a text's words a sentence holds; a single word is not enough to tell."""
    own, sentence = words(text), words(says)
    shared = sum(any(_same(word, each) for each in sentence) for word in own)
    return 100 * shared // len(own) if shared > 1 else 0


def words(text: str) -> tuple[str, ...]:
    """The words of a name that tell something, simplified."""
    found = _WORD.findall(simplified(text))
    return tuple(word for word in found if word not in _IDLE) or tuple(found)


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= 4 and long.startswith(short[: max(4, len(short) - 2)]))
