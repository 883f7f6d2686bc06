"""A contract tried on its own examples: what it must pay, and what its levels must come out as."""

import pytest

from sla.settlement.trial import too_many, tried
from tests.contract.texts import WHOLE, definition, findings

DAILY = """\
contract: harbour
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
figures:
  calls: {unit: calls, every: day}
  late: {unit: calls, every: day}
  wait: {unit: seconds}
service_levels:
  late:
    clause: "1"
    window: half-month
    measure: {share: late, of: calls}
    target: at most 10
    missing: {nothing reported: hold, zero denominator: not measured}
    grades: [{called: dire, above: 50}, {called: whole, at least: 100}]
    pays:
      - {when: missed, penalty: 5.00}
  wait:
    clause: "2"
    window: event
    measure: wait
    target: below 60
    pays:
      - {when: missed, penalty: 1.00}
examples:
  - says: the example
    period: 2026-03
"""


def told(rest: str) -> list[str]:
    """What trying the contract on one example finds."""
    return [f"{each.found} / {each.expected}" for each in tried(definition(DAILY + rest))]


def test_a_figure_for_each_day_is_given_once() -> None:
    assert told("    given: {each day of 2026-03: {calls: 10, late: 2}}\n    pays: {late: -10.00}\n") == []


def test_of_two_figures_for_one_day_the_last_counts() -> None:
    days = "{each day of 2026-03: {calls: 10, late: 1}, 2026-03-02: {late: 2}}"
    assert told(f"    given: {days}\n    pays: {{late: -5.00}}\n") == []


def test_each_reaches_from_one_time_through_another() -> None:
    days = "{each day of 2026-03: {calls: 10, late: 2}, each day of 2026-03-01 to 2026-03-15: {late: 1}}"
    assert told(f"    given: {days}\n    pays: {{late: -5.00}}\n") == []


def test_a_backward_reach_is_told() -> None:
    (finding,) = tried(
        definition(DAILY + "    given: {each day of 2026-03-09 to 2026-03-02: {calls: 1}}\n    pays: {net: 0}\n")
    )
    assert finding.code == "contract.example-undated"


@pytest.mark.parametrize("length", ["fortnight", "event"])
def test_each_asks_for_a_stretch_of_time(length: str) -> None:
    text = DAILY + f"    given: {{each {length} of 2026-03: {{calls: 1}}}}\n    pays: {{net: 0}}\n"
    assert [each.code for each in findings(text)] == ["contract.unknown-window"]


@pytest.mark.parametrize(
    ("late", "outcome", "found"),
    [
        ("1", "met", []),
        ("1", "missed", ["late met / late missed"]),
        ("2", "missed", []),
        ("6", "dire", []),
        ("5", "dire", ["late missed / late dire"]),
        ("10", "missed", []),
        ("10", "dire", ["late missed dire whole / late dire"]),
    ],
)
def test_an_example_says_what_a_level_comes_out_as(late: str, outcome: str, found: list[str]) -> None:
    given = f"    given: {{each day of 2026-03: {{calls: 10, late: {late}}}}}\n"
    assert told(f"{given}    outcomes: {{late: {outcome}}}\n") == found


def test_every_window_must_come_out_so() -> None:
    days = "{each day of 2026-03: {calls: 10, late: 1}, 2026-03-02: {late: 9}}"
    assert told(f"    given: {days}\n    outcomes: {{late: met}}\n") == ["late met, missed / late met"]


def test_without_a_window_nothing_comes_out() -> None:
    assert told("    given: {}\n    outcomes: {wait: met}\n") == ["wait closes no window / wait met"]


def test_without_figures_a_level_is_unknown() -> None:
    assert told("    given: {}\n    outcomes: {late: unknown}\n") == []


def test_figures_of_a_later_period_are_history_yet_to_come() -> None:
    assert told("    given: {each day of 2026-04: {calls: 10, late: 2}}\n    outcomes: {late: unknown}\n") == []


@pytest.mark.parametrize(
    ("times", "count"),
    [
        ("each half-hour of 2026-03-29", 48),
        ("each hour of 2026-03-02 to 2026-03-03", 48),
        ("each quarter-hour of 2026-03-02T08:00 to 2026-03-02T09:00", 5),
        ("each half-hour of 2026-03-02T23:30 to 2026-03-03T00:00", 2),
        ("each half-hour of 2026-03-02T08:10", 1),
        ("each half-hour of 2026-03-03 to 2026-03-02", 0),
    ],
)
def test_each_counts_parts_of_a_day_as_events(times: str, count: int) -> None:
    assert told(f"    given: {{{times}: {{wait: 60}}}}\n    pays: {{wait: -{count}.00}}\n") == []


def test_an_interval_is_the_one_that_begins_at_its_stamp() -> None:
    rows = "{each half-hour of 2026-03-02: {wait: 59}, 2026-03-02T08:30: {wait: 60}}"
    assert told(f"    given: {rows}\n    pays: {{wait: -1.00}}\n") == []


def test_each_site_means_every_site_that_the_contract_names() -> None:
    text = (
        DAILY.replace("unit: calls, every: day", "unit: calls, by: [site]")
        + "    given:\n{0}    outcomes: {{late: {1}}}\n"
    )
    text = text.replace("figures:\n", "dimensions: {{site: [Leeds, Hull]}}\nfigures:\n").replace(
        "window: half-month", "by: [site]"
    )
    rows = "      - {when: 2026-03, site: each, calls: 10, late: 2}\n"
    body = text[: text.index("    given")].replace("{{", "{").replace("}}", "}") + "    given:\n"
    assert list(tried(definition(body + rows + "    outcomes: {late: missed}\n"))) == []
    assert (
        list(tried(definition(body + rows + "      - {when: 2026-03, site: Hull, late: 1}\n    pays: {late: -5.00}\n")))
        == []
    )


@pytest.mark.parametrize(
    ("late", "says", "found"),
    [
        (2, "[A plan, A visit]", []),
        (2, "A plan", ["A plan; A visit / A plan"]),
        (1, "A plan", []),
        (1, "nothing", ["A plan / nothing"]),
        (0, "nothing", []),
        (0, "A visit", ["nothing / A visit"]),
    ],
)
def test_an_example_says_all_that_follows(late: int, says: str, found: list[str]) -> None:
    text = (
        WHOLE
        + "consequences:\n  - {says: A plan, when: {level: late, at least: 1}}\n"
        + "  - {says: A visit, when: {level: late, at least: 2}}\n"
        + f"examples: [{{period: 2026-03, given: {{late: {late}}}, pays: {{net: 0}}, follows: {says}}}]\n"
    )
    assert [f"{each.found} / {each.expected}" for each in tried(definition(text))] == found


def test_where_an_example_does_not_say_what_follows_anything_may() -> None:
    text = WHOLE + "consequences: [{says: A plan, when: {level: late, at least: 1}}]\n"
    assert list(tried(definition(text + "examples: [{period: 2026-03, given: {late: 3}, pays: {net: 0}}]\n"))) == []


CENTURIES = WHOLE.replace("2026-01-01", "1900-01-01").replace("2027-01-01", "2199-01-01")
ENDLESS = {
    "more than 20000 times": (CENTURIES, "each half-hour of 1900-01-01 to 2198-12-31", "2026-03"),
    "more than 400 statements": (CENTURIES + "statement: day\n", "1900-01-01", "2198-03-01"),
}


@pytest.mark.parametrize("said", ENDLESS)
def test_an_example_without_end_is_not_begun(said: str) -> None:
    text, when, period = ENDLESS[said]
    example = f"examples: [{{period: {period}, given: {{{when}: {{calls: 1}}}}, pays: {{net: 0}}}}]\n"
    assert [said in each.message for each in tried(definition(text + example))] == [True]


def test_examples_that_stand_for_too_many_values_together_are_not_tried() -> None:
    """A year of half-hours has 17,520 of them; whatever cannot be placed in time counts for nothing here."""
    year = "each half-hour of 2026-01-01 to 2026-12-31"
    one = f"  - {{says: SAYS, period: 2026-03, given: {{{year}: {{calls: 1}}}}, pays: {{net: 0}}}}\n"
    undated = "  - {says: undated, period: 2026-03, given: {each day of 1890: {calls: 1}}, pays: {net: 0}}\n"
    examples = [one.replace("SAYS", f"the {at}th") for at in range(1, 7)]
    assert too_many(definition(WHOLE + "examples:\n" + undated + "".join(examples[:5]))) == ()
    (finding,) = too_many(definition(WHOLE + "examples:\n" + undated + "".join(examples)))
    assert (finding.code, finding.found) == ("contract.too-many-values", "105,120 values")
    assert "`the 6th`" in finding.message


@pytest.mark.parametrize("price", ["9999999999 * 9999999999 * 9999999999 * 99", "fee / 0.000000000000001 / 0.000001"])
def test_an_amount_that_nobody_could_write_is_waited_for(price: str) -> None:
    given = "{calls: 100, answered: 1, fee: 999999999999999.99}"
    text = WHOLE.replace("5 % of fee", f'"full({price})"')
    example = (
        f"examples: [{{period: 2026-03, given: {given}, pays: {{penalties: 0}}, outcomes: {{answered: missed}}}}]\n"
    )
    assert tried(definition(text + example)) == ()
