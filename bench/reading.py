"""How long the hostile files take to be refused, beside the largest shipped contract: `python -m bench.reading`.

Times are process CPU seconds, the quickest of a few attempts. No file may take half a second. Reading is compared
with what PyYAML alone needs for the same text.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import yaml

from sla.contract.definition import read
from tests.contract.hostile_size import HARMLESS
from tests.contract.test_hostile import HOSTILE, QUICK

CONTRACTS = Path(__file__).parents[1] / "contracts"
ATTEMPTS = 3
ATTEMPT = count()


def read_anew(text: str) -> object:
    """Read a contract under a name that it never had: what was read before is not looked up."""
    return read({"contract.yaml": text}, f"attempt {next(ATTEMPT)}")


def seconds(work: Callable[[], object]) -> float:
    """The CPU seconds of the quickest attempt."""
    found = []
    for _ in range(ATTEMPTS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    """Read everything and print the slowest, the middle one, and the ratio to plain YAML."""
    texts = {name: text for name, (_, text) in HOSTILE.items() if isinstance(text, str)} | HARMLESS
    taken = {name: seconds(partial(read_anew, text)) for name, text in texts.items()}
    slowest = max(taken, key=lambda name: taken[name])
    print(f"{len(taken)} hostile or odd files: the slowest {taken[slowest]:.3f} s of CPU ({slowest}),")
    print(f"the middle one {statistics.median(taken.values()) * 1000:.1f} ms; allowed are {QUICK} s for each")
    shipped = {file: file.read_text() for file in sorted(CONTRACTS.rglob("contract.yaml"))}
    whole = sum(seconds(partial(read_anew, text)) for text in shipped.values())
    alone = sum(seconds(partial(yaml.load, text, Loader=yaml.CSafeLoader)) for text in shipped.values())
    ratio = whole / alone
    print(f"{len(shipped)} shipped contracts are read and checked in {whole:.2f} s, {ratio:.1f} times PyYAML alone")
    assert taken[slowest] < QUICK


if __name__ == "__main__":
    main()
