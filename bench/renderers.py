"""What the same statement costs other printers: `python -m bench.renderers` (they come with requirements/bench.txt).

In each turn everybody prints one new statement of twelve levels: our whole line from figures to archive, WeasyPrint
bare, and the printers under `bench/printers/`, which get every text ready made. Times are process CPU milliseconds of
all threads; only the ratios count. Memory is what a process of its own holds at most beyond what it held before.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pikepdf

from bench.printers.content import Leaf, Table, Wide, Words, composed, leaf
from sla.document.attachments import enclosures
from sla.document.render import html
from sla.statement.model import Statement

TURNS, WARM, ALONE = 7, 1, 5
Made = Callable[[], bytes]
"""A statement, made ready for one printer, and not printed yet."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a paper: what it gives, and what makes it ready for a seed."""

    name: str
    gives: str
    start: Callable[[], Callable[[int], Made]]
    """Imports and sets up, once."""


def whole() -> Callable[[int], Made]:
    """From figures to the sealed file in the archive."""
    from sla.document.archive import Archive
    from sla.document.render import render
    from sla.document.seal import seal
    from tests.document import sample

    archive, key = Archive(Path(tempfile.mkdtemp())), sample.key()

    def work(seed: int) -> bytes:
        sealed = seal(render(composed(seed)), key, sample.SEALED_AT)
        archive.put(sealed)
        return sealed

    return lambda seed: partial(work, seed)


def bare(variant: str | None) -> Callable[[int], Made]:
    """WeasyPrint alone, for HTML that is there."""
    from bench.statement import bare as printer

    return _ready(printer(variant), lambda statement: html(statement, enclosures(statement)))


def typst() -> Callable[[int], Made]:
    """Typst, for content as JSON."""
    from bench.printers import with_typst

    return _ready(with_typst.printer(), lambda statement: with_typst.made_ready(leaf(statement)))


def reportlab() -> Callable[[int], Made]:
    """ReportLab's Platypus."""
    from bench.printers import with_reportlab

    return _ready(with_reportlab.printer(), leaf)


def fpdf2() -> Callable[[int], Made]:
    """fpdf2."""
    from bench.printers import with_fpdf2

    return _ready(with_fpdf2.printer(), leaf)


def _ready(printer: Callable[[Any], bytes], content: Callable[[Statement], object]) -> Callable[[int], Made]:
    return lambda seed: partial(printer, content(composed(seed)))


BARE = "WeasyPrint, bare"
WAYS = (
    Way("ours, the whole line", "PDF/A-3a, PDF/UA-1, attachments, seal, kept", whole),
    Way(BARE, "tagged PDF/A-3a", partial(bare, "pdf/a-3a")),
    Way("WeasyPrint, untagged", "plain PDF", partial(bare, None)),
    Way("Typst", "tagged PDF/A-3a, PDF/UA-1", typst),
    Way("ReportLab", "untagged, no PDF/A", reportlab),
    Way("fpdf2", "untagged, no PDF/A", fpdf2),
)


def taken(prints: dict[str, Callable[[int], Made]]) -> dict[str, list[float]]:
    """The CPU milliseconds of each way, turn by turn."""
    spent: dict[str, list[float]] = {name: [] for name in prints}
    for turn in range(WARM + TURNS):
        ready = {name: prepare(turn) for name, prepare in prints.items()}
        for name, print_it in ready.items():
            start = time.process_time()
            print_it()
            if turn >= WARM:
                spent[name].append((time.process_time() - start) * 1000)
    return spent


def words_of(content: Leaf) -> set[str]:
    """Every word that must stand on paper, but for those so long that a line may end in them."""
    said = [block.text for block in content.blocks if isinstance(block, Words)]
    for table in content.blocks:
        if isinstance(table, Table):
            rows = [[each.text for each in row.words] if isinstance(row, Wide) else row for row in table.rows]
            said.extend(cell for row in (table.head, *rows) for cell in row if isinstance(cell, str))
    return {word for text in said for word in text.split() if len(word) < 12}


def missing(pdf: bytes, content: Leaf) -> set[str]:
    """Words of the content that Poppler does not find on the pages."""
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return words_of(content) - set(found.stdout.decode().split())


def peak() -> float:
    """The most memory that this process ever held, in MB; `getrusage` would count what its parent held."""
    (line,) = (each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM"))
    return int(line.split()[1]) / 1000


def alone(name: str) -> None:
    """What a process of its own holds at most while it prints some statements, beyond what it held before, in MB."""
    (way,) = (each for each in WAYS if each.name == name)
    leaf(composed(0))
    before, prepare = peak(), way.start()
    for seed in range(ALONE):
        prepare(seed)()
    print(peak() - before)


def memory(name: str) -> float:
    """The same, from outside."""
    command = [sys.executable, "-m", "bench.renderers", name]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """Measure and print a table."""
    prints = {way.name: way.start() for way in WAYS}
    papers = {name: prepare(TURNS)() for name, prepare in prints.items()}
    content = leaf(composed(TURNS))
    for name, pdf in papers.items():
        assert not (lost := missing(pdf, content)), (name, lost)
    spent = taken(prints)
    print(f"One statement of twelve levels, {TURNS} turns, new figures in each; the same words on every paper")
    for way in WAYS:
        times, yardstick = spent[way.name], spent[BARE]
        ratio = statistics.median(mine / theirs for mine, theirs in zip(times, yardstick, strict=True))
        with pikepdf.open(io.BytesIO(papers[way.name])) as opened:
            extent = f"{len(opened.pages)} pages {len(papers[way.name]) / 1000:4.0f} kB"
        print(
            f"  {way.name:<21} {statistics.median(times):6.0f} ms  x {ratio:.2f}  {extent} "
            f"{memory(way.name):4.0f} MB  {way.gives}"
        )


if __name__ == "__main__":
    if sys.argv[1:]:
        alone(sys.argv[1])
    else:
        main()
