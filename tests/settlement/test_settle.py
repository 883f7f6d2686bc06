"""What holds for every settlement, whatever the contract and the figures: tried on random ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sla.contract.model import Contract, Direction, Limit, Remainder
from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.reading import Missing, Reader
from sla.settlement.canonical import as_dict
from sla.settlement.model import Line, Settlement
from sla.settlement.prices import Prices
from sla.settlement.settle import settled_through
from sla.settlement.workings import amount_in_words, sentence
from sla.submission.figures import Figures
from sla.values import Money, Period, exact
from tests.settlement.strategies import Case, cases, complete_cases

drawn = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
ZERO = Decimal(0)
Settled = tuple[Settlement, ...]


def settled(case: Case) -> Settled:
    return settled_through(case.definition, case.figures, case.periods)


@drawn
@given(cases, st.randoms(use_true_random=False))
def test_whatever_is_reported(case: Case, chance: Random) -> None:
    settlements = settled(case)
    for settlement in settlements:
        contract = case.definition.on(settlement.period)
        the_total_is_the_sum_of_rounded_lines(contract, settlement)
        every_level_has_its_lines_and_every_line_its_level(settlement)
        what_waits_costs_nothing_and_says_what_it_waits_for(settlement)
        cuts_only_take_and_lead_from_the_price_to_the_amount(contract, settlement)
        workings_are_whole_sentences_with_the_amount(contract, settlement)
    no_ceiling_is_ever_exceeded_by_a_cent(case, settlements)
    neither_time_nor_the_order_of_rows_changes_anything(case, settlements, chance)


@drawn
@given(complete_cases)
def test_where_everything_is_reported(case: Case) -> None:
    settlements = settled(case)
    what_a_single_ceiling_cuts_foots_to_it(case, settlements)
    what_is_carried_is_neither_lost_nor_paid_twice(case, settlements)
    for settlement in settlements:
        assert settlement.waiting_for == ()


def the_total_is_the_sum_of_rounded_lines(contract: Contract, settlement: Settlement) -> None:
    sums = {Direction.PENALTY: ZERO, Direction.INCENTIVE: ZERO}
    for line in settlement.lines:
        assert line.amount.amount >= 0
        assert line.amount.amount % contract.money.step == 0
        sums[line.direction] += line.amount.amount
    assert settlement.penalties.amount == sums[Direction.PENALTY]
    assert settlement.incentives.amount == sums[Direction.INCENTIVE]
    assert settlement.net.amount == sums[Direction.INCENTIVE] - sums[Direction.PENALTY]


def every_level_has_its_lines_and_every_line_its_level(settlement: Settlement) -> None:
    shown = {(line.level, line.window, line.scope) for line in settlement.lines if line.level}
    here = [each.measurement for each in settlement.evaluations]
    assert shown == {(each.level, each.window, each.scope) for each in here}


def what_waits_costs_nothing_and_says_what_it_waits_for(settlement: Settlement) -> None:
    for line in settlement.lines:
        assert not (line.missing and line.amount)
    held = any(each.outcome is Outcome.UNKNOWN for each in settlement.evaluations)
    assert bool(settlement.waiting_for) == (held or any(line.missing for line in settlement.lines))


def cuts_only_take_and_lead_from_the_price_to_the_amount(contract: Contract, settlement: Settlement) -> None:
    for line in (line for line in settlement.lines if line.level):
        last = max(line.computed, ZERO)
        for cut in line.cuts:
            assert cut.before == last
            assert 0 <= cut.after < cut.before
            last = cut.after
        assert abs(line.amount.amount - last) < contract.money.step


def evaluation_of(settlement: Settlement, line: Line) -> Evaluation | None:
    """The facts behind a line."""
    for each in settlement.evaluations:
        here = each.measurement
        if (here.level, here.window, here.scope) == (line.level, line.window, line.scope):
            return each
    return None


def workings_are_whole_sentences_with_the_amount(contract: Contract, settlement: Settlement) -> None:
    for line in settlement.lines:
        text = sentence(contract, line, evaluation_of(settlement, line))
        assert re.match(r"[A-Z0-9(-]", text), text
        assert text.endswith("."), text
        assert not re.search(r"None|\.\.|  | ,| \.|_|\( | \)|Decimal|E[+-]\d", text), text
        if line.hit is not None and not line.missing:
            assert amount_in_words(contract, line.amount.amount) in text, text


def neither_time_nor_the_order_of_rows_changes_anything(case: Case, settlements: Settled, chance: Random) -> None:
    assert settled(case) == settlements
    shuffled = list(case.entries)
    chance.shuffle(shuffled)
    assert as_dict(settled_through(case.definition, Figures(shuffled), case.periods)) == as_dict(settlements)
    for count in range(1, len(case.periods)):  # what comes later never changes what was settled
        assert settled(Case(case.text, case.months[:count])) == settlements[:count]


# Ceilings


def under(limit: Limit, line: Line) -> bool:
    return bool(line.level) and line.direction is limit.on and (not limit.levels or line.level in limit.levels)


def filled(contract: Contract, limit: Limit, settlements: Settled) -> Iterator[tuple[Period, list[Line]]]:
    """The limit's windows that the last settlement adds to, with all the lines in them so far."""
    found: dict[Period, list[Line]] = {}
    now: set[Period] = set()
    for settlement in settlements:
        for line in (line for line in settlement.lines if under(limit, line)):
            window = limit.window.holding(line.window.last_day, contract.term)
            found.setdefault(window, []).append(line)
            now |= {window} if settlement is settlements[-1] else set()
    yield from ((window, found[window]) for window in now)


def ceiling(case: Case, contract: Contract, limit: Limit, window: Period, until: Period) -> Decimal | None:
    """What the limit comes to as far as its window is known, in whole units; None where a figure is missing."""
    assert limit.at_most is not None
    known = Period(window.start, min(window.end, until.end))
    figures = Figures(entry for entry in case.entries if entry.when.end <= until.end)
    try:
        with exact():
            most = Prices(contract, Reader(contract, figures, known, window)).of(limit.at_most)
    except Missing:
        return None
    return contract.money(max(most, ZERO))


def paid(lines: list[Line]) -> Decimal:
    return sum((line.amount.amount for line in lines), ZERO)


def no_ceiling_is_ever_exceeded_by_a_cent(case: Case, settlements: Settled) -> None:
    for at, settlement in enumerate(settlements):
        contract = case.definition.on(settlement.period)
        for limit in contract.limits:
            if limit.at_most is None or not paid([line for line in settlement.lines if under(limit, line)]):
                continue
            for window, lines in filled(contract, limit, settlements[: at + 1]):
                most = ceiling(case, contract, limit, window, settlement.period)
                assert most is not None
                assert paid(lines) <= most


def what_a_single_ceiling_cuts_foots_to_it(case: Case, settlements: Settled) -> None:
    for at, settlement in enumerate(settlements):
        contract = case.definition.on(settlement.period)
        if len(contract.limits) != 1 or (limit := contract.limits[0]).at_most is None:
            continue
        for window, lines in filled(contract, limit, settlements[: at + 1]):
            if any(line.cuts for line in settlement.lines if under(limit, line)):
                earlier = paid([line for line in lines if line not in settlement.lines])
                most = ceiling(case, contract, limit, window, settlement.period)
                assert most is not None
                assert paid(lines) == max(most, earlier)


# Carried, paid, forfeited


def what_is_carried_is_neither_lost_nor_paid_twice(case: Case, settlements: Settled) -> None:
    waiting = ZERO
    for settlement, reported in zip(settlements, case.months, strict=True):
        contract = case.definition.on(settlement.period)
        extra = [line for line in settlement.lines if not line.level]
        brought = paid([line for line in extra if line.direction is Direction.PENALTY])
        left = paid([line for line in extra if line.direction is Direction.INCENTIVE])
        assert brought == waiting
        invoice = contract.money(dict(reported)["invoice"])
        owed = -settlement.net.amount + left
        if contract.terms.against is None or contract.terms.remainder is Remainder.PAY:
            assert extra == []
        else:
            assert left == max(owed - invoice, ZERO)
            assert -settlement.net.amount <= invoice
        waiting = left if contract.terms.remainder is Remainder.CARRY else ZERO


@pytest.mark.parametrize(("currency", "wanted"), [("EUR", "1234.57"), ("JPY", "1235"), ("KWD", "1234.568")])
def test_amounts_have_the_places_of_their_currency(currency: str, wanted: str) -> None:
    text = (
        f"contract: a\ncurrency: {currency}\nterm: {{from: 2026-01-01, until: 2027-01-01}}\n"
        "figures: {r: {unit: calls}}\n"
        "service_levels:\n  one:\n    clause: 1\n    measure: r\n    target: at least 5\n"
        "    pays: [{below: 5, penalty: 1234.5678}]\n"
    )
    (settlement,) = settled(Case(text, ((("r", Decimal(1)),),)))
    assert settlement.penalties == Money(Decimal(wanted), currency)
    assert as_dict((settlement,))["settlements"][0]["penalties"] == wanted
