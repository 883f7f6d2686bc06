"""Settle random contracts twice, by the engine and by the referee: `python -m tests.referee [CASES | seed N]`."""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from time import monotonic

from tests.referee.disagreement import drawn, tried
from tests.referee.smallest import smallest

AT_ONCE = 250
USUAL = 100_000
say = sys.stdout.write


def batch(start: int, end: int) -> tuple[Counter[str], list[tuple[int, str]]]:
    """Some cases: what was met in them, and the first words of every disagreement, by number."""
    met, found = Counter[str](), list[tuple[int, str]]()
    for seed in range(start, end):
        case = drawn(seed)
        met["contracts refused by the reader"] += bool(case.refused)
        trial = tried(case)
        met["cases"] += 1
        met.update(trial.met)
        found += [(seed, trial.differences[0])] if trial.differences else []
    return met, found


def show(seed: int) -> None:
    """One disagreement in full: the smallest contract and figures that still show it, and both answers."""
    case = smallest(drawn(seed))
    say(f"\nCase {seed}, as small as it gets:\n\n{case.text}\n")
    for row in case.rows:
        scope = " ".join(value for _, value in row.scope)
        say(f"  {row.stamp or row.span[0]} to {row.span[1]}  {row.figure} = {float(row.value):g}  {scope}\n")
    say("".join(f"\n{each}\n" for each in tried(case).differences))


def run(cases: int, first: int) -> int:
    """Cases by two processes, with a word on progress; how many disagreed."""
    begun, met, apart = monotonic(), Counter[str](), list[tuple[int, str]]()
    starts = range(first, first + cases, AT_ONCE)
    with ProcessPoolExecutor(2) as pool:
        ends = [min(start + AT_ONCE, first + cases) for start in starts]
        for number, (one, found) in enumerate(pool.map(batch, starts, ends), 1):
            met += one
            apart += found
            if found or number % 20 == 0 or number == len(starts):
                say(f"{met['cases']:>8} cases, {len(apart)} disagreements, {monotonic() - begun:.0f} s\n")
                sys.stdout.flush()
    for name, times in sorted(met.items()):
        say(f"{times:>12,}  {name}\n")
    say(f"cases={met['cases']} lines={met['lines']} windows={met['windows']} disagreements={len(apart)}\n")
    for seed, _ in apart[:3]:
        show(seed)
    return len(apart)


def main(words: list[str]) -> int:
    """One case in full, or many."""
    if words[:1] == ["seed"]:
        show(int(words[1]))
        return 0
    numbers = [int(word) for word in words]
    return min(run(numbers[0] if numbers else USUAL, numbers[1] if numbers[1:] else 0), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
