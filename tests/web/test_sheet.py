"""The sheet of a period: the statement's words before there is a statement."""

from dataclasses import replace
from decimal import Decimal

from sla.contract.model import Direction
from sla.settlement.caps import Cap
from sla.statement.model import Section, StatementLine, Trend
from sla.values import Money
from sla.web.sheet import LevelShown, compared, levels, shown
from tests.statement.sample import MARCH, statement


def section(*lines: StatementLine, title: str = "") -> Section:
    first = statement().sections[0]
    return replace(first, lines=lines or first.lines, title=title or first.title)


def test_what_is_shown_is_what_the_paper_says() -> None:
    known = shown(statement())
    assert known["who"] == "North East Ambulance Service owes NHS England"
    assert str(known["amount"]).startswith("GBP ")
    assert len(known["levels"]) == len(statement().sections)  # type: ignore[arg-type]  # it is a tuple


def drawn(of: Section) -> LevelShown:
    """The level of that section, alone on a sheet."""
    (level,) = levels(replace(statement(), lines=of.lines))
    return level


def test_a_chart_has_its_results_in_words() -> None:
    level = drawn(section())
    assert level.recent
    assert "<title>Calls answered in 60 seconds: " in level.recent
    assert "currentColor" in level.recent
    assert level.caption.endswith("shaded where the target is met.")
    assert level.points[0] == ("April 2025", "95.4 %")
    assert level.against
    assert "<title>Calls answered in 60 seconds: " in level.against


def test_every_level_knows_the_places_of_its_lines() -> None:
    places = [number for level in levels(statement()) for number, _ in level.lines]
    assert sorted(places) == list(range(1, len(statement().lines) + 1))


def test_one_result_is_no_chart() -> None:
    line = statement().sections[0].lines[0]
    lonely = Trend((("March 2026", Decimal(94)),), None, None, "%")
    assert drawn(section(replace(line, trend=lonely))).recent is None
    assert drawn(section(replace(line, trend=None))).recent is None


def test_sites_stand_beside_each_other() -> None:
    line = statement().sections[0].lines[0]
    level = drawn(section(replace(line, scope="site Leeds"), replace(line, scope="site York")))
    assert level.caption.startswith("One dash each, in this order")
    assert level.against is None


def test_a_title_cannot_break_out_of_its_drawing() -> None:
    line = replace(statement().sections[0].lines[0], title="</title><script>")
    level = drawn(section(line))
    assert level.recent
    assert level.against
    assert "<script>" not in level.recent + level.against


def test_levels_are_compared_by_name_whichever_period_has_them() -> None:
    before, now = statement(), statement()
    fewer = replace(now, lines=now.lines[1:])
    changes = compared(before, fewer)
    assert {each.title for each in changes} == {part.title for part in before.sections}
    gone = [each for each in changes if each.now is None]
    assert [each.title for each in gone] == [before.sections[0].title]


def test_limits_are_drawn_as_on_paper() -> None:
    most, before, now = (Money(Decimal(each), "GBP") for each in (1000, 250, 500))
    cap = Cap("6.1", Direction.PENALTY, MARCH, (), most, before, now, formula="3 % of fee")
    caps = shown(replace(statement(), caps=(cap,)))["caps"]
    assert isinstance(caps, list)
    ((clause, bar, caption, formula),) = caps
    assert (clause, caption) == ("6.1", "Penalties, March 2026: GBP 750.00 of at most GBP 1,000.00 used, 75 %")
    assert formula == "3 % of fee"
    assert "var(--band)" in bar
