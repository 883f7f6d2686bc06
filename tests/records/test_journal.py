"""What other books are given: names as they are, amounts with the places of their currency, and no formula."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from beancount import loader
from beancount.core import data
from beancount.core.amount import Amount
from hypothesis import given
from hypothesis import strategies as st

from sla.cycle.journal import Journal, Posting, Total
from sla.cycle.ledger import Account
from sla.records.journal import as_beancount, as_csv
from sla.values import Money

AT = datetime(2026, 7, 6, 23, 59, tzinfo=UTC)


def legs(vendor: str = "Northline", minor: int = 250000, currency: str = "USD") -> tuple[Posting, ...]:
    return tuple(
        Posting(
            entry="A-0001/1",
            at=AT,
            account=account,
            amount=Money.from_minor(sign * minor, currency),
            customer="Harbour City",
            vendor=vendor,
            series="111AA1-",
            agreement="North",
            contract="harbour",
            period="2026-03",
            statement="A-0001",
            level="answered",
            clause="4.2(a)",
            reference=vendor,
        )
        for account, sign in ((Account.CLAIM, 1), (Account.PENALTIES, -1))
    )


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), st.integers(-(10**15), 10**15))
def test_whatever_a_vendor_is_called_beancount_reads_it(vendor: str, minor: int) -> None:
    entries, errors, _ = loader.load_string(as_beancount(Journal((), legs(vendor, minor)), AT.date()).decode())
    assert errors == []
    (made,) = (each for each in entries if isinstance(each, data.Transaction))
    assert made.payee == " ".join(vendor.split())
    assert made.postings[0].units == Amount(Decimal(minor).scaleb(-2), "USD")


def test_a_currency_without_cents_has_none() -> None:
    content = as_beancount(Journal((), legs(minor=250000, currency="JPY")), AT.date()).decode()
    assert "  Assets:Claims:111AA1-  250000 JPY\n" in content
    assert "2026-07-07 balance Assets:Claims:111AA1-  250000 ~ 0 JPY\n" in content


def test_an_empty_journal_still_says_what_stood_before() -> None:
    before = tuple(Total(each.series, each.account, each.amount) for each in legs())
    content = as_beancount(Journal(before, ()), date(2026, 8, 1)).decode()
    assert '2026-08-01 * "Brought forward"' in content
    assert loader.load_string(content)[1] == []


def test_no_name_becomes_a_formula_in_a_spreadsheet() -> None:
    assert b"'=cmd" in as_csv(Journal((), legs("=cmd")))
    assert b",2500.00,,USD," in as_csv(Journal((), legs()))
    assert b",,2500.00,USD," in as_csv(Journal((), legs()))
