"""Versions that were agreed later than they take effect: what was known on a day, and which examples must pay."""

from datetime import date

import pytest

from sla.contract.definition import Definition
from sla.settlement.trial import tried
from tests.contract.texts import definition

TEXT = """\
contract: harbour
currency: USD
term: {{from: 2026-01-01, until: 2027-01-01}}
version: {version}
{dates}figures:
  late: {{unit: calls}}
service_levels:
  late:
    clause: "1"
    measure: late
    target: at most 5
    missing: {{nothing reported: hold}}
    pays: [{{when: missed, penalty: {price}}}]
examples:
  - {{says: a bad July, period: 2026-07, given: {{late: 6}}, pays: {{penalties: {price}}}}}
"""


def harbour(recorded: str = "recorded: 2026-09-15\n") -> Definition:
    """Two versions: the second is in force from May on, and was agreed when `recorded` says."""
    return definition(
        TEXT.format(version=1, dates="", price="10.00"),
        second=TEXT.format(version=2, dates=f"effective: 2026-05-01\n{recorded}", price="20.00"),
    )


@pytest.mark.parametrize(
    ("day", "versions"),
    [("2025-01-01", ["1"]), ("2026-09-14", ["1"]), ("2026-09-15", ["1", "2"]), ("2027-06-01", ["1", "2"])],
)
def test_a_version_is_known_from_the_day_on_which_it_was_recorded(day: str, versions: list[str]) -> None:
    known = harbour().recorded_by(date.fromisoformat(day))
    assert [version.head.version for version in known.versions] == versions


@pytest.mark.parametrize(("day", "version"), [("2026-09-14", "1"), ("2026-09-15", "2")])
def test_what_was_known_decides_which_text_is_in_force(day: str, version: str) -> None:
    assert harbour().recorded_by(date.fromisoformat(day)).at(date(2026, 7, 1)).version == version


@pytest.mark.parametrize(("day", "versions"), [("2026-04-30", ["1"]), ("2026-05-01", ["1", "2"])])
def test_a_version_that_does_not_say_is_known_when_it_takes_effect(day: str, versions: list[str]) -> None:
    known = harbour("").recorded_by(date.fromisoformat(day))
    assert [version.head.version for version in known.versions] == versions


def test_the_examples_of_a_version_are_tried_as_the_contract_stood_when_it_was_agreed() -> None:
    assert list(tried(harbour())) == []


def test_an_example_that_another_version_governed_from_the_start_is_told() -> None:
    (finding,) = tried(harbour("recorded: 2025-06-01\n"))
    assert (finding.place.file, finding.found) == ("contract.yaml", "penalties 20.00")
