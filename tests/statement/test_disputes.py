"""Open disputes in words: payable now, the range, and what each outcome would change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sla.evaluation.model import Outcome
from sla.settlement.disputed import Upheld, disputed
from sla.settlement.model import Settlement
from sla.statement.disputes import SHOWN, computed, in_dispute, rows
from sla.statement.model import Claim, InDispute
from tests.statement.sample import MARCH, contract, evaluation, line, settlement

PARTIES = ("NHS England", "The vendor")
ALONE = Claim(1, "Calls answered in 60 seconds", "the whole level is excused", "Pat Partner")


def upheld_once(upheld: Upheld) -> Settlement:
    """March as it stands, or with its missed level excused once any dispute is upheld."""
    standing = settlement()
    if not upheld:
        return standing
    fact = evaluation("answered_in_60s", MARCH, "93.12", Outcome.EXCUSED)
    return replace(standing, lines=(line(fact), *standing.lines[1:]), evaluations=(fact, *standing.evaluations[1:]))


def said(count: int = 1) -> InDispute:
    numbers = tuple(range(1, count + 1))
    return in_dispute(contract(), disputed(numbers, upheld_once), (ALONE,) * count)


def test_one_dispute_has_two_outcomes() -> None:
    one = said()
    assert [(each.upheld, each.differs, str(each.net)) for each in one.prospects] == [
        ("None of them", "", "GBP -1234.50"),
        ("Dispute 1", "Calls answered in 60 seconds: excused, not missed", "GBP 265.50"),
    ]
    assert rows(one, *PARTIES) == (
        ("Payable now, whatever is decided", "Nothing: all of it depends on the decisions"),
        ("At best for NHS England", "The vendor owes NHS England GBP 1,234.50"),
        ("At best for The vendor", "NHS England owes The vendor GBP 265.50"),
    )
    assert computed(one) == "All 2 outcomes were computed from the contract and the figures."


def test_of_a_restated_period_it_is_what_is_owed_for_all_of_it() -> None:
    """Part of it may be paid by the statement before, so that it is not payable once more."""
    assert rows(said(), *PARTIES, restated=True)[0][0] == "Owed for the whole period, whatever is decided"


def test_what_moves_nothing_is_payable_in_full() -> None:
    one = in_dispute(contract(), disputed((4,), lambda _: settlement()), (ALONE,))
    assert rows(one, *PARTIES) == (
        ("Payable now, whatever is decided", "The vendor owes NHS England GBP 1,234.50"),
        ("In dispute", "Nothing: the amount is the same under each outcome"),
    )


@pytest.mark.parametrize(("count", "shown"), [(4, 16), (6, 8)])
def test_of_many_outcomes_the_telling_ones_are_written_out(count: int, shown: int) -> None:
    many = said(count)
    assert (len(many.prospects), many.outcomes) == (shown, 2**count)
    assert len(many.prospects) <= SHOWN
    assert many.prospects[-1].upheld.startswith("Disputes 1, 2")
    assert (f"; {shown} of them are written out" in computed(many)) == (shown < many.outcomes)


def test_what_was_not_computed_is_not_claimed() -> None:
    many = said(9)
    assert many.undisputed is None
    assert rows(many, *PARTIES)[0][1] == "Not known while 9 disputes are open"
    assert "Of 512 outcomes 20 were computed" in computed(many)
