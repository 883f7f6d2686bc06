"""The journal as files that other books take over: a plain CSV, and a beancount file that checks its own balances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sla.cycle.journal import Journal, Posting
from sla.cycle.ledger import Account
from sla.records.exports import Value, csv_table
from sla.values import Money

COLUMNS = (
    "entry posted account debit credit currency customer vendor agreement series contract period statement level "
    "clause day reference booked"
).split()
"""Headings of the CSV. More may be added at the end; none changes its name or place."""
ACCOUNTS = {
    Account.CLAIM: "Assets:Claims",
    Account.CLAIM_DISPUTED: "Assets:Claims-Disputed",
    Account.SETTLED: "Assets:Settled",
    Account.DEBT: "Liabilities:Debts",
    Account.DEBT_DISPUTED: "Liabilities:Debts-Disputed",
    Account.PENALTIES: "Income:Penalties",
    Account.WAIVED_PENALTIES: "Income:Penalties-Waived",
    Account.INCENTIVES: "Expenses:Incentives",
    Account.WAIVED_INCENTIVES: "Expenses:Incentives-Waived",
    Account.LAPSED: "Expenses:Lapsed",
}
"""What each account is called in beancount; the series of the agreement follows."""


def as_csv(journal: Journal) -> bytes:
    """One row for each posting; debits and credits add up to the same."""
    return csv_table(COLUMNS, map(_row, journal.postings))


def _row(each: Posting) -> tuple[Value, ...]:
    amount = each.amount.amount
    return (
        each.entry,
        each.at.isoformat(),
        str(each.account),
        _number(each.amount) if amount >= 0 else None,
        _number(-each.amount) if amount < 0 else None,
        each.amount.currency,
        each.customer,
        each.vendor,
        each.agreement,
        each.series,
        each.contract,
        each.period,
        each.statement,
        each.level,
        each.clause,
        each.day,
        each.reference,
        each.booked,
    )


def as_beancount(journal: Journal, today: date) -> bytes:
    """Every entry as a transaction, and at the end what must then stand on every account, to the cent."""
    first = min((each.at.date() for each in journal.postings), default=today)
    last = max((each.at.date() for each in journal.postings), default=today)
    lines = ['option "title" "Ledger of vendors"', ""]
    lines += dict.fromkeys(f"{first} open {_account(each.series, each.account)}" for each in journal.closing())
    if journal.opening:
        lines += ["", f'{first} * "Brought forward"']
        lines += [_leg(each.series, each.account, each.amount) for each in journal.opening]
    for legs in journal.entries():
        lines += ["", *_transaction(legs)]
    lines.append("")
    for each in journal.closing():
        number, currency = _number(each.amount), each.amount.currency
        lines.append(
            f"{last + timedelta(days=1)} balance {_account(each.series, each.account)}  {number} ~ 0 {currency}"
        )
    return ("\n".join(lines) + "\n").encode()


def _transaction(legs: tuple[Posting, ...]) -> Iterator[str]:
    head = legs[0]
    says = f"{head.statement}, {head.clause} {head.level}: {' / '.join(each.account for each in legs)}"
    yield f"{head.at.date()} * {_quoted(head.vendor)} {_quoted(says)}"
    known = {
        "entry": head.entry,
        "agreement": head.agreement,
        "period": head.period,
        "day": head.day.isoformat() if head.day else "",
        "reference": head.reference,
        "booked": head.booked,
    }
    yield from (f"  {name}: {_quoted(value)}" for name, value in known.items() if value)
    yield from (_leg(each.series, each.account, each.amount) for each in legs)


def _leg(series: str, account: Account, amount: Money) -> str:
    return f"  {_account(series, account)}  {_number(amount)} {amount.currency}"


def _account(series: str, account: Account) -> str:
    return f"{ACCOUNTS[account]}:{series}"


def _number(amount: Money) -> str:
    """With every decimal place of the currency, so that columns line up and no spreadsheet guesses."""
    return str(amount).removeprefix(f"{amount.currency} ")


def _quoted(text: str) -> str:
    plain = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
