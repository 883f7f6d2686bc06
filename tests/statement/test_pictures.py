"""Which picture a level or a ceiling gets, and the same in words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sla.contract.model import Direction
from sla.settlement.caps import Cap
from sla.statement import pictures
from sla.values import Money, Period
from tests.statement import sample

MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))


def cap(most: str, before: str, now: str, on: Direction = Direction.PENALTY) -> Cap:
    amounts = [Money(Decimal(each), "GBP") for each in (most, before, now)]
    return Cap("6.1", on, MARCH, (), amounts[0], amounts[1], amounts[2])


def test_a_level_over_time_in_words_and_with_its_span() -> None:
    found = pictures.of_level(sample.statement().sections[0])
    assert found
    assert found.says.startswith("Calls answered in 60 seconds: April 2025 95.4 %, ")
    assert found.caption == "April 2025 to March 2026, shaded where the target is met."
    assert f"<title>{found.says}</title>" in found.drawing


def test_sites_beside_each_other_and_too_little_to_draw() -> None:
    section = sample.statement().sections[0]
    (line,) = section.lines
    sites = replace(section, lines=(replace(line, scope="site Leeds"), replace(line, scope="site York")))
    beside = pictures.of_level(sites)
    assert beside
    assert beside.caption.startswith("One dash each, in this order")
    assert pictures.of_level(replace(section, lines=(replace(line, trend=None),))) is None


def test_a_result_against_its_target() -> None:
    section = sample.statement().sections[0]
    found = pictures.of_result(section)
    assert found
    assert found.says == f"{section.title}: {section.lines[0].result}, target {section.lines[0].target}."
    (line,) = section.lines
    assert pictures.of_result(replace(section, lines=(line, replace(line, scope="site York")))) is None
    assert pictures.of_result(replace(section, lines=(replace(line, target="–"),))) is None
    assert pictures.of_result(replace(section, lines=(replace(line, trend=None),))) is None


def test_a_ceiling_says_what_is_used_of_it() -> None:
    found = pictures.of_cap(cap("10080.00", "5000.00", "2459.20"))
    assert found.caption == "GBP 7,459.20 of at most GBP 10,080.00 used, 74 %"
    assert found.says == f"Penalties, March 2026: {found.caption}."

    of_nothing = pictures.of_cap(cap("10.00", "0", "0", Direction.INCENTIVE))
    assert of_nothing.says.startswith("Incentives, March 2026: GBP 0.00")


def test_a_ceiling_of_nothing_has_no_share() -> None:
    assert pictures.of_cap(cap("0.00", "0", "0")).caption == "GBP 0.00 of at most GBP 0.00 used"
