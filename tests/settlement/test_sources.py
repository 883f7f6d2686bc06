"""From a line back to its rows: what is shown is what was read, and whatever does not count says why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from sla.contract.model import Contract
from sla.evaluation.model import Evaluation
from sla.measurement.reading import combined
from sla.measurement.relief import Days, Extent, Less, Records, Relief, Relieved
from sla.operations import definitions
from sla.settlement import sources
from sla.settlement.model import Line
from sla.settlement.settle import settled_through
from sla.settlement.sources import Fate, Source
from sla.settlement.trial import figures_of, period_named, settled
from sla.submission.figures import Entry, Figures
from sla.values import exact
from tests.contract.texts import HEAD, definition
from tests.measurement.reports import entries, site, span

CONTRACTS = definitions.folders(Path(__file__).parents[2] / "contracts")
SITES = (
    HEAD
    + """\
figures:
  calls: {unit: calls, by: [site]}
  wait: {unit: seconds, combine: COMBINE}
  fee: {unit: money}
  volume: {unit: calls}
amounts:
  monthly_fee: {is: fee, clause: "7"}
service_levels:
  calls:
    clause: "1"
    measure: calls
    by: [site]
    target: at most 5
    better: lower
    missing: {nothing reported: hold}
    pays: [{when: missed, penalty: monthly_fee * volume}]
  wait:
    clause: "2"
    measure: wait
    target: at most 30
    missing: {nothing reported: hold}
"""
)
DAYS = ("2026-01-03", "2026-01-04", "2026-01-05")
REPORTED = (
    *(entry for day, calls in zip(DAYS, (4, 3, 2), strict=True) for entry in entries(day, site("Leeds"), calls=calls)),
    *entries("2026-01-03", site("York"), calls=1),
    *(entry for day, wait in zip(DAYS, (20, 40, 30), strict=True) for entry in entries(day, wait=wait)),
    *entries("2026-01", fee=1000, volume=7),
)


def line_of(
    level: str, figures: Figures, combine: str = "last", at: int = 0
) -> tuple[Contract, Line, Evaluation, Figures]:
    """A line of January."""
    made = definition(SITES.replace("COMBINE", combine))
    (january,) = settled_through(made, figures, (span("2026-01"),))
    line = [each for each in january.lines if each.level == level][at]
    evaluation = next(
        e
        for e in january.evaluations
        if (e.measurement.level, e.measurement.window, e.measurement.scope) == (level, line.window, line.scope)
    )
    return made.on(january.period), line, evaluation, figures


def behind(level: str, figures: Figures | None = None, combine: str = "last") -> Source:
    """The one figure behind a line's result."""
    contract, _, evaluation, counting = line_of(level, figures or Figures(REPORTED), combine)
    (source,) = sources.of_result(contract, contract.level(level), counting, evaluation)
    return source


def fates(source: Source) -> list[tuple[str, Fate]]:
    return [(str(row.entry.value), row.fate) for row in source.rows]


def relieved(extent: Extent) -> Figures:
    return Relieved(Figures(REPORTED), (Relief("calls", span("2026-01"), extent, scope=site("Leeds"), number=3),))


def test_rows_of_another_site_are_shown_and_do_not_count() -> None:
    source = behind("calls")
    assert source.value == 9
    assert source.counted == 3
    assert [row.entry.scope for row in source.rows if row.fate is Fate.ELSEWHERE] == [site("York")]


@pytest.mark.parametrize(("combine", "counts"), [("last", "30"), ("largest", "40"), ("smallest", "20")])
def test_of_several_values_the_one_that_is_the_figure(combine: str, counts: str) -> None:
    told = fates(behind("wait", combine=combine))
    assert [value for value, fate in told if fate is Fate.COUNTED] == [counts]
    assert {fate for value, fate in told if value != counts} == {Fate.OUTDONE}


def test_what_relief_takes_off_says_so() -> None:
    day = span(DAYS[1])
    for extent in (Days(day), Records(((day, site("Leeds"), ""),))):
        source = behind("calls", relieved(extent))
        assert source.value == 6
        (row,) = [row for row in source.rows if row.fate is Fate.RELIEVED]
        assert (row.entry.when, row.counts, row.reliefs) == (day, None, (3,))


def test_what_counts_in_part_says_as_how_much() -> None:
    source = behind("calls", relieved(Less("calls", Decimal(5))))
    assert source.value == 4
    leeds = [(str(row.counts), row.fate) for row in source.rows if row.fate is not Fate.ELSEWHERE]
    assert leeds == [("0", Fate.LESSENED), ("2", Fate.LESSENED), ("2", Fate.COUNTED)]


def test_a_price_leads_to_the_figures_that_it_was_made_of() -> None:
    contract, line, evaluation, figures = line_of("calls", Figures(REPORTED))
    priced = sources.of_price(contract, contract.level("calls"), figures, line, evaluation)
    assert {each.figure.name: each.value for each in priced} == {"fee": 1000, "volume": 7}
    without = line._replace(hit=None)
    assert sources.of_price(contract, contract.level("calls"), figures, without, evaluation) == ()


def test_a_price_that_is_not_known_yet_leads_to_what_there_is() -> None:
    contract, line, evaluation, figures = line_of("calls", Figures(each for each in REPORTED if each.figure != "fee"))
    priced = sources.of_price(contract, contract.level("calls"), figures, line, evaluation)
    assert [(each.figure.name, each.value, each.rows) for each in priced] == [("fee", None, ())]


def test_a_level_of_other_levels_names_them() -> None:
    contract, *_ = line_of("calls", Figures(REPORTED))
    assert sources.parts(contract.level("calls")) == ()


def examples() -> Iterator[tuple[Contract, Evaluation, Figures]]:
    """Every result of the worked examples of every contract in the house."""
    for folder in CONTRACTS:
        made = definitions.load(folder)
        assert not isinstance(made, tuple), folder
        for version in made.versions:
            known = made.recorded_by(version.head.recorded)
            for example in known.at(version.days[0]).examples[:2]:
                settlement = settled(known, example)
                figures = figures_of(example, known.on(period_named(known, example.period)))
                contract = known.on(settlement.period, dict(example.readings))
                yield from ((contract, each, figures) for each in settlement.evaluations)


def test_in_every_contract_the_rows_that_count_make_the_number_that_was_used() -> None:
    checked = 0
    for contract, evaluation, figures in examples():
        level, used = contract.level(evaluation.measurement.level), dict(evaluation.measurement.inputs)
        for source in sources.of_result(contract, level, figures, evaluation):
            if source.figure.name in used and source.value is not None:
                assert source.value == used[source.figure.name], (contract.key, level.key)
                counted = [row.counts for row in source.rows if row.counts is not None]
                with exact():
                    value = combined(source.figure, counted)
                    assert (source.figure.rounding(value) if source.figure.rounding else value) == source.value
                checked += 1
    assert checked > 500


def test_rows_are_those_that_were_reported_and_none_is_told_twice() -> None:
    entry: Entry = REPORTED[0]
    rows = [row.entry for row in behind("calls").rows]
    assert rows.count(entry) == 1
    assert set(rows) == {each for each in REPORTED if each.figure == "calls"}
