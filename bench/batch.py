"""Many contracts and long histories: `python -m bench.batch [CONTRACTS [LONG]]`, 10000 and 1000 at full size.

Each contract is the twelve-level one with rates of its own. Reading, being made ready in a contract's first month,
and settling once it is ready are counted apart. Then months in a row, with a yearly ceiling, a streak and what
follows from it: the cost of a month may not grow with the months before it.
"""

from __future__ import annotations

import itertools
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.engine import CONTRACT, months, reported
from sla.contract.definition import Definition, read
from sla.settlement.settle import settle_period, settled_through
from sla.submission.figures import Figures

CHUNK = 100
LENGTHS = (12, 24, 60)
LEVELS = 12
HISTORY = """\
  - {clause: "14", on: penalties, window: contract year, at most: 90 % of monthly_fee, base: so far}
consequences:
  - {clause: "15", says: an improvement plan, when: {level: level_01, is: missed, in a row: 3}}
  - {clause: "16", says: a right to terminate, when: {level: level_02, is: missed, times: 4, in last: 12}}
"""


def varied(chance: random.Random, more: str = "") -> Definition:
    """The contract with other rates, read."""
    rates = {
        "3 % of": f"{chance.randrange(25, 40)}.5 % of",
        "2 % of": f"{chance.randrange(15, 25)}.25 % of",
        "12 % of": f"{chance.randrange(8, 18)}.{chance.randrange(100):02} % of",
    }
    text = CONTRACT.read_text() + more
    for rate, other in rates.items():
        text = text.replace(f" {rate}", f" {other}")
    definition = read({CONTRACT.name: text})
    assert isinstance(definition, Definition), list(definition)
    return definition


def one_month(count: int) -> None:
    """Read so many contracts, and settle two months of each."""
    chance = random.Random(20260101)
    spent = {"read and checked": 0.0, "first month": 0.0, "second month": 0.0}
    for first in range(0, count, CHUNK):  # in parts, as a batch keeps no more contracts in memory than it works on
        start = time.process_time()
        definitions = [varied(chance) for _ in range(min(CHUNK, count - first))]
        spent["read and checked"] += time.process_time() - start
        periods = definitions[0].statement_periods()[:2]
        for name, period in zip(("first month", "second month"), periods, strict=True):
            figures = [reported(period, month) for month in months(chance, len(definitions))]
            start = time.process_time()
            for definition, each in zip(definitions, figures, strict=True):
                settle_period(definition, each, period)
            spent[name] += time.process_time() - start
    print(f"{count:,} contracts of {LEVELS} levels, each with rates of its own")
    for name, seconds in spent.items():
        speed = f"{count * LEVELS / seconds:9,.0f} level-periods a CPU second" if "month" in name else ""
        print(f"  {name:<18} {seconds:8.2f} s  {seconds / count * 1e6:8.0f} us each  {speed}")


def in_a_row(count: int) -> None:
    """So many contracts over each length of time."""
    print(f"{count:,} contracts, month after month, with a yearly ceiling, a streak and a count")
    chance = random.Random(20260102)
    each_month: dict[int, list[float]] = {length: [] for length in LENGTHS}
    for _ in range(count):
        definition = varied(chance, HISTORY)
        periods = definition.statement_periods()
        drawn = [list(reported(period, month)) for period, month in zip(periods, months(chance, 60), strict=False)]
        for length in LENGTHS:
            figures = Figures(itertools.chain.from_iterable(drawn[:length]))
            start = time.process_time()
            settled_through(definition, figures, periods[:length])
            each_month[length].append((time.process_time() - start) / length)
    for length, taken in each_month.items():
        print(f"  {length} months: {sum(taken) * length:7.2f} s, {statistics.median(taken) * 1e6:6.0f} us a month")
    growth = [long / short for short, long in zip(each_month[12], each_month[60], strict=True)]
    print(f"  a month among 60 / a month among 12: {statistics.median(growth):.2f}")


def imports() -> Iterator[float]:
    """CPU seconds to import the engine in a new process, less those of an empty one."""
    for _ in range(5):
        spent = []
        for code in ("pass", "import sla.settlement.settle"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[1])
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        yield spent[1] - spent[0]


def second_reading() -> tuple[float, float]:
    """CPU seconds to read a contract, and to read it once more."""
    spent = []
    for _ in range(2):
        text = CONTRACT.read_text() + "# read twice\n"
        start = time.process_time()
        read({CONTRACT.name: text})
        spent.append(time.process_time() - start)
    return spent[0], spent[1]


def main() -> None:
    """Measure and print."""
    count, long = (int(size) for size in (*sys.argv[1:], *("200", "5")[len(sys.argv) - 1 :]))
    one_month(count)
    in_a_row(long)
    first, second = second_reading()
    print(f"the engine is imported in {statistics.median(imports()):.2f} s of CPU")
    print(f"a contract is read in {first * 1000:.1f} ms, and again unchanged in {second * 1000:.3f} ms")


if __name__ == "__main__":
    main()
