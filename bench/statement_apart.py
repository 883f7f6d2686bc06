"""Statements in processes of their own: cold, warm, memory, and how many a second: `python -m bench.statement_apart`.

`python -m bench.statement_apart 1000 2` makes a month of so many by so many processes. Each is settled, composed,
rendered, sealed and kept. Seconds are CPU seconds of the process, so that a busy machine changes them little.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ALONE = "alone"
MONTH, PROCESSES = 40, 2
PAGE = 4096


def alone(count: int) -> None:
    """What one process does: so many statements; CPU seconds of the first and of each other, and memory in MB."""
    from sla.document.archive import Archive
    from sla.document.render import render
    from sla.document.seal import seal
    from tests.document import sample

    key, spent, held = sample.key(), list[float](), list[float]()
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive(Path(folder))
        for _ in range(count):
            archive.put(seal(render(sample.composed()), key, sample.SEALED_AT))
            spent.append(time.process_time())
            held.append(int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6)
    each = (spent[-1] - spent[0]) / max(1, count - 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(spent[0], each, held[0], held[-1], peak)


def started(count: int) -> subprocess.Popen[str]:
    """A fresh process that makes so many."""
    command = [sys.executable, "-m", "bench.statement_apart", ALONE, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> tuple[float, ...]:
    """What it measured."""
    said, _ = process.communicate()
    if process.returncode:
        sys.exit(process.returncode)
    return tuple(map(float, said.split()))


def main(count: int, processes: int) -> None:
    """Measure and print."""
    cold, _, first, _, _ = told(started(1))
    begun = time.monotonic()
    parts = [told(each) for each in [started(count // processes) for _ in range(processes)]]
    wall = time.monotonic() - begun
    warm, last, peak = (max(part[at] for part in parts) for at in (1, 3, 4))
    print(f"cold, a fresh process and its first statement: {cold:.2f} CPU s, {first:.0f} MB held")
    print(f"warm: {warm:.3f} CPU s each, {1 / warm:.2f} statements a CPU second")
    made = count // processes * processes
    print(f"{made:,} by {processes} processes: {wall:.0f} s by the clock, {made / wall:.2f} a second")
    grown = (last - parts[0][2]) / max(1, count // processes - 1)
    print(f"memory of a process: {last:.0f} MB at the end, {peak:.0f} MB at most, {grown * 1000:+.0f} kB a statement")


if __name__ == "__main__":
    if sys.argv[1:2] == [ALONE]:
        alone(int(sys.argv[2]))
    else:
        given = [int(word) for word in sys.argv[1:3]]
        main(*given, *(MONTH, PROCESSES)[len(given) :])
