"""What is not wrong is not told: tables that meet at an edge, histories of the same windows, weights of nothing."""

import pytest

from sla.contract.checks import touching
from sla.contract.fields import range_in
from sla.contract.model import Range
from sla.contract.nodes import Text
from sla.contract.report import Report
from sla.values import Place
from tests.contract.texts import FIGURES, HEAD, LEVEL, PAYS, SECOND, WHOLE, definition

WORST = PAYS.replace("hold", "worst band")


def in_words(text: str) -> Range:
    found = range_in(Text(text, Place()), Report(), "a range")
    assert found
    return found


@pytest.mark.parametrize(
    ("one", "other", "touch"),
    [
        ("below 5", "at least 5", False),
        ("at most 5", "at least 5", True),
        ("at most 5", "above 5", False),
        ("below 5", "above 5", False),
        ("below 5", "below 3", True),
        ("at least 1 and below 5", "at least 5 and below 9", False),
        ("at least 1 and below 5", "at least 4.999 and below 9", True),
        ("above 5", "above 9", True),
    ],
)
def test_ranges_touch_where_a_number_lies_in_both(one: str, other: str, touch: bool) -> None:
    first, second = in_words(one), in_words(other)
    assert touching(first, second) is touching(second, first) is touch


@pytest.mark.parametrize(
    "text",
    [
        PAYS
        + "      - bands: [{below: 80, penalty: 5}, {at least: 80, below: 90, penalty: 3}, {above: 95, points: 1}]\n",
        PAYS + "      - {apply: worst, bands: [{below: 90, penalty: 3}, {below: 80, penalty: 5}]}\n",
        PAYS + "      - {apply: every, bands: [{below: 90, penalty: 3}, {below: 80, penalty: 5}]}\n",
        WORST
        + "      - bands: [{above: 95, incentive: 1}, {at least: 80, below: 90, points: 3}, {below: 80, penalty: 5}]\n",
        WORST + "      - {apply: worst, bands: [{below: 90, penalty: 3}, {below: 80, penalty: 5}]}\n",
        WORST + "      - {per step: {of: 1, below: 90, counted: full, at most: 3}, penalty: 5}\n",
        WORST + "      - {lookup: down, rows: [{at: 0, penalty: 5}, {at: 90, penalty: 0}]}\n",
        WORST + "      - {below: 90, penalty: 5}\n      - {at least: 98, incentive: 5}\n",
        PAYS + "      - {when: {is: missed, times: 2, in last: 4 months}, penalty: 5}\n",
        PAYS + "      - {when: {is: missed, times: 2, in last: 4 windows}, penalty: 5}\n",
        PAYS + "      - {when: {is: missed, times: 2, in last: 4}, penalty: 5}\n",
        PAYS + "      - {below: 90, penalty: share of risk}\npools: {risk: {of: fee, weights: {answered: 0}}}\n",
        WHOLE + "consequences: [{says: A plan., when: {level: late, is: missed, times: 3, in last: 3 months}}]\n",
        HEAD + FIGURES.replace("{unit: calls}", "{unit: calls, by: site}") + LEVEL + "    by: site\n"
        "    pays: [{when: {level: late, is: missed}, penalty: 5}]\n" + SECOND + "    by: site\n",
        HEAD + FIGURES.replace("{unit: calls}", "{unit: calls, by: site}") + LEVEL + "    by: site\n"
        "    pays: [{when: {level: late, is: missed}, penalty: 5}]\n" + SECOND,
    ],
)
def test_a_sound_contract_is_let_pass(text: str) -> None:
    errors = [each for each in definition(text).warnings if "unused" not in each.code]
    assert errors == []


def test_a_change_on_the_first_day_of_a_statement_is_no_surprise() -> None:
    text = WHOLE.replace("at least 90", "{2026-01-01: at least 90, 2026-07-01: at least 95}")
    assert definition(text).warnings == ()
    fiscal = (
        WHOLE.replace("at least 90", "{2026-01-01: at least 90, 2026-07-22: at least 95}")
        + "statement: month from the 22nd\n"
    )
    assert definition(fiscal).warnings == ()
