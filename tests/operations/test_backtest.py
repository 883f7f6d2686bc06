"""What a draft would have paid: exactly what it pays once it is in force, and nothing is written by asking."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sla.contract.definition import Definition
from sla.operations import contract_drafts, pages
from sla.operations.backtest import Since, Trial, tried_on
from sla.operations.contract_drafts import Looked
from sla.store.tables import event
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, MAY, NOW, TEXT, House, figures

CHEAPER = (
    TEXT.replace("version: 1", "version: 2\neffective: 2026-04-01")
    .replace("2500.00", "2000.00")
    .replace("at most 10", "at most 3")
    .replace("period: 2026-01", "period: 2026-04")
)


def drafted(house: House, text: str = CHEAPER) -> Looked:
    draft = contract_drafts.start(house.books, "harbour", (("2.yaml", text),), None, by=house.mia, at=NOW)
    assert not isinstance(draft, Findings), draft
    looked = contract_drafts.look(house.books, draft.id, by=house.mia)
    assert looked
    return looked


def weighed(house: House, looked: Looked, since: Since, last: int | None = None) -> Trial:
    found = tried_on(house.books, looked, house.north, since, last, by=house.mia)
    assert isinstance(found, Trial), found
    return found


def nets(trial: Trial) -> list[tuple[str, Decimal, Decimal]]:
    return [(each.now.period.key, each.before.net.amount, each.now.net.amount) for each in trial.periods]


def lived(house: House) -> None:
    for month in (MARCH, APRIL):
        house.issued(month)
    house.sent(MAY, figures(MAY, answered=810, complaints=12))


def test_the_whole_history_under_both_texts(house: House) -> None:
    lived(house)
    looked = drafted(house)
    may = Decimal("666.67")
    assert nets(weighed(house, looked, Since.ALWAYS)) == [
        (MARCH, Decimal(-2500), Decimal(-2000)),
        (APRIL, Decimal(-5000), Decimal(-4000)),
        (MAY, may, may),
    ]
    assert nets(weighed(house, looked, Since.EFFECTIVE, 2)) == [
        (APRIL, Decimal(-5000), Decimal(-4000)),
        (MAY, may, may),
    ]
    assert [each.amount for each in weighed(house, looked, Since.EFFECTIVE).total("USD")] == [
        Decimal("-6833.33"),
        Decimal("-5833.33"),
        Decimal(1000),
    ]


def test_each_line_says_why_and_the_lines_add_up(house: House) -> None:
    lived(house)
    trial = weighed(house, drafted(house), Since.ALWAYS)
    for each in trial.periods:
        assert sum(line.change.net.amount for line in each.moved) == each.difference.amount
    [line] = trial.periods[0].moved
    assert line.title == "Answered within 30 seconds"
    assert "USD 2,500.00" in line.before
    assert "USD 2,000.00" in line.now
    assert [(turn.title, turn.before, turn.now) for turn in trial.periods[0].turned] == [
        ("Complaints", "met", "missed")
    ]


def test_in_force_it_comes_to_what_was_foretold(house: House) -> None:
    lived(house)
    looked = drafted(house)
    foretold = {each.now.period.key: each.now for each in weighed(house, looked, Since.EFFECTIVE).periods}
    draft = contract_drafts.offer(house.books, looked.draft.id, "Amendment 1", 0, restating=True, by=house.mia, at=NOW)
    assert not isinstance(draft, Findings), draft
    signed = contract_drafts.sign(house.books, draft.id, 1, restating=True, by=house.max, at=NOW)
    assert isinstance(signed, Definition), signed
    for month in (MARCH, APRIL, MAY):
        card = pages.scorecard(house.books, house.north.id, month, by=house.mia, at=NOW)
        assert card
        assert card.settlement == foretold[month]


def test_nothing_is_written_by_asking(house: House) -> None:
    lived(house)
    looked = drafted(house)
    with house.books.reading(house.mia) as connection:
        before = connection.execute(event.select()).all()
    weighed(house, looked, Since.ALWAYS)
    with house.books.reading(house.mia) as connection:
        assert connection.execute(event.select()).all() == before


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CHEAPER.replace("from: 2026-01-01", "from: 2026-04-01"), "simulation.other-periods"),
        (CHEAPER.replace("at most 3", "at moot 3"), "contract.unknown-range"),
    ],
    ids=["other periods", "unreadable"],
)
def test_what_cannot_be_tried_says_why(house: House, text: str, code: str) -> None:
    lived(house)
    found = tried_on(house.books, drafted(house, text), house.north, Since.ALWAYS, 12, by=house.mia)
    assert isinstance(found, Findings)
    assert code in {each.code for each in found}


def test_without_figures_there_is_nothing_to_try(house: House) -> None:
    assert weighed(house, drafted(house), Since.ALWAYS).periods == ()
