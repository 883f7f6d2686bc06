"""The entries of the ledger: whatever is done in whatever order, they add up to nothing and to the statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Direction
from sla.cycle.ledger import (
    DISPUTED,
    OPEN,
    RESULTS,
    Account,
    Entry,
    Part,
    Standing,
    at_stake,
    cleared,
    issued,
    set_aside,
)
from sla.settlement.delta import Change
from sla.values import Money
from tests.cycle.cast import MARCH

Key = tuple[str, str, Direction]
Amounts = dict[Key, tuple[int, int]]
"""What is owed and waived of each line."""
KEYS: tuple[Key, ...] = tuple((level, level, direction) for level in "abc" for direction in Direction)
amounts = st.dictionaries(
    st.sampled_from(KEYS), st.tuples(st.integers(0, 900), st.integers(0, 900)).map(lambda two: (max(two), min(two)))
)
WHOLE = Fraction(1)
shares = st.fractions(0, 1)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("issue"), amounts),
        st.tuples(st.just("dispute"), amounts),
        st.tuples(st.just("pay"), st.tuples(st.integers(1, 4), shares)),
        st.tuples(st.just("lapse"), st.integers(1, 4)),
    ),
    max_size=12,
)


def usd(cents: int | Decimal) -> Money:
    return Money(Decimal(cents), "USD")


def changes(now: Amounts, before: Amounts) -> tuple[Change, ...]:
    made = []
    for key in dict.fromkeys((*now, *before)):
        (owed, waived), (owed_before, waived_before) = now.get(key, (0, 0)), before.get(key, (0, 0))
        level, clause, direction = key
        four = usd(owed_before), usd(owed), usd(waived_before), usd(waived)
        made.append(Change(clause, level, MARCH, (), direction, *four))
    return tuple(each for each in made if each.moves)


def net(of: Amounts) -> int:
    signs = {Direction.INCENTIVE: 1, Direction.PENALTY: -1}
    return sum(signs[direction] * (owed - waived) for (_, _, direction), (owed, waived) in of.items())


@dataclass
class Books:
    """A ledger in memory, and the statement that stands."""

    totals: Counter[tuple[str, str, str, Account]] = field(default_factory=Counter)
    stands: Amounts = field(default_factory=dict)
    statements: int = 0

    def post(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            assert sum(amount.amount for _, amount in entry.legs) == 0
            for account, amount in entry.legs:
                statement = entry.statement or f"{self.statements}"
                self.totals[statement, entry.level, entry.clause, account] += int(amount.amount)

    def on(self, *accounts: Account, statement: str = "") -> int:
        return sum(
            total
            for (number, _, _, account), total in self.totals.items()
            if account in accounts and statement in ("", number)
        )

    def lines(self, statement: str = "") -> tuple[Standing, ...]:
        found: dict[tuple[str, str, str, Direction], Standing] = {}
        for number, level, clause, account in self.totals:
            for direction in Direction:
                if account in (OPEN[direction], DISPUTED[direction]) and statement in ("", number):
                    left = [usd(self.totals[number, level, clause, sides[direction]]) for sides in (OPEN, DISPUTED)]
                    found[number, level, clause, direction] = Standing(number, level, clause, direction, *left)
        return tuple(found.values())

    def issue(self, now: Amounts) -> None:
        self.statements += 1
        self.post(issued(changes(now, self.stands)))
        self.stands = now

    def dispute(self, granted: Amounts) -> None:
        self.post(set_aside(self.stakes(granted), self.lines()))

    def stakes(self, granted: Amounts) -> dict[Part, Money]:
        return at_stake(changes(granted, self.stands))

    def clear(self, statement: str, onto: Account, share: Fraction = WHOLE) -> None:
        whole = self.on(*OPEN.values(), statement=statement)
        part = int(whole * share)
        if part:
            self.post(cleared(self.lines(statement), usd(part), onto))
            assert self.on(*OPEN.values(), statement=statement) == whole - part

    def do(self, act: str, what: object) -> None:
        match act, what:
            case "issue", dict(now):
                self.issue(now)
            case "dispute", dict(granted):
                self.dispute(granted)
            case "pay", (number, Fraction() as share):
                self.clear(f"{number}", Account.SETTLED, share)
            case _, number:
                self.clear(f"{number}", Account.LAPSED)


@given(acts)
def test_the_trial_balance_is_nothing_and_the_results_are_the_statement(sequence: list[tuple[str, object]]) -> None:
    books = Books()
    for act, what in sequence:
        books.do(act, what)
        assert sum(books.totals.values()) == 0
        assert books.on(*RESULTS) == net(books.stands)
        positions = (*OPEN.values(), *DISPUTED.values(), Account.SETTLED, Account.LAPSED)
        assert -books.on(*positions) == net(books.stands)


@given(acts, amounts)
def test_what_is_set_aside_never_exceeds_what_is_left_or_at_stake(
    sequence: list[tuple[str, object]], granted: Amounts
) -> None:
    books = Books()
    for act, what in sequence:
        books.do(act, what)
    lines = {each.part: Decimal(0) for each in books.lines()}
    for each in books.lines():
        lines[each.part] += (each.open + each.disputed).amount * (1 if each.direction is Direction.PENALTY else -1)
    stakes = books.stakes(granted)
    books.dispute(granted)
    aside = {part: Decimal(0) for part in lines}
    for each in books.lines():
        aside[each.part] += abs(each.disputed.amount)
    assert aside == {part: max(min(left, stakes.get(part, usd(0)).amount), 0) for part, left in lines.items()}
    books.dispute(books.stands)
    assert books.on(*DISPUTED.values()) == 0


@given(amounts, amounts)
def test_at_stake_is_what_each_direction_comes_to_less(now: Amounts, granted: Amounts) -> None:
    stakes = at_stake(changes(granted, now))
    for direction in Direction:
        less = sum(
            (amounts.get(key, (0, 0))[0] - amounts.get(key, (0, 0))[1]) * sign
            for amounts, sign in ((now, 1), (granted, -1))
            for key in KEYS
            if key[2] is direction
        )
        assert sum(each.amount for part, each in stakes.items() if part[2] is direction) == max(less, 0)


def test_a_part_falls_on_the_lines_of_its_direction_in_their_order() -> None:
    books = Books()
    books.issue(
        {KEYS[0]: (300, 0), ("b", "b", Direction.PENALTY): (200, 50), ("c", "c", Direction.INCENTIVE): (100, 0)}
    )
    books.clear("1", Account.SETTLED, Fraction(340, 350))
    assert [int(each.open.amount) for each in books.lines()] == [0, 110, -100]
    books.clear("1", Account.SETTLED)
    assert [int(each.open.amount) for each in books.lines()] == [0, 0, 0]
    assert books.on(Account.SETTLED) == 350


def test_no_amount_clears_what_goes_the_other_way() -> None:
    books = Books()
    books.issue({("a", "a", Direction.PENALTY): (300, 0)})
    with pytest.raises(ValueError, match="does not clear"):
        tuple(cleared(books.lines(), usd(-1), Account.SETTLED))
