"""Figures by site, order and event: each has a result of its own, and nothing is borrowed from another."""

from __future__ import annotations

from decimal import Decimal

from sla.submission.figures import Figures
from tests.measurement.reports import entries, site
from tests.measurement.test_measure import contract, measured, only

SITES = contract("{share: answered, of: calls}", level="    by: site\n").replace(
    "{unit: calls}", "{unit: calls, by: site}"
)


def test_each_site_has_a_result_of_its_own() -> None:
    rows = [
        *entries("2026-03", site("York"), calls=100, answered=90),
        *entries("2026-03", site("Leeds"), calls=10, answered=5),
    ]
    assert [(each.scope, each.result) for each in measured(SITES, Figures(rows))] == [
        (site("Leeds"), Decimal(50)),
        (site("York"), Decimal(90)),
    ]


def test_what_a_site_lacks_is_not_taken_from_another() -> None:
    rows = [*entries("2026-03", site("York"), calls=100, answered=90), *entries("2026-03", site("Leeds"), calls=10)]
    leeds, york = measured(SITES, Figures(rows))
    assert (leeds.scope, leeds.missing) == (site("Leeds"), ("answered",))
    assert york.result == 90


def test_a_figure_of_the_whole_counts_for_every_site() -> None:
    text = contract("calls / short", level="    by: site\n").replace(
        "calls: {unit: calls}", "calls: {unit: calls, by: site}"
    )
    rows = [
        *entries("2026-03", short=4),
        *entries("2026-03", site("York"), calls=8),
        *entries("2026-03", site("Leeds"), calls=2),
    ]
    assert [each.result for each in measured(text, Figures(rows))] == [Decimal("0.5"), Decimal(2)]


def test_a_level_of_the_whole_adds_its_sites_up() -> None:
    text = SITES.replace("    by: site\n", "")
    rows = [
        *entries("2026-03", site("York"), calls=100, answered=90),
        *entries("2026-03", site("Leeds"), calls=10, answered=5),
    ]
    found = only(text, Figures(rows))
    assert (found.scope, dict(found.inputs)) == ((), {"answered": Decimal(95), "calls": Decimal(110)})


def test_without_any_site_there_is_one_result_that_is_missing() -> None:
    found = only(SITES, Figures([]))
    assert (found.scope, found.missing) == ((), ("answered", "calls"))


def test_further_dimensions_are_added_up() -> None:
    scopes = [(("order", str(at)), ("site", name)) for at in (1, 2) for name in ("Leeds", "York")]
    rows = [row for at, scope in enumerate(scopes) for row in entries("2026-03", scope, calls=10**at, answered=10**at)]
    assert [dict(each.inputs)["calls"] for each in measured(SITES, Figures(rows))] == [101, 1010]


# Events


def test_each_event_is_measured_by_itself() -> None:
    text = contract("calls", window="event")
    rows = [
        *entries("2026-03-05", stamp="2026-03-05T10:00", calls=3),
        *entries("2026-03-05", stamp="2026-03-05T11:00", calls=5),
        *entries("2026-03-09", calls=7),
        *entries("2026-04-01", calls=9),
    ]
    found = measured(text, Figures(rows))
    assert [(each.window.start.day, each.scope, each.result) for each in found] == [
        (5, (("at", "2026-03-05T10:00"),), Decimal(3)),
        (5, (("at", "2026-03-05T11:00"),), Decimal(5)),
        (9, (), Decimal(7)),
    ]
