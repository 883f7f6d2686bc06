"""Contracts and figures straight from files: what the command line needs, with no database and no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from sla.contract.definition import Definition, read
from sla.operations.judging import doubts
from sla.records.tables import table
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.settlement.trial import Misdated, period_named
from sla.submission import Submission, together
from sla.submission import read as read_submission
from sla.submission.figures import Figures
from sla.submission.grain import Grain, grains
from sla.values import Finding, Findings, Period, Place

ENDINGS = (".yaml", ".yml")


def folders(path: Path) -> tuple[Path, ...]:
    """The contracts under a path: the file itself, the folder, or every folder below that holds a contract."""
    if path.is_file() or not path.is_dir() or _files(path):
        return (path,)
    return tuple(sorted({file.parent for ending in ENDINGS for file in path.rglob(f"contract*{ending}")})) or (path,)


def called(path: Path) -> str:
    """What features call a contract by: its place among the `contracts`, or where it stands."""
    folder = path.parent if path.is_file() else path
    *_, inside = folder.as_posix().rpartition("contracts/")
    return inside or folder.as_posix()


def _files(path: Path) -> tuple[Path, ...]:
    return (
        (path,) if path.is_file() else tuple(sorted(f for f in path.glob("*") if f.suffix in ENDINGS and f.is_file()))
    )


def texts(path: Path) -> dict[str, str] | Findings:
    """Name and text of each file of a contract's folder, or of a single file."""
    files = _files(path)
    if not files:
        message = "there is no contract here" if path.exists() else "there is no such file or folder"
        return _unread("contract.no-contract", message, path, "Name a contract's folder, or its .yaml file.")
    found: dict[str, str] = {}
    for file in files:
        try:
            found[file.name] = file.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            message = "this file is not UTF-8 text"
            return _unread("contract.not-text", message, file, "Save it as plain UTF-8 text.")
    return found


def _unread(code: str, message: str, path: Path, remedy: str) -> Findings:
    return Findings((Finding(code, message, Place(str(path), 1, 1), remedy=remedy),))


def load(path: Path) -> Definition | Findings:
    """Read a contract's folder or single file; findings name the file as it was asked for."""
    written = texts(path)
    if isinstance(written, Findings):
        return written
    found = read(written, str(path))
    where = {file.name: str(file) for file in _files(path)}
    return found if isinstance(found, Definition) else placed(found, where)


def placed(findings: Findings, where: Mapping[str, str]) -> Findings:
    """The findings with each file's name as the person wrote it."""
    return Findings(
        replace(each, place=replace(each.place, file=where.get(each.place.file, each.place.file))) for each in findings
    )


def check(path: Path) -> Findings:
    """Everything that can be said against a contract: reading, meaning, and its own examples."""
    found = load(path)
    if isinstance(found, Findings):
        return found
    where = {file.name: str(file) for file in _files(path)}
    return placed(doubts(found), where)


def submissions(definition: Definition, files: Iterable[Path]) -> tuple[Figures, Findings] | Findings:
    """The figures of several files together with their warnings, or every problem of all of them."""
    contract = definition.at(definition.versions[-1].days[-1])
    found: list[Submission] = []
    problems: list[Finding] = []
    for file in files:
        opened = table(file.name, file.read_bytes())
        read_ = opened if isinstance(opened, Findings) else read_submission(contract, opened)
        if isinstance(read_, Submission):
            found.append(read_)
        else:
            problems.extend(read_)
    figures = Findings(problems) if problems else together(contract, tuple(found))
    return figures if isinstance(figures, Findings) else (figures, Findings(w for each in found for w in each.warnings))


def settle(
    definition: Definition, figures: Figures, period: str = "", readings: Mapping[str, str] | None = None
) -> tuple[Settlement, ...] | Findings:
    """Every statement period of the term up to the last that figures reach, or only the one named.

    A period before the first figures is settled too: that nothing was reported has an answer in the contract.
    """
    settled = settle_through(definition, figures, period, readings)
    return settled if isinstance(settled, Findings) or not period else settled[-1:]


def settle_through(
    definition: Definition, figures: Figures, period: str = "", readings: Mapping[str, str] | None = None
) -> tuple[Settlement, ...] | Findings:
    """Every statement period from the first of the term to the one named, or to the last that figures reach."""
    reached = tuple(_reached(definition, figures))
    if not reached:
        return Findings(
            (
                Finding(
                    "submission.outside-term",
                    "no figure lies in the contract's term",
                    remedy=f"The term runs from {definition.term.start} to {definition.term.last_day}.",
                ),
            )
        )
    if not period:
        return settled_through(definition, figures, reached, readings)
    try:
        wanted = period_named(definition, period)
    except Misdated as wrong:
        return Findings((Finding("settle.no-such-period", str(wrong), remedy="Name a statement period, as 2026-03."),))
    through = tuple(each for each in definition.statement_periods() if each.start <= wanted.start)
    return settled_through(definition, figures, through, readings)


def _reach(grain: Grain | None, when: Period) -> date:
    """Up to which day a figure calls for a settlement: one that is known beforehand does from its first day on."""
    return when.start if grain is not None and grain.is_ahead(when) else when.last_day


def _reached(definition: Definition, figures: Figures) -> Iterator[Period]:
    """From the first period to the last with figures; one before or between them without any is settled as well."""
    if figures.entries:
        known = grains(definition.at(definition.versions[-1].days[-1]))
        first = figures.entries[0].when.start
        last = max(_reach(known.get(entry.figure), entry.when) for entry in figures)
        if first < definition.term.end and last >= definition.term.start:
            yield from (each for each in definition.statement_periods() if each.start <= last)
