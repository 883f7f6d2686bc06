"""Sound contracts with one defect planted in each, as a person would make it: what is changed, and what must be told.

`HERE` stands in the new text on the line to which the finding must point. `unseen` says why nobody can see a defect
in the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from tests.contract.mistakes_of_form import HERE

CONTRACTS = Path(__file__).parents[2] / "contracts"
_MONEY = re.compile(r"(\b(?:penalty|incentive|is)|\n +at most): (\d+\.\d\d)(?= [A-Z]{3}|[,}\n])")
_UNTIL = re.compile(r"(?<=until: )\d{4}")


def as_shipped(text: str) -> str:
    """The contract as it is."""
    return text


def dearer(text: str) -> str:
    """The contract with every amount of money three times as large."""
    return _MONEY.sub(lambda found: f"{found[1]}: {3 * Decimal(found[2])}", text)


def renewed(text: str) -> str:
    """The contract with a term two years longer."""
    return _UNTIL.sub(lambda found: str(int(found[0]) + 2), text)


def abroad(text: str) -> str:
    """The contract in another currency and another time zone."""
    text = re.sub(r"\b(USD|GBP|CAD|PGK|SGD|INR)\b", "EUR", text)
    return re.sub(r"time[_ ]zone: \S+", "time zone: Europe/Vienna", text)


Variant = Callable[[str], str]
VARIANTS: tuple[Variant, ...] = (dearer, renewed, abroad)


@cache
def shipped() -> dict[str, dict[str, str]]:
    """Every shipped contract by the name of its folder: its files and their texts."""
    folders = sorted(file.parent for file in CONTRACTS.rglob("contract.yaml"))
    return {folder.name: {file.name: file.read_text() for file in sorted(folder.glob("*.yaml"))} for folder in folders}


def sound(name: str, variant: Variant) -> dict[str, str]:
    """A contract, or a variant of it, which has no worked examples of its own."""
    texts = shipped()[name]
    if variant is as_shipped:
        return texts
    return {file: variant(text).partition("\nexamples:\n")[0] + "\n" for file, text in texts.items()}


@dataclass(frozen=True, slots=True)
class Plant:
    """One defect: the contract, the code that must be told, and what is replaced by what."""

    base: str
    code: str
    edits: tuple[tuple[str, str], ...]
    variant: Variant = as_shipped
    unseen: str = ""

    @property
    def name(self) -> str:
        """What it is called among the tests."""
        return f"{self.code} in {self.base} {self.variant.__name__}"

    def planted(self) -> tuple[dict[str, str], int]:
        """The files with the defect in the first of them, and the line to which the finding must point."""
        texts = dict(sound(self.base, self.variant))
        text = texts["contract.yaml"]
        for old, new in self.edits:
            assert old in text, f"{self.base}: {old}"
            text = text.replace(old, new, 1)
        before, _, after = text.partition(HERE)
        texts["contract.yaml"] = before + after
        return texts, before.count("\n") + 1


def one(base: str, code: str, old: str, new: str, variant: Variant = as_shipped, unseen: str = "") -> Plant:
    """A defect that one change makes."""
    return Plant(base, code, ((old, new),), variant, unseen)


def two(base: str, code: str, old: str, new: str, where: str, variant: Variant = as_shipped) -> Plant:
    """A defect that one change makes, and that must be told on another line: the first that holds `where`."""
    return Plant(base, code, ((old, new), (where, HERE + where)), variant)
