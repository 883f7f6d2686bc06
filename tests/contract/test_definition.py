"""Versions, dates and readings: which text is in force, and for which level."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sla.contract.definition import Definition, read
from sla.contract.expression import printed
from sla.contract.model import Bands, Contract, Formula, Range
from sla.values import Findings, Period
from tests.contract.texts import BASE, FIGURES, HEAD, LEVEL, PAYS, WHOLE, definition

QUARTERLY = WHOLE.replace("    measure: {share", "    window: quarter\n    measure: {share")
TIERS = "readings: {tiers: {says: Which?, choices: {highest: the highest, stacked: all}}}\n"


def least(contract: Contract, key: str = "answered") -> str:
    target = contract.level(key).target
    return str(target.low) if target else ""


def month(number: int, year: int = 2026) -> Period:
    return Period(date(year, number, 1), date(year + number // 12, number % 12 + 1, 1))


def found(**texts: str) -> set[str]:
    """Codes and places of what is wrong with several files."""
    answer = read({f"{name}.yaml": text for name, text in texts.items()}, "harbour")
    assert isinstance(answer, Findings)
    return {f"{each.place} {each.code}" for each in answer.errors}


def test_a_folder_without_files_is_no_contract() -> None:
    assert found() == {"harbour:1:1 contract.no-contract"}


def test_versions_that_do_not_join_are_doubted() -> None:
    later = WHOLE.replace("from: 2026-01-01", "from: 2026-06-01") + "effective: 2026-06-01\n"
    told = definition(WHOLE, two=later).warnings
    assert [f"{each.place} {each.code}" for each in told] == ["two.yaml:3:14 contract.another-start"]
    assert definition(WHOLE, two=WHOLE + "effective: 2026-06-01\n").warnings == ()


def test_a_target_changes_on_its_day() -> None:
    text = definition(WHOLE.replace("at least 90", "{2026-01-01: at least 90, 2026-07-01: at least 95}"))
    assert least(text.on(month(6))) == "90"
    assert least(text.on(month(7))) == "95"
    assert text.on(month(6)) is text.on(month(1))
    assert text.versions[0].days == (date(2026, 1, 1), date(2026, 7, 1))


def test_a_quarter_is_judged_by_the_text_of_its_own_first_day() -> None:
    text = definition(QUARTERLY.replace("at least 90", "{2026-01-01: at least 90, 2026-03-01: at least 95}"))
    march, june = text.on(month(3)), text.on(month(6))
    assert least(march) == "90"
    assert march.index["answered"] is march.level("answered") is march.levels[0]
    assert least(june) == "95"
    assert text.on(month(3)) is march
    assert march.level("late") is text.at(date(2026, 3, 1)).level("late")


def test_a_level_of_an_older_text_brings_the_figures_that_it_is_made_of() -> None:
    later = QUARTERLY.replace("answered: {unit", "answered_calls: {unit").replace(
        "share: answered", "share: answered_calls"
    )
    text = definition(QUARTERLY, later=later + "effective: 2026-03-01\n")
    march = text.on(month(3))
    measure = march.level("answered").measure
    assert isinstance(measure, Formula)
    assert printed(measure.expression) == "100 * answered / calls"
    assert march.figure("answered") is not None
    assert march.figure("answered_calls") is not None
    assert text.on(month(6)).figure("answered") is None


def test_the_later_version_holds_from_its_effective_day() -> None:
    text = definition(WHOLE, later=WHOLE.replace("at least 90", "at least 95") + "effective: 2026-07-01\nversion: 2\n")
    assert [version.file for version in text.versions] == ["contract.yaml", "later.yaml"]
    assert (least(text.on(month(6))), least(text.on(month(7)))) == ("90", "95")
    assert (text.on(month(6)).version, text.on(month(7)).version) == ("1", "2")
    assert text.on(month(6)).digest != text.on(month(7)).digest
    assert text.version_on(date(2025, 1, 1)) is text.versions[0]


def test_files_come_in_any_order() -> None:
    first, second = WHOLE, WHOLE.replace("at least 90", "at least 95") + "effective: 2026-07-01\n"
    one, other = read({"a.yaml": first, "b.yaml": second}), read({"b.yaml": first, "a.yaml": second})
    assert isinstance(one, Definition)
    assert isinstance(other, Definition)
    for number in range(1, 13):
        assert least(one.on(month(number))) == least(other.on(month(number)))


def test_an_extension_moves_the_end_of_the_term_for_every_window() -> None:
    short = WHOLE.replace("until: 2027-01-01", "until: 2026-12-15")
    longer = WHOLE.replace("until: 2027-01-01", "until: 2028-01-01") + "effective: 2026-12-10\n"
    text = definition(short, later=longer)
    december = month(12)
    assert december in text.statement_periods()
    assert text.on(december).level("answered").window.closing_in(december, text.on(december).term) == (december,)


@pytest.mark.parametrize("change", [("harbour", "airport"), ("USD", "EUR")])
def test_versions_of_two_contracts_are_not_one(change: tuple[str, str]) -> None:
    later = WHOLE.replace(*change) + "effective: 2026-07-01\n"
    assert found(one=WHOLE, two=later) == {"two.yaml:1:1 contract.other-contract"}


def test_two_versions_of_one_day_are_refused() -> None:
    assert found(one=WHOLE, two=WHOLE) == {"two.yaml:1:1 contract.same-day"}
    assert found(one=WHOLE, two=WHOLE + "effective: 2026-01-01\n") == {"two.yaml:1:1 contract.same-day"}


def test_statements_keep_their_window() -> None:
    later = WHOLE + "effective: 2026-07-01\nstatement: {every: quarter, against: fee}\n"
    place = f"two.yaml:{later.count(chr(10))}:38"
    assert found(one=WHOLE, two=later) == {f"{place} contract.other-periods"}
    assert {
        each.partition(" ")[2] for each in found(one=WHOLE + "statement: {2026-01-01: month, 2026-07-01: quarter}\n")
    } == {"contract.other-periods"}


def test_a_broken_version_is_told_beside_the_others() -> None:
    broken = WHOLE.replace("at least 90", "ninety") + "effective: 2026-07-01\n"
    assert {each.partition(":")[0] for each in found(one=WHOLE + "x: 1\n", two=broken)} == {"one.yaml", "two.yaml"}


@pytest.mark.parametrize(
    "line", ["term: {from: 2026-01-01, until: 2027-01-01}\n", "contract: harbour\n", "currency: USD\n"]
)
def test_what_the_heading_lacks_hides_nothing_below(line: str) -> None:
    text = (
        WHOLE.replace(line, "")
        .replace("at least 90", "{2026-01-01: ninety, 2027-06-01: at least 90}")
        .replace("late +", "+")
    )
    codes = {each.partition(" ")[2] for each in found(contract=text)}
    assert "contract.not-an-expression" in codes
    assert len(codes) >= 2


# Readings


def worst_or_every(answers: str = "{if tiers is highest: worst, if tiers is stacked: every}") -> str:
    return (
        PAYS + f"      - {{apply: {answers}, bands: [{{below: 90, penalty: 5}}, {{below: 80, penalty: 9}}]}}\n" + TIERS
    )


def apply_of(contract: Contract) -> str:
    tariff = contract.levels[0].pays[0].tariff
    assert isinstance(tariff, Bands)
    return tariff.apply


def test_a_reading_chooses_its_text() -> None:
    text = definition(worst_or_every())
    assert apply_of(text.on(month(1))) == "worst"
    assert apply_of(text.on(month(1), {"tiers": "stacked"})) == "every"
    assert text.on(month(1), {"tiers": "stacked"}) is text.on(month(2), {"tiers": "stacked"})


def test_the_chosen_answer_holds_where_nobody_chooses_otherwise() -> None:
    chosen = worst_or_every().replace("{says: Which?", "{chosen: stacked, says: Which?")
    assert apply_of(definition(chosen).on(month(1))) == "every"


@pytest.mark.parametrize("readings", [{"tiers": "none"}, {"tires": "highest"}, {"tiers": ""}])
def test_an_answer_that_is_not_offered_is_no_answer(readings: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="has no reading"):
        definition(worst_or_every()).on(month(1), readings)


def test_an_answer_that_only_another_version_offers_leaves_the_chosen_one() -> None:
    later = (
        PAYS
        + "      - {apply: every, bands: [{below: 90, penalty: 5}, {below: 80, penalty: 9}]}\neffective: 2026-07-01\n"
    )
    text = definition(worst_or_every(), later=later)
    assert apply_of(text.on(month(7), {"tiers": "highest"})) == "every"
    assert apply_of(text.on(month(1), {"tiers": "stacked"})) == "every"


def test_text_under_a_later_date_and_another_answer_is_read_too() -> None:
    hidden = worst_or_every(
        "{if tiers is highest: worst, if tiers is stacked: {2026-01-01: every, 2026-07-01: sometimes}}"
    )
    assert "contract.unknown-word" in {each.partition(" ")[2] for each in found(contract=hidden)}


def test_text_under_two_answers_at_once_is_read_too() -> None:
    other = TIERS.replace("}}}\n", "}}, more: {says: Which?, choices: {one: this, two: that}}}\n")
    inner = "{if more is one: every, if more is two: sometimes}"
    hidden = worst_or_every(f"{{if tiers is highest: worst, if tiers is stacked: {inner}}}").replace(TIERS, other)
    assert "contract.unknown-word" in {each.partition(" ")[2] for each in found(contract=hidden)}


def test_a_figure_used_under_one_answer_is_used() -> None:
    text = WHOLE.replace("late + quality", "{if tiers is highest: late, if tiers is stacked: late + quality}") + TIERS
    assert definition(text).warnings == ()


# Dated values


@pytest.mark.parametrize(
    ("text", "then", "before", "after"),
    [
        ("at least 90", "{2026-01-01: at least 90, 2026-07-01: at least 95}", "90", "95"),
        ("target: at least 90", "target: {2026-01-01: {at least: 90}, 2026-07-01: {at least: 95}}", "90", "95"),
        ("at least 90", "at least 90", "90", "90"),
    ],
)
def test_any_value_may_be_dated(text: str, then: str, before: str, after: str) -> None:
    made = definition(WHOLE.replace(text, then))
    assert (least(made.on(month(6))), least(made.on(month(7)))) == (before, after)


def test_an_entry_of_a_list_may_be_dated() -> None:
    price = "{2026-01-01: {below: 90, penalty: 5}, 2026-07-01: {below: 90, penalty: 9}}"
    text = definition(PAYS + f"      - {price}\n")
    bands = [text.on(month(number)).levels[0].pays[0].tariff for number in (6, 7)]
    assert [printed(each.rows[0].value) for each in bands if isinstance(each, Bands) and each.rows[0].value] == [
        "5",
        "9",
    ]


def test_a_dated_section_is_chosen_whole() -> None:
    one, other = LEVEL.partition("\n")[2], LEVEL.partition("\n")[2].replace("90", "95")
    indented = (
        "".join(f"    {line}\n" for line in one.splitlines()),
        "".join(f"    {line}\n" for line in other.splitlines()),
    )
    text = definition(HEAD + FIGURES + f"service_levels:\n  2026-01-01:\n{indented[0]}  2026-07-01:\n{indented[1]}")
    assert (least(text.on(month(6))), least(text.on(month(7)))) == ("90", "95")


def test_the_dates_of_examples_are_no_versions() -> None:
    text = definition(
        WHOLE
        + "examples: [{period: 2026-03, given: {2026-02-01: {calls: 1}, 2026-03-01: {calls: 2}}, pays: {net: 0}}]\n"
    )
    assert text.versions[0].days == (date(2026, 1, 1),)
    (example,) = text.at(date(2026, 1, 1)).examples
    assert [when for when, *_ in example.given] == ["2026-02-01", "2026-03-01"]


def test_a_level_called_examples_is_a_level() -> None:
    text = WHOLE.replace("  late:\n    clause", "  examples:\n    clause").replace(
        "at most 5", "{2026-01-01: at most 5, 2026-07-01: at most 4}"
    )
    made = definition(text)
    assert [made.on(month(n)).level("examples").target for n in (6, 7)] == [
        Range(high=Decimal(5)),
        Range(high=Decimal(4)),
    ]


def test_zones_holidays_and_money_are_read() -> None:
    contract = definition(
        WHOLE + "time zone: Europe/London\nholidays: [2026-12-25, 2026-12-28]\nmoney: 0.05 half even\n"
    ).at(date(2026, 1, 1))
    assert contract.zone.key == "Europe/London"
    assert contract.holidays == (date(2026, 12, 25), date(2026, 12, 28))
    assert str(contract.money) == "0.05 half even"
    plain = definition(WHOLE.replace("USD", "JPY")).at(date(2026, 1, 1))
    assert (plain.zone.key, plain.money.step) == ("UTC", Decimal(1))


def test_the_same_text_has_the_same_digest() -> None:
    assert definition(WHOLE).versions[0].digest == definition(WHOLE).versions[0].digest
    assert definition(WHOLE).texts == (("contract.yaml", WHOLE),)
    assert definition(WHOLE).versions[0].digest != definition(WHOLE + "\n").versions[0].digest


def test_reading_a_contract_again_from_its_texts_gives_the_same() -> None:
    again = read(dict(definition(BASE).texts))
    assert isinstance(again, Definition)
    assert again.versions == definition(BASE).versions
