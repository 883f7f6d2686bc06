"""Settle random contracts twice, by the engine and by the referee: `python -m tests.referee [PERIODS | seed N]`."""

from __future__ import annotations

import sys

from tests.referee.disagreement import trial


def main() -> None:
    """One seed in full."""
    seed = int(sys.argv[2])
    found = trial(seed)
    sys.stdout.write(f"{found.text}\n{found.refused}\n{found.periods} periods\n" + "\n".join(found.differences) + "\n")


main()
