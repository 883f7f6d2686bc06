"""Every price, ceiling and earn-back in force at any time of a version must be reached by an example of it."""

from __future__ import annotations

import pytest

from sla.contract.definition import Definition
from sla.settlement.proof import unproven
from sla.settlement.trial import tried
from tests.contract.texts import definition

TEXT = """\
contract: harbour
version: {version}
currency: USD
term: {{from: 2026-01-01, until: 2027-01-01}}
{dates}figures:
  late: {{unit: calls}}
  fee: {{unit: money, combine: only}}
amounts:
  at_risk: {at_risk}
pools:
  pot: {{of: {pot}, weights: {{late: {weight}}}}}
service_levels:
  late:
    clause: "1"
    measure: late
    target: at most 5
    missing: {{nothing reported: hold}}
    pays:
      - {{when: missed, penalty: {price}}}
limits:
  - {{clause: "2", on: penalties, window: month, at most: {most}}}
examples:
{examples}"""
MAY, JULY = (
    f"  - {{says: {month}, period: 2026-{month}, given: {{late: 6, fee: 1000}}, pays: {{penalties: 30.00}}}}\n"
    for month in ("05", "07")
)
PLAIN = {
    "version": "1",
    "dates": "",
    "at_risk": "5 % of fee",
    "pot": "at_risk",
    "weight": "80",
    "price": "share of pot",
    "most": "30",
    "examples": MAY,
}


def made(examples: str = MAY, **changed: str) -> str:
    """The text with other values."""
    return TEXT.format(**{**PLAIN, "examples": examples, **changed})


def dated(early: str, late: str) -> str:
    """A value that changes in June."""
    return f"{{2026-01-01: {early}, 2026-06-01: {late}}}"


def told(contract: Definition) -> list[str]:
    """What no example reaches; the examples there are pay what they say."""
    assert list(tried(contract).sentences()) == []
    return [f"{each.place.file}: {each.message}" for each in unproven(contract)]


PRICE = "contract.yaml: 1: no example reaches this price"
CEILING = "contract.yaml: 2: no example is cut by this limit"
SINCE = ", as it stands from 2026-06-01"


def test_what_an_example_reaches_is_proven() -> None:
    assert told(definition(made())) == []
    assert told(definition(made("  []\n"))) == [PRICE, CEILING]


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({"price": dated("share of pot", "2 * share of pot")}, [PRICE]),
        ({"weight": dated("80", "70")}, [PRICE]),
        ({"pot": dated("at_risk", "5.01 % of fee")}, [PRICE]),
        ({"at_risk": dated("5 % of fee", "4 % of fee")}, [PRICE]),
        ({"most": dated("30", "3 % of fee")}, [CEILING]),
    ],
    ids=str,
)
def test_a_sum_that_changes_on_a_date_is_shown_before_and_after(changed: dict[str, str], lacking: list[str]) -> None:
    assert told(definition(made(**changed))) == [f"{each}{SINCE}" for each in lacking]
    assert told(definition(made(JULY, **changed))) == lacking
    assert told(definition(made(MAY + JULY, **changed))) == []


def test_every_version_is_shown_by_examples_of_its_own() -> None:
    """Also an earlier one, and until the next takes effect: what comes after that was never in force."""
    second = {"version": "2", "dates": "effective: 2026-05-01\n"}
    april = MAY.replace("-05", "-04").replace("{says: 05", "{says: 04")
    assert told(definition(made(april), second=made(**second))) == []
    assert told(definition(made("  []\n"), second=made(**second))) == [PRICE, CEILING]
    never = dated("share of pot", "2 * share of pot")
    assert told(definition(made(april, price=never), second=made(**second, price="3 * share of pot"))) == [
        PRICE + SINCE
    ]
    behind = {**second, "dates": "effective: 2026-05-01\nrecorded: 2026-01-01\n"}
    assert told(definition(made(april, price=never, dates="recorded: 2026-02-01\n"), second=made(**behind))) == []


def test_an_answer_that_is_not_chosen_shows_only_what_is_the_same_under_both() -> None:
    readings = "readings:\n  which: {says: Which?, choices: {one: this, two: that}, chosen: one}\n"
    price = "{if which is one: 40.00, if which is two: 50.00}"
    other = MAY.replace("given:", "readings: {which: two}, given:")
    assert told(definition(made(other, dates=readings, price=price))) == [PRICE]
    assert told(definition(made(MAY, dates=readings, price=price))) == []
    assert told(definition(made(other, dates=readings, price="{if which is one: 40.00, if which is two: 40.00}"))) == []


def test_an_earn_back_that_returns_nothing_is_not_shown() -> None:
    back = 'earn_back:\n  - {clause: "3", levels: late, when: {level: late, is: met, in a row: 1}}\n'
    june = (
        "  - {says: back, period: 2026-06, given: {2026-05: {late: 6, fee: 1000}, 2026-06: {late: 1, fee: 1000}},"
        " pays: {incentives: 30.00}}\n"
    )
    lacking = "contract.yaml: 3: in no example is anything returned"
    assert told(definition(made(MAY).replace("examples:", f"{back}examples:"))) == [lacking]
    assert told(definition(made(MAY + june).replace("examples:", f"{back}examples:"))) == []
