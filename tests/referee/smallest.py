"""A disagreement made small: whatever can go from the contract and the figures without ending it goes."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from time import monotonic

from sla.contract.definition import Definition, read
from tests.referee.disagreement import Case, tried
from tests.referee.records import Row
from tests.referee.strategies import written
from tests.referee.wording import Draft

Path = tuple[str | int, ...]


def smallest(case: Case, seconds: float = 60) -> Case:
    """A case that still disagrees, and would not if any one part of it were missing; or what time allows."""
    end = monotonic() + seconds
    while monotonic() < end:
        smaller = next((each for each in fewer(case) if monotonic() > end or disagrees(each)), None)
        if smaller is None or not disagrees(smaller):
            break
        case = smaller
    return case


def fewer(case: Case) -> Iterator[Case]:
    """The case with fewer rows, or without one part of the contract: large parts first."""
    size = len(case.rows) // 2
    while size:
        for start in range(0, len(case.rows), size):
            yield replace(case, rows=case.rows[:start] + case.rows[start + size :])
        size //= 2
    for path in sorted(paths(case.draft), key=len):
        draft = without(case.draft, path)
        if (definition := readable(draft)) is not None:
            yield replace(case, draft=draft, definition=definition, rows=[row for row in case.rows if has(draft, row)])
    if case.readings:
        yield replace(case, readings={})


def paths(part: object, above: Path = ()) -> Iterator[Path]:
    """Where everything stands that may be left out."""
    names: list[str | int] = []
    if isinstance(part, dict):
        names = list(part)
    elif isinstance(part, list):
        names = list(range(len(part)))
    for name in names:
        yield (*above, name)
        yield from paths(part[name], (*above, name))  # type: ignore[index] # a dict or a list


def without(draft: Draft, path: Path) -> Draft:
    """The contract less one part."""
    found = deepcopy(draft)
    part: object = found
    for name in path[:-1]:
        part = part[name]  # type: ignore[index] # a dict or a list
    del part[path[-1]]  # type: ignore[attr-defined] # a dict or a list
    return found


def has(draft: Draft, row: Row) -> bool:
    """Whether the contract still has the figure, by the same dimensions."""
    figures = draft.get("figures")
    figure = figures.get(row.figure) if isinstance(figures, dict) else None
    return isinstance(figure, dict) and {name for name, _ in row.scope} <= {*figure.get("by", ())}


def readable(draft: Draft) -> Definition | None:
    """What is left, where that is a contract."""
    found = read({"contract.yaml": written(draft)}, "contract.yaml")
    return found if isinstance(found, Definition) else None


def disagrees(case: Case) -> bool:
    """Whether the two part over it."""
    return bool(tried(case).differences)
