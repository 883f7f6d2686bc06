"""The layouts of the proof, without a browser: what is suggested for each reads the same figures."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from sla.contract import definition
from sla.contract.definition import Definition
from sla.records.limits import Wanted
from sla.records.tables import table
from sla.submission import Submission, read
from sla.submission.choosing import first, unanswered
from sla.submission.matching import Matching, suits
from sla.submission.suggest import sheet_of
from sla.submission.table import Table
from sla.values import Period
from tests.proof.layouts import ANSWERED, CALLS, COMPLAINTS, RATE, TEXT, Layout, layouts

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
EVERY = tuple(layouts())


@pytest.fixture(scope="module")
def agreed() -> Definition:
    found = definition.read({"contract.yaml": TEXT})
    assert isinstance(found, Definition), list(found.sentences())
    return found


def test_there_are_enough_of_them() -> None:
    assert len(EVERY) >= 30
    assert len({each.name for each in EVERY}) == len(EVERY)


@pytest.mark.parametrize("layout", EVERY, ids=lambda each: each.name)
def test_what_is_suggested_reads_the_month(agreed: Definition, layout: Layout) -> None:
    contract = agreed.on(MARCH)
    found = opened(layout)
    read_plainly = read(contract, found, MARCH)
    if isinstance(read_plainly, Submission):
        assert month(read_plainly) == (CALLS, ANSWERED, COMPLAINTS, {RATE})
        return
    choice = first(contract, found, MARCH, None, None)
    assert not unanswered(contract, choice)
    submission = read(contract, found, MARCH, choice.matching)
    assert isinstance(submission, Submission), list(submission.sentences())
    assert month(submission) == (CALLS, ANSWERED, COMPLAINTS, {RATE})
    kept = Matching.read(choice.matching.written())
    assert kept == choice.matching
    assert suits(contract, found, kept, MARCH), "the same file is recognised"


def opened(layout: Layout) -> Table:
    found = table(layout.file, layout.content, wanted=Wanted(any=True))
    assert isinstance(found, Table), list(found.sentences())
    if (named := sheet_of(MARCH, found.sheets)) not in {"", found.sheet}:
        found = table(layout.file, layout.content, wanted=Wanted(named))
        assert isinstance(found, Table)
    return found


def month(submission: Submission) -> tuple[object, ...]:
    """Calls, answered and complaints of the whole month, and every rate."""
    values: dict[str, list[Decimal]] = defaultdict(list)
    for entry in submission.entries:
        values[entry.figure].append(entry.value)
    calls, answered, complaints = (sum(values[name]) for name in ("calls_offered", "answered_in_30s", "complaints"))
    return calls, answered, complaints, set(values["satisfaction"])
