"""The journal of a house in which something of everything has happened, read by beancount itself."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from beancount import loader
from beancount.core import data

from sla.cycle import Person
from sla.cycle.journal import Journal
from sla.cycle.matter import Kind
from sla.operations import journal
from sla.operations.claims import settle_claim
from sla.operations.journal import Chosen
from sla.operations.pages import trial_balance
from sla.records.journal import ACCOUNTS, COLUMNS, as_beancount
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, NOW, House, figures, refused
from tests.operations.test_asking import asked

TODAY = NOW.date()
EVERYTHING = Chosen()


@pytest.fixture
def busy(house: House) -> House:
    """March is half paid and in dispute, April owes the vendor."""
    house.issued()
    paid = settle_claim(house.books, "NORTH-0001", Decimal("1000.10"), TODAY, 'ERP "7"', by=house.fay, at=NOW)
    assert not isinstance(paid, Findings), paid
    asked(house, kind=Kind.DISPUTE)
    house.issued(APRIL, figures(APRIL, answered=900, complaints=13))
    return house


def taken(house: House, chosen: Chosen = EVERYTHING, by: Person | None = None) -> Journal:
    found = journal.taken(house.books, chosen, by=by or house.fay)
    assert isinstance(found, Journal)
    return found


def read(content: bytes) -> list[data.Transaction]:
    """The transactions as beancount reads them; it has nothing to complain about, the balances included."""
    entries, errors, _ = loader.load_string(content.decode())
    assert errors == []
    return [each for each in entries if isinstance(each, data.Transaction)]


def test_every_row_of_the_table_is_one_leg_and_they_balance(busy: House) -> None:
    content = journal.written(taken(busy), journal.Kind.CSV, NOW)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert list(rows[0]) == COLUMNS
    added, taken_off = (sum(Decimal(row[side] or 0) for row in rows) for side in ("debit", "credit"))
    assert added == taken_off > 0
    booked = [row for row in rows if row["account"] == "settled"]
    assert [(row["debit"], row["day"], row["reference"]) for row in booked] == [
        ("1000.10", TODAY.isoformat(), 'ERP "7"')
    ]
    assert {row["statement"] for row in rows} == {"NORTH-0001", "NORTH-0002"}


def test_beancount_accepts_it_and_comes_to_our_balances(busy: House, tmp_path: Path) -> None:
    content = journal.written(taken(busy), journal.Kind.BEANCOUNT, NOW)
    file = tmp_path / "ledger.beancount"
    file.write_bytes(content)
    program = Path(sys.executable).parent / "bean-check"
    checked = subprocess.run([program, file], check=False, capture_output=True, text=True)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    theirs = {account: Decimal(0) for account in ACCOUNTS.values()}
    for each in read(content):
        for leg in each.postings:
            assert leg.units is not None
            theirs[leg.account.removesuffix(":NORTH")] += leg.units.number or 0
    ours = {ACCOUNTS[each.account]: each.total.amount for each in trial_balance(busy.books, by=busy.fay)}
    assert {account: total for account, total in theirs.items() if total} == {
        account: total for account, total in ours.items() if total
    }


def test_beancount_refuses_it_once_a_cent_is_changed(busy: House) -> None:
    """So that its agreement means something."""
    content = journal.written(taken(busy), journal.Kind.BEANCOUNT, NOW).decode()
    assert "Assets:Settled:NORTH  1000.10 ~ 0 USD" in content
    wrong = content.replace("Assets:Settled:NORTH  1000.10 ~ 0 USD", "Assets:Settled:NORTH  1000.11 ~ 0 USD")
    assert loader.load_string(wrong)[1]


def test_later_days_begin_with_what_stood_before_them(busy: House) -> None:
    house, tomorrow = busy, TODAY + timedelta(days=1)
    settle_claim(house.books, "NORTH-0002", Decimal(1), TODAY, "ERP 9", by=house.fay, at=NOW + timedelta(days=1))
    later = taken(house, Chosen(first=tomorrow))
    assert [each.reference for each in later.postings] == ["ERP 9", "ERP 9"]
    assert later.closing() == taken(house).closing()
    assert len(read(as_beancount(later, TODAY))) == 2
    assert taken(house, Chosen(last=TODAY)).closing() == later.opening


def test_a_period_by_itself(busy: House) -> None:
    found = taken(busy, Chosen(MARCH))
    assert {each.period for each in found.postings} == {MARCH}
    assert read(as_beancount(found, TODAY))
    assert read(as_beancount(taken(busy, Chosen("2026-12")), TODAY)) == []


def test_nobody_sees_the_journal_of_others(busy: House) -> None:
    for stranger in (busy.sam, busy.rival):
        assert taken(busy, by=stranger) == Journal((), ())
        assert taken(busy, Chosen(first=TODAY + timedelta(days=1)), by=stranger) == Journal((), ())
    assert taken(busy, by=busy.pat) == taken(busy)


def test_days_in_the_wrong_order_are_refused(house: House) -> None:
    wrong = journal.taken(house.books, Chosen(first=date(2026, 2, 1), last=date(2026, 1, 1)), by=house.fay)
    assert refused(wrong) == "journal.days"
