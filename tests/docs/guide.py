"""The guide's pages, and the contracts and tables that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
_FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#+) (.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the page, the line and heading under which it stands, what it is said to be, and its text."""

    page: str
    line: int
    heading: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole contract of the guide: one file, or one for each version."""

    name: str
    texts: dict[str, str] = field(hash=False)


@cache
def pages() -> dict[str, str]:
    """Every page by its file's name."""
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(GUIDE.glob("*.md"))}


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    text = pages()[page]
    for found in _FENCE.finditer(text):
        above = text[: found.start()]
        headings = [line[2] for each in above.splitlines() if (line := _HEADING.match(each))]
        yield Block(page, above.count("\n") + 1, headings[-1] if headings else "", found[1].strip(), found[2])


@cache
def contracts() -> tuple[Shown, ...]:
    """Every contract shown: a block of `yaml contract`, or several in a row of `yaml contract NAME.yaml`."""
    found: list[Shown] = []
    for page in pages():
        for block in blocks(page):
            kind, _, file = block.kind.partition("yaml contract")
            if kind or not block.kind.startswith("yaml contract"):
                continue
            if (
                file.strip()
                and found
                and file.strip() > max(found[-1].texts)
                and found[-1].name.startswith(f"{page}:v")
            ):
                found[-1].texts[file.strip()] = block.text
            else:
                name = f"{page}:{'v' if file.strip() else ''}{block.line}"
                found.append(Shown(name, {file.strip() or "contract.yaml": block.text}))
    return tuple(found)
