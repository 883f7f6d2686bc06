"""Figures far from the period before: told by how much, and a file of last month known again."""

from decimal import Decimal

from sla.submission.figures import Entry, Figures
from sla.submission.unusual import Unusual, is_copy, unusual
from sla.values import Period
from tests.submission.harbour import MARCH, contract

FEBRUARY = Period(MARCH.start.replace(month=2), MARCH.start)


def figures(**given: tuple[int | None, int | None]) -> Figures:
    """Each figure in February and in March."""
    pairs = ((name, zip((FEBRUARY, MARCH), values, strict=True)) for name, values in given.items())
    return Figures(
        Entry(when, name, Decimal(value)) for name, values in pairs for when, value in values if value is not None
    )


def test_sums_that_changed_by_half_and_what_is_missing_or_new() -> None:
    found = unusual(
        contract(),
        figures(calls_offered=(1000, 390), answered_in_30s=(1000, 1499), surveys=(40, None), spare=(None, 1)),
        FEBRUARY,
        MARCH,
    )
    assert [(each.figure, each.percent) for each in found] == [
        ("calls_offered", Decimal(-61)),
        ("surveys", None),
        ("spare", None),
    ]
    assert Unusual("calls", Decimal(0), Decimal(5)).percent is None


def test_what_is_no_sum_is_not_compared() -> None:
    assert unusual(contract(), figures(satisfaction=(90, 10), monthly_fee=(10, 90)), FEBRUARY, MARCH) == ()


def test_last_months_file_once_more() -> None:
    assert is_copy(figures(calls_offered=(5, 5), surveys=(6, 6)), FEBRUARY, MARCH)
    assert not is_copy(figures(calls_offered=(5, 5), surveys=(6, 7)), FEBRUARY, MARCH)
    assert not is_copy(figures(calls_offered=(5, 5)), FEBRUARY, MARCH), "a single figure may well be the same"
