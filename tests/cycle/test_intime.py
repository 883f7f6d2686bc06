"""Relief and disputes are asked for in time, in business days of the contract's calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sla.contract.model import Contract
from sla.cycle.asking import too_late
from sla.cycle.deadlines import calendar_of
from sla.cycle.intime import until
from sla.cycle.matter import Kind
from sla.cycle.model import Act, Cycle
from sla.measurement.relief import Relief, Whole
from tests.contract.texts import FIGURES, HEAD, LEVEL, definition
from tests.cycle.cast import ISSUED, MARCH, SETTLED

AGREED = definition(
    HEAD
    + FIGURES
    + LEVEL
    + 'relief:\n  storm: {clause: "12", says: A storm, ask within: 3 business days}\n'
    + "statement: {every: month, dispute: 2 business days}\n"
    + "holidays: [2026-04-03]\n"
)
CONTRACT: Contract = AGREED.at(MARCH.start)
CALENDAR = calendar_of(CONTRACT)
STORM = Relief("answered", MARCH, Whole(), "storm")
OTHER = Relief("answered", MARCH, Whole(), "flood")
GOOD_FRIDAY_EVE = datetime(2026, 4, 2, 12, tzinfo=UTC)
ON_THURSDAY = replace(ISSUED, issued=Act(13, "Fay Finance", GOOD_FRIDAY_EVE))


@pytest.mark.parametrize(
    ("cycle", "kind", "asked", "last"),
    [
        (SETTLED, Kind.RELIEF, STORM, datetime(2026, 4, 7, tzinfo=UTC)),
        (SETTLED, Kind.RELIEF, OTHER, None),
        (SETTLED, Kind.DISPUTE, STORM, None),
        (ON_THURSDAY, Kind.DISPUTE, OTHER, datetime(2026, 4, 8, tzinfo=UTC)),
        (ON_THURSDAY, Kind.WAIVER, STORM, None),
    ],
)
def test_until_when(cycle: Cycle, kind: Kind, asked: Relief, last: datetime | None) -> None:
    """1 to 2 April are business days, the 3rd is a holiday, the 4th and 5th a weekend."""
    assert until(CONTRACT, cycle, kind, asked, CALENDAR) == last
    assert too_late(kind, last, (last or GOOD_FRIDAY_EVE) - timedelta(microseconds=1)) is None
    assert (too_late(kind, last, last or GOOD_FRIDAY_EVE) is None) == (last is None)
