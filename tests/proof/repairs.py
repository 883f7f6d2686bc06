"""Whoever does what a finding says and knows nothing else: no figure, no contract, only the finding itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from sla.submission.findings import Code
from sla.values import Finding

Grid = list[list[str]]


def follow(grid: Grid, finding: Finding) -> None:
    """Do what a finding says, knowing nothing but the finding."""
    row, heading = finding.place.row - 1, finding.place.heading
    said = finding.remedy
    if said.startswith(("Keep one of the two columns", "Give the column a heading")):
        at = len(grid[0]) - 1 - grid[0][::-1].index(heading) if heading in grid[0] else ord(heading) - ord("A")
        for line in grid:
            del line[at : at + 1]
    elif finding.code == Code.UNKNOWN_COLUMN and (name := re.search(r"Did you mean (\w+)", said)):
        grid[0][grid[0].index(heading)] = name[1]
    elif "remove the other" in said or "remove the row" in said or said.startswith(("Keep either", "Correct the date")):
        del grid[row]
    elif said.startswith("Write numbers without a comma"):
        grid[row][1:3] = ["".join(grid[row][1:3])]
    elif said.startswith("Close the quotes"):
        grid[row] = [each.replace('"', "") for each in grid[row]]
    elif heading in grid[0]:
        at = grid[0].index(heading)
        above = grid[row - 1][at]
        grid[row][at] = written(said, grid[row][at], finding.expected, above)


def written(said: str, text: str, expected: str, above: str) -> str:
    """What to write into a cell instead of its text."""
    if name := re.search(r"(?:Did you mean|Write one of) ([\w-]+)", said):
        return name[1]
    if "leave the cell empty" in said or "leave the unit empty" in said:
        return ""
    for start, repair in REPAIRS:
        if said.startswith(start):
            return repair(text, expected)
    first = re.match(r"Write (\S+)", said)
    return first[1] if first else above


def _inside(text: str, expected: str) -> str:
    """The bound that a value has to keep, or else the nearest whole number."""
    bound = re.search(r"at (?:least|most) ([\d.]+)", expected)
    return bound[1] if bound else str(Decimal(text).to_integral_value())


REPAIRS: tuple[tuple[str, Callable[[str, str], str]], ...] = (
    ("Write all its digits", lambda text, _: f"{Decimal(text):f}"),
    ("Write only the digits", lambda text, _: "".join(each for each in text if each.isdigit() or each == ".")),
    ("Write the number itself", lambda text, _: text.rstrip("% ")),
    ("Write all numbers with a point", lambda text, _: text.replace(".", "").replace(",", ".")),
    ("Write the year first", lambda text, _: "-".join(re.findall(r"\d+", text))),
    ("Write the day", lambda _, __: "2026-03-21"),
    ("Round it", lambda text, _: text[:12]),
    ("Correct the value", _inside),
    ("Fill in", lambda _, __: "York"),
    ("Report ", lambda _, __: "2026-03-22"),
)
"""How what is said is done, by how it begins. What only the vendor knows, such as the day, is made up."""
