"""The guide's page of every key, made from the tables that the JSON Schema is made from.

`python -m tests.docs.reference` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from sla.contract.schema import VARIANTS, sections
from sla.contract.schema.section import Key, Section, Variants
from sla.contract.schema.shapes import SCALARS
from sla.values import Mode
from sla.values.window import Every
from tests.docs.guide import GUIDE

PAGE = GUIDE / "reference.md"
MODES = ", ".join(f"`{each}`" for each in Mode)
HEAD = f"""\
# Every key

This page is made from the tables that the schema for editors is made from, and the tests hold both against the reader.
A key in **bold** must be there. Blanks in keys may be underscores. Any value may be [dated](changes.md#dated-values)
or depend on a [reading](changes.md#open-readings), except in the head of the file, under `readings` and in examples.

| It holds | You write |
|---|---|
| a text | anything on one line, in quotes if it holds a colon, a `#` or, in braces, a comma |
| a number | plain digits: `95`, `0.5`, `2500.00`; a `%` sign may follow |
| a formula | names, numbers, `+ - * /`, brackets, `5 % of fee`, `share of pool`, `min max abs full started` |
| a date | `2026-03-31` |
| a window | {", ".join(f"`{each}`" for each in Every)}; or `month from the 22nd`, `4 weeks from 2026-01-05` |
| a rounding | `none`, or a step and a mode: `0.1 half up`, `whole`; modes are {MODES} |
| a range | `at least 95`, `above 3 and at most 5`, or `{{above: 3, at most: 5}}` |
"""
OWN = {
    "contract key": "small letters, digits, hyphens",
    "currency": "three capital letters",
    "day": "a date",
    "choices": "answers by name, each with its meaning",
    "answers": "readings with answers",
    "outcomes": "levels with outcomes",
    "weights": "levels with numbers from 0",
    "holidays": "a list of dates",
    "examples": "a list of [examples](#example)",
    "given": "figures by name, by time, or as rows: [Examples](examples.md)",
    "pays": "amounts by name",
    "dimensions": "dimensions with lists of values",
    "only": "dimensions with values",
    "levels": "by name: [level](#level)",
    "target": "a range, or a [moving target](#moving-target)",
}
"""Shapes that are neither scalar nor section."""


def page() -> str:
    """The whole page."""
    return HEAD + "".join("\n" + "\n".join(part) + "\n" for part in parts())


def parts() -> Iterator[list[str]]:
    """A heading with a table for each section; those of which one is meant under one heading."""
    kinds = {id(section): each for each in VARIANTS for _, section in each.kinds}
    for section in sections():
        if id(section) not in kinds:
            yield [f"## {section.name}", "", said(section), "", *table(section.keys)]
    for each in VARIANTS:
        yield [f"## {each.name}", "", each.says]
        if each.name == "asked condition":
            yield ["It is written as any other [condition](#condition), and `level` must be there."]
            continue
        common = shared(each)
        if common:
            yield [f"### every {each.name}", "", *table(common)]
        for section in (section for _, section in each.kinds):
            mine = tuple(key for key in section.keys if key not in common)
            yield [f"### {each.name}: {section.name}", "", said(section), "", *table(mine)]


def shared(each: Variants) -> tuple[Key, ...]:
    """The keys that all kinds have."""
    kinds = [section.keys for _, section in each.kinds]
    return tuple(key for key in kinds[-1] if all(key in keys for keys in kinds))


def said(section: Section) -> str:
    """What the section is, and what may stand in its place."""
    return section.says


def table(keys: tuple[Key, ...]) -> list[str]:
    """A row for each key."""
    rows = [f"| {name(key)} | {holds(key.shape)} | {key.default} | {key.says} |" for key in keys]
    return ["| Key | Holds | If left out | Means |", "|---|---|---|---|", *rows]


def name(key: Key) -> str:
    """Bold where it must be there."""
    return f"**`{key.name}`**" if key.needed else f"`{key.name}`"


def holds(shape: str) -> str:
    """A shape in words, with a link to its section."""
    known = {section.name for section in sections()} | {each.name for each in VARIANTS}
    for several, words in (("list of ", "a list: "), ("rows of ", "a list: "), ("named ", "by name: ")):
        if shape.startswith(several):
            return words + holds(shape.removeprefix(several))
    if shape in SCALARS:
        return SCALARS[shape][0]
    return f"[{shape}](#{shape.replace(' ', '-')})" if shape in known else OWN[shape]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
