"""Which changes of a contract its own examples see.

`python -m tests.acceptance.survivors [CONTRACT...]` changes every parameter of every contract in turn and prints what
no example sees. What the reader refuses could never be in force, and what pays the same whatever happens is no other
contract: neither counts. An example that sees a change of that kind would show the argument for it to be wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import Enum
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

from sla.contract.definition import Definition, read
from sla.contract.nodes import parse
from sla.settlement import trial
from tests.acceptance.alike import alike
from tests.acceptance.mutants import Mutant, mutants

CONTRACTS = Path(__file__).parents[2] / "contracts"
WANTED = 95
"""Of a hundred mutants of each contract, how many its examples see."""


class Verdict(Enum):
    """What became of a mutant."""

    REFUSED = "no contract"
    ALIKE = "the same contract"
    SEEN = "an example comes out differently"
    UNSEEN = "no example sees it"


class Tally(NamedTuple):
    """What became of the mutants of one contract."""

    contract: str
    refused: int
    same: int
    seen: int
    unseen: tuple[Mutant, ...]

    @property
    def made(self) -> int:
        """Mutants that are other contracts."""
        return self.seen + len(self.unseen)

    @property
    def share(self) -> float:
        """Of a hundred of these, how many are seen."""
        return 100 * self.seen / self.made


@cache
def shipped() -> dict[str, dict[str, str]]:
    """The files of every shipped contract, by its folder: one file a version."""
    folders = sorted(file.parent for file in CONTRACTS.rglob("contract.yaml"))
    return {
        folder.relative_to(CONTRACTS).as_posix(): {
            file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.yaml"))
        }
        for folder in folders
    }


@cache
def of_contract(contract: str) -> tuple[Mutant, ...]:
    """Every mutant of one contract."""
    files = shipped()[contract].items()
    return tuple(dict.fromkeys(mutant for file, text in files for mutant in mutants(contract, file, parse(text, file))))


def verdict(mutant: Mutant) -> Verdict:
    """Whether the contract with one file changed can be read, and one of its examples comes out differently."""
    files = shipped()[mutant.contract]
    definition = read({**files, mutant.file: mutant.text})
    if not isinstance(definition, Definition):
        return Verdict.REFUSED
    seen, same = any(_failing(definition)), alike(mutant, files[mutant.file])
    assert not (seen and same), (
        f"{mutant.contract} {mutant.where}: {mutant.was} -> {mutant.now} is seen, and argued away"
    )
    return Verdict.ALIKE if same else Verdict.SEEN if seen else Verdict.UNSEEN


def _failing(definition: Definition) -> Iterator[bool]:
    """Example by example as each version is tried, so that the first one that fails ends the search."""
    for version in definition.versions:
        known = definition.recorded_by(version.head.recorded)
        for example in known.at(version.days[0]).examples:
            yield next(trial._tried(known, example), None) is not None


def tally(contract: str) -> Tally:
    """Try every mutant of one contract."""
    tried = [(mutant, verdict(mutant)) for mutant in of_contract(contract)]
    count = [each for _, each in tried].count
    unseen = tuple(mutant for mutant, each in tried if each is Verdict.UNSEEN)
    return Tally(contract, count(Verdict.REFUSED), count(Verdict.ALIKE), count(Verdict.SEEN), unseen)


def line(each: Tally) -> str:
    """One line of the table."""
    counts = f"{each.refused:>8} {each.same:>6} {each.made:>8} {len(each.unseen):>7}"
    return f"{each.contract:<40} {counts} {each.share:>7.2f} %"


def together(tallies: list[Tally]) -> Tally:
    """All of them as one."""
    refused, same, seen = (sum(column) for column in list(zip(*tallies, strict=True))[1:4])
    return Tally("all", refused, same, seen, tuple(mutant for each in tallies for mutant in each.unseen))


def say(text: str) -> None:
    """Print a line at once, so that one sees how far it is."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(chosen: list[str]) -> int:
    """Try every mutant of these contracts, or of all; 1 where the examples of one see fewer than are wanted."""
    names = [name for name in shipped() if not chosen or any(part in name for part in chosen)]
    say(f"{'contract':<40} {'refused':>8} {'same':>6} {'mutants':>8} {'unseen':>7} {'seen':>9}")
    done: list[Tally] = []
    with Pool(2) as pool:
        for each in pool.imap(tally, names):
            done.append(each)
            say(line(each))
            for mutant in each.unseen:
                say(f"    {mutant.file} {mutant.where}: {mutant.was} -> {mutant.now}")
    say(line(together(done)))
    short = [each.contract for each in done if each.share < WANTED]
    say(f"Fewer than {WANTED} % are seen: {', '.join(short)}" if short else f"Each sees at least {WANTED} %.")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
