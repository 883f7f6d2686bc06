"""What a form has just worked out, for the page that it leads to: a large file is read once and not twice.

One thing at a time and for a moment only. Whoever does not find it here, perhaps in another process, works it out anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

SECONDS = 60.0
"""So long it is good for: a browser follows at once, and the books go on."""
Thing = TypeVar("Thing")


@dataclass(slots=True)
class Handover(Generic[Thing]):
    """A place for one thing, under the name of all that it follows from."""

    clock: Callable[[], float] = time.monotonic
    _held: tuple[Hashable, float, Thing] | None = None
    _lock: Lock = field(default_factory=Lock)

    def put(self, name: Hashable, thing: Thing) -> None:
        """Hold it in place of what was held."""
        with self._lock:
            self._held = (name, self.clock(), thing)

    def take(self, name: Hashable) -> Thing | None:
        """What was put under this name a moment ago; nobody takes it twice."""
        with self._lock:
            if self._held is None or self._held[0] != name:
                return None
            (_, since, thing), self._held = self._held, None
        return thing if self.clock() - since < SECONDS else None
