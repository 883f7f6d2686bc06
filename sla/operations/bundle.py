"""A month of statements in one file: the papers, an index, their postings, their e-invoices, and every hash.

The same statements give the same names for ever, so that a folder of them sorts and can be compared; `sha256sum -c
SHA256SUMS` holds every file against what the books know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sla.cycle import Person
from sla.operations.answers import refused
from sla.operations.pages import list_statements
from sla.operations.press import Press
from sla.settlement.canonical import money
from sla.statement.einvoice import cii, ubl
from sla.store.books import Books
from sla.store.issued import Issued, Moves
from sla.store.journal import journal_of
from sla.values import Findings, Money

MOST = 2_000
"""How many statements one file holds."""
INDEX = (
    "number period_start period_end customer vendor agreement direction currency amount issued sha256 file booked"
).split()
INVOICES = (cii.FILE, ubl.FILE)
DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The date of every file inside: the same statements make the same file, byte for byte."""


def bundle(books: Books, press: Press, numbers: Iterable[str], into: IO[bytes], *, by: Person) -> Findings | None:
    """Write a ZIP of these statements; those that the person may not see are not there for them."""
    wanted = set(numbers)
    chosen = sorted(list_statements(books, by=by, numbers=wanted), key=lambda each: (each.period, each.number))
    if not 0 < len(chosen) <= MOST or len(chosen) < len(wanted):
        return refused(
            "bundle.which",
            "These statements cannot be put into one file",
            found=f"{len(chosen)} of {len(wanted)} found",
            expected=f"1 to {MOST} issued statements",
            remedy="Open the list of statements again and choose among those that it shows.",
        )
    with ZipFile(into, "w", ZIP_DEFLATED) as folder:
        sums = [_add(folder, name, content) for name, content in _files(books, press, chosen, by)]
        folder.writestr(ZipInfo("SHA256SUMS", DAY_ONE), "".join(f"{digest}  {name}\n" for digest, name in sums))
    return None


def _add(into: ZipFile, name: str, content: bytes) -> tuple[str, str]:
    entry = ZipInfo(name, DAY_ONE)
    # A sealed paper is compressed already.
    entry.compress_type = ZIP_DEFLATED if not name.endswith(".pdf") else entry.compress_type
    into.writestr(entry, content)
    return sha256(content).hexdigest(), name


def _files(books: Books, press: Press, chosen: list[Issued], by: Person) -> Iterator[tuple[str, bytes]]:
    from sla.records.exports import csv_table
    from sla.records.journal import as_csv

    yield "index.csv", csv_table(INDEX, (_row(each) for each in chosen))
    with books.reading(by) as connection:
        of_these = journal_of(connection, by, [each.number for each in chosen])
    yield "journal.csv", as_csv(of_these)
    for each in chosen:
        content = press.taken(each.sha256)
        yield f"{file_name(each)}.pdf", content
        for name, invoice in sorted(invoices(content).items()):
            yield f"e-invoices/{file_name(each)}.{name}", invoice


def invoices(content: bytes) -> dict[str, bytes]:
    """The e-invoice that travels inside a paper, in both syntaxes, where it has one."""
    from sla.document.reading import Paper, Unreadable

    try:
        attached = Paper(content).attachments()
    except Unreadable:
        return {}
    return {name: attached[name] for name in INVOICES if name in attached}


def _row(each: Issued) -> tuple[str | date, ...]:
    return (
        each.number,
        each.period.start,
        each.period.end,
        each.customer,
        each.vendor,
        each.reference,
        direction(each.net),
        each.net.currency,
        size(each.net),
        each.at.isoformat(),
        each.sha256,
        f"{file_name(each)}.pdf",
        each.booked,
    )


def direction(net: Money) -> Moves:
    """What a statement moves, in a word: who reads a file's name needs no sign."""
    return Moves.PENALTY if net.amount < 0 else Moves.INCENTIVE if net.amount > 0 else Moves.NOTHING


def size(net: Money) -> str:
    """An amount without its sign, with the places of its currency: `2500.00`."""
    return money(-net if net.amount < 0 else net)


def file_name(issued: Issued) -> str:
    """`2026-03_Northline_penalty_USD_2500.00_NORTH-0001`: sorts by period, and says whose and how much."""
    vendor = re.sub(r"[^A-Za-z0-9]+", "-", issued.vendor).strip("-")[:40] or "vendor"
    moved = f"{direction(issued.net)}_{issued.net.currency}_{size(issued.net)}"
    return f"{issued.period.key}_{vendor}_{moved}_{issued.number}"
