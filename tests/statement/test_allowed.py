"""Reliefs and waivers travel inside a calculation, and decide what it comes to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Direction
from sla.measurement.relief import Days, Extent, First, Forgiven, Less, Records, Relief, Whole
from sla.settlement.waiver import Waiver
from sla.statement.allowed import extent_of, relief_of, waiver_of, written_extent, written_relief, written_waiver
from sla.statement.recompute import build, recompute
from sla.values import Findings, Period
from tests.document import sample

decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=3)
periods = st.builds(
    lambda day, length: Period(day, date.fromordinal(day.toordinal() + length)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(1, 400),
)
names = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=9)
scopes = st.dictionaries(names, names, max_size=2).map(lambda of: tuple(sorted(of.items())))
extents: st.SearchStrategy[Extent] = st.one_of(
    st.just(Whole()),
    st.builds(First, st.integers(1, 10**6)),
    st.builds(Forgiven, decimals),
    st.builds(Days, periods),
    st.builds(Records, st.lists(st.tuples(periods, scopes, names), max_size=3).map(tuple)),
    st.builds(Less, names, decimals),
)
reliefs = st.builds(Relief, names, periods, extents, names, scopes, st.integers(0, 10**9))
waivers = st.builds(
    Waiver, names, periods, st.sampled_from(Direction), names, st.none() | decimals, names, scopes, st.integers(0, 99)
)


@given(reliefs, waivers)
def test_what_is_written_is_read_back(relief: Relief, waiver: Waiver) -> None:
    assert relief_of(json.loads(json.dumps(written_relief(relief)))) == relief
    assert waiver_of(json.loads(json.dumps(written_waiver(waiver)))) == waiver


@pytest.mark.parametrize(
    "changed",
    [{"kind": "all"}, {"kind": "first", "count": 3}, {"kind": "first", "count": "x"}, {"kind": "less", "by": "1"}, {}],
)
def test_no_other_extent_is_read(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        extent_of(changed)
    assert extent_of(written_extent(First(3))) == First(3)


def allowed() -> bytes:
    basis = sample.basis()
    line = basis.settled()[-1].lines[0]
    relief = Relief(line.level, basis.period, Whole(), "storm", number=7)
    let_go = Waiver(
        basis.settled()[-1].lines[-1].level, basis.period, Direction.INCENTIVE, "goodwill", Decimal("10.00")
    )
    whole = replace(basis, relief=(relief,), waivers=(let_go,))
    return build(whole, whole.settled()[-1], sample.imprint())


def test_a_statement_with_relief_is_computed_again_from_what_it_carries() -> None:
    again = recompute(allowed())
    assert not isinstance(again, Findings)
    claimed, computed = again
    assert claimed == computed
    assert recompute(build(sample.basis(), sample.basis().settled()[-1], sample.imprint())) != again


def test_relief_that_was_slipped_in_or_taken_out_is_found() -> None:
    whole = json.loads(allowed())
    for part in ("relief", "waivers"):
        without = {name: value for name, value in whole.items() if name != part}
        again = recompute((json.dumps(without, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode())
        assert not isinstance(again, Findings)
        assert again[0] != again[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"kind": "whole"', b'"kind": "hole"'),
        (b'"number": "7"', b'"number": 7'),
        (b'"cause": "storm"', b'"course": "storm"'),
        (b'"most": "10.00"', b'"most": "1E1"'),
        (b'"direction": "incentive"', b'"direction": "prize"'),
    ],
)
def test_any_other_form_is_refused(before: bytes, after: bytes) -> None:
    content = allowed()
    assert before in content
    assert isinstance(recompute(content.replace(before, after)), Findings)
