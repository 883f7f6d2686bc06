"""How often a stranger may ask: so many questions in a minute from one address, counted in this process."""

from __future__ import annotations

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from threading import Lock

AT_ONCE, WITHIN = 30, timedelta(minutes=1)
REMEMBERED = 10_000
"""Addresses that are kept in mind; the one that was quiet longest is forgotten first."""


class Pace:
    """Remembers when each address asked."""

    def __init__(self) -> None:
        """Nobody has asked."""
        self._asked: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._turn = Lock()

    def wait(self, address: str, at: datetime) -> int:
        """Seconds to wait; 0, and the question counts, if there is nothing to wait for."""
        with self._turn:
            times = self._asked.setdefault(address, deque())
            self._asked.move_to_end(address)
            while times and times[0] <= at - WITHIN:
                times.popleft()
            if len(times) >= AT_ONCE:
                return max(1, round((times[0] + WITHIN - at).total_seconds()))
            times.append(at)
            if len(self._asked) > REMEMBERED:
                self._asked.popitem(last=False)
            return 0
