"""Other processes that print statements again from their calculation alone, elsewhere in the world.

`python -m tests.proof.reprints` reads calculations (length in 8 bytes, then content) and answers each with a line:
the SHA-256 of the printed file, and its length.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Self

from sla.document.render import render
from sla.statement.again import again
from sla.statement.model import Statement

ROOT = Path(__file__).parents[2]
PLACES = (
    {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "77", "PYTHONUTF8": "0"},
)


class Elsewhere:
    """One such process."""

    def __init__(self, place: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.proof.reprints"],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **place},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for end in (self.process.stdin, self.process.stdout):
            if end:
                end.close()
        self.process.wait()

    def ask(self, calculation: bytes) -> None:
        """Hand a calculation over; the answer is taken later."""
        assert self.process.stdin
        self.process.stdin.write(len(calculation).to_bytes(8) + calculation)
        self.process.stdin.flush()

    def answer(self) -> tuple[str, int]:
        """SHA-256 and length of what it printed."""
        assert self.process.stdout
        digest, size = self.process.stdout.readline().decode().split()
        return digest, int(size)


def main() -> None:
    """Answer until there is nothing more."""
    while head := sys.stdin.buffer.read(8):
        statement = again(sys.stdin.buffer.read(int.from_bytes(head)))
        assert isinstance(statement, Statement), statement
        printed = render(statement)
        print(hashlib.sha256(printed).hexdigest(), len(printed), flush=True)


if __name__ == "__main__":
    main()
