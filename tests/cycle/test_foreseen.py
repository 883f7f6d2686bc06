"""Until when figures will be due, and which holidays move that day."""

from datetime import date

from sla.contract.definition import Definition, read
from sla.cycle.foreseen import Foreseen, foreseen
from sla.values import Period
from tests.operations.house import TEXT

MAY = Period(date(2026, 5, 1), date(2026, 6, 1))


def in_may(days: str, holidays: str) -> Foreseen | None:
    text = f"{TEXT.replace('due: 30 days', f'due: 30 days{days}')}\nholidays: [{holidays}]\n"
    definition = read({"contract.yaml": text}, "harbour")
    assert isinstance(definition, Definition), definition
    return foreseen(definition.on(MAY), MAY)


def test_a_holiday_on_the_way_moves_the_day_and_no_other_does() -> None:
    three = ", submit within: 3 business days"
    assert in_may(three, "") == Foreseen(MAY, date(2026, 6, 3), date(2026, 6, 3), ())
    moved = in_may(three, "2026-06-03, 2026-05-29, 2026-06-05, 2026-06-06")
    assert moved == Foreseen(MAY, date(2026, 6, 4), date(2026, 6, 3), (date(2026, 6, 3),))


def test_a_weekend_is_passed_over_anyway() -> None:
    moved = in_may(", submit within: 5 business days", "2026-06-05, 2026-06-06")
    assert moved == Foreseen(MAY, date(2026, 6, 8), date(2026, 6, 5), (date(2026, 6, 5),))


def test_a_contract_without_days_foresees_nothing() -> None:
    assert in_may("", "2026-06-03") is None
