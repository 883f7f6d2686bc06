"""The next step of every stage, and what each person can do there."""

from dataclasses import replace

import pytest

from sla.cycle import Cycle, Role, next_step, possible
from tests.cycle.cast import (
    APPROVED,
    AUDREY,
    BOTH,
    DROPPED,
    EVERYBODY,
    FAY,
    FRED,
    HALF_APPROVED,
    ISSUED,
    MAX,
    MIA,
    NOW,
    NUMBERED,
    OPEN,
    PAT,
    RESTATED,
    SETTLED,
    STAGES,
    SUBMITTED,
    elsewhere,
)


@pytest.mark.parametrize(
    ("cycle", "roles", "says"),
    [
        (OPEN, (Role.PARTNER,), "The vendor sends the figures."),
        (SUBMITTED, (Role.MANAGER,), "A vendor manager checks the figures and settles."),
        (SETTLED, (Role.MANAGER, Role.FINANCE), "A second vendor manager and finance approve."),
        (HALF_APPROVED, (Role.FINANCE,), "Finance approves."),
        (APPROVED, (Role.FINANCE,), "Finance issues the statement."),
        (NUMBERED, (Role.FINANCE,), "Finance completes statement HARBOUR-0001."),
        (ISSUED, (), "Nothing: statement HARBOUR-0001 is issued."),
    ],
    ids=lambda value: value.revision if isinstance(value, Cycle) else None,
)
def test_next_step(cycle: Cycle, roles: tuple[Role, ...], says: str) -> None:
    step = next_step(cycle)
    assert (step.roles, step.says) == (roles, says)


def test_a_settlement_that_waits_goes_back() -> None:
    assert SETTLED.prepared is not None
    waiting = replace(SETTLED, prepared=replace(SETTLED.prepared, waiting_for=("answer_time",)))
    assert next_step(waiting).says == "A vendor manager reopens it, because figures are missing."


@pytest.mark.parametrize(
    ("cycle", "can"),
    [
        (OPEN, {PAT: {"submit"}, MIA: {"extend"}, MAX: {"extend"}, BOTH: {"extend"}}),
        (
            SUBMITTED,
            {PAT: {"submit"}, MIA: {"settle", "extend"}, MAX: {"settle", "extend"}, BOTH: {"settle", "extend"}},
        ),
        (
            SETTLED,
            {
                MIA: {"reopen"},
                MAX: {"approve", "reopen"},
                BOTH: {"approve", "reopen"},
                FAY: {"approve"},
                FRED: {"approve"},
            },
        ),
        (
            HALF_APPROVED,
            {MIA: {"reopen"}, MAX: {"reopen"}, BOTH: {"approve", "reopen"}, FAY: {"approve"}, FRED: {"approve"}},
        ),
        (
            APPROVED,
            {MIA: {"reopen"}, MAX: {"reopen"}, BOTH: {"reopen", "issue"}, FAY: {"issue"}, FRED: {"issue"}},
        ),
        (NUMBERED, {BOTH: {"issue"}, FAY: {"issue"}, FRED: {"issue"}}),
        (ISSUED, {MIA: {"restate"}, MAX: {"restate"}, BOTH: {"restate"}}),
        (
            RESTATED,
            {
                PAT: {"submit"},
                MIA: {"settle", "extend", "drop"},
                MAX: {"settle", "extend", "drop"},
                BOTH: {"settle", "extend", "drop"},
            },
        ),
        (DROPPED, {}),
    ],
    ids=lambda value: value.revision if isinstance(value, Cycle) else None,
)
def test_possible(cycle: Cycle, can: dict[object, set[str]]) -> None:
    for somebody in EVERYBODY:
        assert possible(cycle, somebody, NOW) == can.get(somebody, set())


@pytest.mark.parametrize("cycle", STAGES, ids=lambda cycle: cycle.revision)
def test_nothing_is_possible_from_outside(cycle: Cycle) -> None:
    for somebody in (*EVERYBODY, AUDREY):
        assert possible(cycle, elsewhere(somebody), NOW) == set()
