"""A figure may be rounded before anything is made of it, and that can move a result by a step."""

from decimal import Decimal

import pytest

from sla.contract.definition import Definition, read
from sla.contract.words import explain
from sla.measurement.measure import measure
from sla.submission.figures import Entry, Figures

TEXT = """
contract: buses
currency: SGD
term: {from: 2026-01-01, until: 2027-01-01}
figures:
  before: {unit: minutes, combine: mean, round: ROUNDED}
  now: {unit: minutes, combine: mean, round: ROUNDED}
service_levels:
  shorter_wait:
    clause: "1"
    measure: before - now
    better: higher
    missing: {nothing reported: hold, zero denominator: hold}
"""


def contract(rounded: str) -> Definition:
    found = read({"contract.yaml": TEXT.replace("ROUNDED", rounded)})
    assert isinstance(found, Definition), found
    return found


@pytest.mark.parametrize(
    ("rounded", "result"), [("none", "0.31"), ("0.1", "0.4"), ("0.1 down", "0.3"), ("0.1 half even", "0.4")]
)
def test_the_wait_is_shorter_by_more_where_both_are_rounded_first(rounded: str, result: str) -> None:
    month = contract(rounded).statement_periods()[0]
    values = {"before": Decimal("1.55"), "now": Decimal("1.24")}
    figures = Figures(Entry(month, figure, value) for figure, value in values.items())
    here = measure(contract(rounded).on(month), figures, month)
    assert [each.result for each in here] == [Decimal(result)]
    assert dict(here[0].inputs)["now"] == (values["now"] if rounded == "none" else Decimal("1.2"))


def test_several_values_are_combined_and_then_rounded() -> None:
    month = contract("0.1").statement_periods()[0]
    rows = [("before", "1.54"), ("before", "1.54"), ("before", "1.6"), ("now", "1")]
    figures = Figures(
        Entry(month, figure, Decimal(value), (("at", str(at)),)) for at, (figure, value) in enumerate(rows)
    )
    assert dict(measure(contract("0.1").on(month), figures, month)[0].inputs)["before"] == Decimal("1.6")


def test_the_rounding_is_said() -> None:
    words = list(explain(contract("0.1").at(contract("0.1").term.start)))
    assert {f"  {name} (minutes): rounded to 0.1 (half up)." for name in ("before", "now")} <= {*words}
