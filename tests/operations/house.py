"""A customer with two vendors under one contract, its people, and a press that prints plain text."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sla.cycle import Agreement, Cycle, Organisation, Person, Role
from sla.operations.activation import activate_contract
from sla.operations.agreements import add_agreement, open_period
from sla.operations.deciding import approve_period, settle_period
from sla.operations.issuing import issue_statement
from sla.operations.submitting import Receipt, send_figures
from sla.statement.again import again
from sla.statement.model import Sealer, Statement
from sla.store import log, people
from sla.store.books import Books
from sla.store.database import migrate
from sla.store.issued import Issued
from sla.values import Findings

NOW = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
MARCH, APRIL, MAY = "2026-03", "2026-04", "2026-05"
BUILDER = Person(0, "Builder", 0, frozenset())
"""Who brings the house's first people in: nobody in it yet."""

TEXT = """\
contract: harbour
title: Harbour City contact centre
version: 1
currency: USD
time_zone: America/New_York
term: {from: 2026-01-01, until: 2027-01-01}
customer: Harbour City
vendor: The vendor
statement: {every: month, due: 30 days}

figures:
  calls: {unit: calls, whole: yes, from: 0, says: calls offered}
  answered: {unit: calls, whole: yes, from: 0, says: calls answered within thirty seconds}
  complaints: {unit: complaints, whole: yes, from: 0, says: complaints received}

service_levels:
  answered_in_time:
    title: Answered within 30 seconds
    clause: "4.1"
    words: Seventy per cent of calls shall be answered within thirty seconds.
    measure: {share: answered, of: calls}
    target: at least 70
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
    pays:
      - clause: "4.2"
        bands:
          - {below: 65, penalty: 2500.00}
          - {above: 80, incentive: 1000.00}
        scale: {by: 2, when: {is: missed, in a row: 2}}
  complaints:
    clause: "5.1"
    words: No more than ten complaints shall be received in a month.
    measure: complaints
    target: at most 10
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
    pays:
      - {clause: "5.2", above: 10, penalty: 333.33}

examples:
  - says: the band below 65 %
    period: 2026-01
    given: {calls: 1000, answered: 600, complaints: 2}
    pays: {penalties: 2500.00, incentives: 0.00}
  - says: the bonus, and eleven complaints
    period: 2026-01
    given: {calls: 1000, answered: 810, complaints: 11}
    pays: {penalties: 333.33, incentives: 1000.00}
"""
FILES = {"contract.yaml": TEXT}


def figures(month: str, calls: int = 1000, answered: int = 600, complaints: int | None = 4) -> bytes:
    """A vendor's file for one month."""
    said = "" if complaints is None else str(complaints)
    return f"when,calls,answered,complaints\n{month},{calls},{answered},{said}\n".encode()


@dataclass(frozen=True, slots=True)
class PlainPress:
    """Prints the decision as a line of text; enough to see which file belongs to which statement."""

    archive: Path

    def sealer(self, at: datetime) -> Sealer | None:
        del at
        return None

    def made(self, statement: Statement, at: datetime) -> bytes | Findings:
        assert again(statement.calculation) == statement, "what was issued cannot be printed again from what it carries"
        return f"{statement.number}: {statement.decision} ({at:%Y-%m-%d})\n".encode() + statement.calculation

    def signed(self, content: bytes, at: datetime) -> tuple[str, str]:
        return sha256(content + at.isoformat().encode()).hexdigest(), "no certificate"

    def kept(self, content: bytes) -> tuple[str, str]:
        digest = sha256(content).hexdigest()
        self.archive.mkdir(exist_ok=True)
        (self.archive / digest).write_bytes(content)
        return digest, str(self.archive / digest)

    def taken(self, digest: str) -> bytes:
        return (self.archive / digest).read_bytes()


@dataclass(frozen=True, slots=True)
class House:
    """Everybody and everything a test needs; `north` and `south` are agreements with two vendors."""

    books: Books
    press: PlainPress
    north: Agreement
    south: Agreement
    pat: Person
    sam: Person
    mia: Person
    max: Person
    fay: Person
    fred: Person
    audrey: Person
    rival: Person

    def sent(self, month: str = MARCH, content: bytes | None = None) -> Cycle:
        """The northern vendor has sent its figures for a month; the month is opened if it was not."""
        opened = open_period(self.books, self.north.id, month, by=self.mia, at=NOW)
        assert isinstance(opened, Cycle) or opened[0].code == "period.open", opened
        file = figures(month) if content is None else content
        receipt = send_figures(self.books, self.north.id, month, f"{month}.csv", file, by=self.pat, at=NOW)
        assert isinstance(receipt, Receipt), receipt
        return receipt.cycle

    def settled(self, month: str = MARCH, content: bytes | None = None) -> Cycle:
        self.sent(month, content)
        return done(settle_period(self.books, self.north.id, month, by=self.mia, at=NOW))

    def approved(self, month: str = MARCH, content: bytes | None = None) -> Cycle:
        self.settled(month, content)
        done(approve_period(self.books, self.north.id, month, by=self.max, at=NOW))
        return done(approve_period(self.books, self.north.id, month, by=self.fay, at=NOW))

    def issued(self, month: str = MARCH, content: bytes | None = None) -> Issued:
        self.approved(month, content)
        issued = issue_statement(self.books, self.press, self.north.id, month, by=self.fay, at=NOW)
        assert isinstance(issued, Issued), issued
        return issued


def done(result: Cycle | Findings) -> Cycle:
    assert isinstance(result, Cycle), result
    return result


def refused(result: object) -> str:
    """The code of the one finding."""
    assert isinstance(result, Findings), f"was allowed: {result}"
    assert len(result) == 1, result
    assert result[0].remedy, "a refusal says what to do next"
    return result[0].code


def built(url: str, folder: Path, contract: str = TEXT) -> House:
    """The whole house in an empty database."""
    migrate(url)
    books = Books.open(url)
    try:
        return _built(books, folder, contract)
    except BaseException:
        books.close()
        raise


def _built(books: Books, folder: Path, contract: str) -> House:
    city, north, south, rivals = _companies(books, "Harbour City", "Northline", "Southcall", "Rival City")
    mia = _person(books, city, "Mia Manager", Role.MANAGER)
    activated = activate_contract(books, {"contract.yaml": contract}, by=mia, at=NOW)
    assert not isinstance(activated, Findings), activated
    return House(
        books=books,
        press=PlainPress(folder / "archive"),
        north=_agreement(books, "Northline", "North", mia),
        south=_agreement(books, "Southcall", "South", mia),
        pat=_person(books, north, "Pat Partner", Role.PARTNER),
        sam=_person(books, south, "Sam Southern", Role.PARTNER),
        mia=mia,
        max=_person(books, city, "Max Manager", Role.MANAGER),
        fay=_person(books, city, "Fay Finance", Role.FINANCE),
        fred=_person(books, city, "Fred Finance", Role.FINANCE),
        audrey=_person(books, city, "Audrey Auditor", Role.AUDITOR),
        rival=replace(_person(books, rivals, "Rita Rival", Role.MANAGER), roles=frozenset(Role)),
    )


def _companies(books: Books, *names: str) -> tuple[Organisation, ...]:
    with books.writing(None) as connection:
        kept = tuple(people.keep_organisation(connection, name) for name in names)
        log.record(connection, "companies added", BUILDER, NOW)
        return kept


def _person(books: Books, company: Organisation, name: str, role: Role) -> Person:
    """Somebody who is signed in already: no password is ever asked for."""
    email = f"{name.partition(' ')[0]}@{company.name.partition(' ')[0]}.example".lower()
    with books.writing(None) as connection:
        kept = people.keep_person(connection, company.id, name, email, "no password", [role])
        log.record(connection, "person added", BUILDER, NOW, person=email)
        return kept


def administrator(books: Books, of: Person, name: str = "Ada Admin") -> Person:
    """Somebody who looks after the people of the same company as `of`."""
    company = Organisation(of.organisation, f"company{of.organisation}")
    return _person(books, company, name, Role.ADMINISTRATOR)


def _agreement(books: Books, vendor: str, reference: str, by: Person) -> Agreement:
    added = add_agreement(books, "harbour", vendor, reference, by=by, at=NOW)
    assert isinstance(added, Agreement), added
    return added
