"""What two runs of the same month must agree on: every row of the books, without what only a run of its own knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import text

from sla.cycle import Person
from sla.operations.pages import check_log, disagreeing, trial_balance
from sla.store.books import Books

TABLES = {
    "cycle": "SELECT agreement, period, stage, revision, number, penalties, incentives, net, met, missed, unknown "
    "FROM cycle",
    "settlement": "SELECT c.agreement, c.period, s.attempt, s.content, s.penalties, s.incentives, s.net, s.prepared_by "
    "FROM settlement s JOIN cycle c ON c.id = s.cycle",
    "approval": "SELECT c.agreement, c.period, a.role, a.person FROM approval a "
    "JOIN settlement s ON s.id = a.settlement JOIN cycle c ON c.id = s.cycle",
    "statement": "SELECT s.number, s.series, s.sequence, c.agreement, s.issued_by, "
    "CASE WHEN s.sha256 IS NULL THEN 1 ELSE 0 END FROM statement s JOIN cycle c ON c.id = s.cycle",
    "posting": "SELECT posting_key, entry, account, minor, currency, agreement, level, clause, statement FROM posting",
    "series": "SELECT name, last FROM series",
    "event": "SELECT act, person, agreement, period FROM event WHERE person > 0",
}
"""Identifiers, times and the hashes of sealed files differ from run to run; nothing else does.

Person 0 brought the first people in.
"""


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows of a run, and what is wrong with them by themselves."""

    tables: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()

    def unlike(self, other: Shown) -> Iterator[str]:
        """Rows that only one of two runs has, or has more often."""
        for table, rows in self.tables.items():
            for row in (rows - other.tables[table]) + (other.tables[table] - rows):
                yield f"{table} {row[:200]}"


def shown(books: Books, by: Person, is_kept: Callable[[str], bool]) -> Shown:
    """What lies in the books of a customer, and every fault: sums, log, files."""
    with books.reading(by) as connection:
        tables = {
            name: Counter(str(tuple(row)) for row in connection.execute(text(query))) for name, query in TABLES.items()
        }
        digests = list(connection.execute(text("SELECT sha256 FROM statement")).scalars())
    wrong = [f"ledger of {number}" for number in disagreeing(books, by=by)]
    totals: Counter[str] = Counter()
    for balance in trial_balance(books, by=by):
        totals[balance.total.currency] += balance.total.minor
    wrong += [f"{currency} does not add up to zero: {total}" for currency, total in totals.items() if total]
    wrong += [f"no file {digest}" for digest in digests if digest is None or not is_kept(digest)]
    if broken := check_log(books):
        wrong.append(str(broken))
    return Shown(tables, tuple(wrong))
