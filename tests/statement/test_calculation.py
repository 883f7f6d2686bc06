"""The calculation as JSON: one form, read back only in that form."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.statement.calculation import Calculation, read, written
from sla.submission.figures import Entry
from sla.values import Findings
from tests.statement import sample

WRITTEN = written(sample.calculation(sample.settlement()))


def test_what_is_written_is_read_back() -> None:
    calculation = sample.calculation(sample.settlement())
    assert read(written(calculation)) == calculation


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=12))
def test_every_figure_survives_exactly(value: Decimal) -> None:
    entry = Entry(sample.MARCH, "answered", value, (("site", "Leeds"),), 7, "2026-03-01T00:00")
    calculation = sample.calculation(sample.settlement())
    whole = Calculation(**{name: getattr(calculation, name) for name in Calculation.__slots__} | {"figures": (entry,)})
    back = read(written(whole))
    assert isinstance(back, Calculation)
    assert back.figures[0].value.as_tuple() == value.as_tuple()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"value": "38384"', b'"value": 38384'),
        (b'"value": "38384"', b'"value": "3.8384E4"'),
        (b'"value": "38384"', b'"value": "038384"'),
        (b'"value": "38384"', b'"value": "NaN"'),
        (b'"row": 3', b'"row": 3.0'),
        (b'"row": 3', b'"row": -3'),
        (b'"format": "sla calculation 1"', b'"format": "sla calculation 2"'),
        (b'"past": []', b'"past": [], "more": 1'),
        (b'"past": []', b'"past": [],  "past": []'),
        (b'"past": []', b'"past":[]'),
        (b'"start": "2026-03-01"', b'"start": "2026-04-02"'),
        (b'"start": "2026-03-01"', b'"start": "2026-03-32"'),
        (b'"statement": "STM-000123"', b'"statement": null'),
        (b'"texts": {', b'"text": {'),
        (b"{", b"["),
        (b"STM", b"\xff"),
    ],
)
def test_any_other_form_is_refused(before: bytes, after: bytes) -> None:
    assert before in WRITTEN
    refused = read(WRITTEN.replace(before, after, 1))
    assert isinstance(refused, Findings)
    assert {finding.code for finding in refused} == {"calculation.malformed"}
    assert all(finding.remedy for finding in refused)


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b"{}", b"[" * 100_000, b'{"format": 1e400}'])
def test_what_is_no_calculation_is_refused(content: bytes) -> None:
    assert isinstance(read(content), Findings)
