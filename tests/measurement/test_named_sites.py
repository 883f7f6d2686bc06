"""Sites that the contract names: each has a result in every window, and the whole waits for all of them."""

from __future__ import annotations

from decimal import Decimal

from sla.measurement.measure import measure
from sla.measurement.model import Measurement, State
from sla.submission.figures import Figures
from sla.values import Period
from tests.contract.texts import definition
from tests.measurement.reports import entries, site, span

TEXT = """\
contract: harbour
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
dimensions: {site: [Leeds, Hull]}
figures:
  calls: {unit: calls, by: [site]}
  late: {unit: calls, by: [site]}
service_levels:
  each_site:
    {clause: 1, by: [site], measure: {share: late, of: calls}, target: at most 5, missing: {nothing reported: hold}}
  whole: {clause: 2, measure: {share: late, of: calls}, target: at most 5, missing: {nothing reported: hold}}
  hull: {clause: 3, only: {site: Hull}, measure: late, target: at most 5, missing: {nothing reported: hold}}
  hull_alone:
    {clause: 4, by: [site], only: {site: Hull}, measure: late, target: at most 5, missing: {nothing reported: hold}}
  each_row: {clause: 5, window: event, measure: late, target: at most 5}
"""
MARCH: Period = span("2026-03")


def measured(*sites: str) -> dict[tuple[str, str], Measurement]:
    """March, of which some sites have reported: as many late calls of 100 as the name has letters."""
    rows = (row for name in sites for row in entries("2026-03", site(name), calls=100, late=len(name)))
    found = measure(definition(TEXT).on(MARCH), Figures(rows), MARCH)
    return {(each.level, dict(each.scope).get("site", "")): each for each in found}


def test_each_named_site_has_a_result() -> None:
    found = measured("Leeds", "Hull")
    assert [(*key, str(each.result)) for key, each in found.items() if key[0] == "each_site"] == [
        ("each_site", "Hull", "4"),
        ("each_site", "Leeds", "5"),
    ]


def test_a_named_site_that_reports_nothing_is_missing_and_not_absent() -> None:
    hull = measured("Leeds")["each_site", "Hull"]
    assert (hull.state, hull.missing) == (State.NOTHING_REPORTED, ("late", "calls"))


def test_the_whole_waits_for_every_site() -> None:
    assert measured("Leeds")["whole", ""].state is State.NOTHING_REPORTED
    assert measured("Leeds", "Hull")["whole", ""].result == Decimal("4.5")


def test_what_counts_one_site_waits_for_that_site_alone() -> None:
    states = [measured(name)["hull", ""].state for name in ("Leeds", "Hull")]
    assert states == [State.NOTHING_REPORTED, State.MEASURED]


def test_only_named_sites_that_count_have_a_result() -> None:
    assert [key for key in measured("Leeds", "Hull") if key[0] == "hull_alone"] == [("hull_alone", "Hull")]


def test_a_row_by_itself_waits_for_no_other_site() -> None:
    assert measured("Leeds")["each_row", ""].result == 5
