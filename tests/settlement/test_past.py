"""Earlier statements as one row, and only as much of them as somebody asks for."""

from __future__ import annotations

from sla.settlement.model import Line, Settlement
from sla.settlement.past import Joined, facts_of, lines_of
from tests.settlement.test_over_time import BAD, contract, monthly, settled

PAST = settled(contract("400.00", "5.00"), monthly(*[BAD] * 6), 6)


def test_the_parts_of_many_are_one_row() -> None:
    lines = [line for each in PAST for line in each.lines]
    assert list(lines_of(PAST)) == lines
    assert len(lines_of(PAST)) == len(lines) == 12
    assert (lines_of(PAST)[0], lines_of(PAST)[-1], list(lines_of(PAST)[2:4])) == (lines[0], lines[-1], lines[2:4])
    assert [each.measurement.level for each in facts_of(PAST)] == ["r", "s"] * 6
    assert list(lines_of(())) == []


def test_a_limit_looks_back_no_further_than_its_window() -> None:
    march = PAST[2].period
    assert list(lines_of(PAST, march.start)) == [line for each in PAST[2:] for line in each.lines]
    assert list(lines_of(PAST, march.end)) == [line for each in PAST[3:] for line in each.lines]


def test_nothing_is_walked_until_somebody_asks() -> None:
    seen: list[str] = []

    def lines(settlement: Settlement) -> tuple[Line, ...]:
        seen.append(settlement.period.key)
        return settlement.lines

    joined = Joined(PAST, lines)
    assert seen == []
    assert next(iter(joined)) == PAST[0].lines[0]
    assert seen == ["2026-01"]


def test_earlier_months_leave_a_monthly_ceiling_alone() -> None:
    text = contract("400.00", more="limits: [{on: penalties, window: month, at most: 500.00}]\n")
    assert {f"{each.penalties.amount:.2f}" for each in settled(text, monthly(*[BAD] * 6), 6)} == {"400.00"}
