"""What is not wrong is not told: tables that meet at an edge, histories of the same windows, weights of nothing."""

import pytest

from sla.contract.checks import touching
from sla.contract.definition import Definition, read
from sla.contract.model import Range
from sla.contract.nodes import Text
from sla.contract.ranges import range_in
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


def test_levels_of_two_texts_that_need_each_other_are_told_before_a_statement_mixes_them() -> None:
    """Each text is sound by itself; a quarter that began under the first one stands beside the months of the second."""
    missing = "missing: {nothing reported: hold, zero denominator: hold}"
    text = """\
contract: mixed
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
version: VERSION
effective: EFFECTIVE
figures: {late: {unit: calls}, calls: {unit: calls}}
service levels:
  score: {clause: 1, window: quarter, measure: SCORE, better: lower, MISSING}
  late:
    {clause: 2, measure: late, target: at most 1, MISSING, pays: [{when: WHEN, points: 1}]}
""".replace("MISSING", missing)

    def version(effective: str, score: str, when: str) -> str:
        filled = text.replace("VERSION", effective[5:7]).replace("EFFECTIVE", effective)
        return filled.replace("SCORE", score).replace("WHEN", when)

    first = version("2026-01-01", "{points: [late]}", "missed")
    asks = "{level: score, is: missed}"
    for effective, sound in (("2026-02-01", False), ("2026-04-01", True)):
        found = read({"a.yaml": first, "b.yaml": version(effective, "calls", asks)})
        codes = set() if isinstance(found, Definition) else {each.code for each in found.errors}
        assert codes == (set() if sound else {"contract.circular"})
