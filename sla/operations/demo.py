"""The demonstration: two contracts on public data, every vendor and month from its file to a sealed statement.

A plain sequence of the operations that people use at the doors, by the people who would do them. Run twice, it
goes on where it stopped.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TypeVar

from sla.contract.model import Party
from sla.contract.parties import Parties
from sla.cycle import Person, Role, Stage
from sla.operations import activation, agreements, deciding, pages, people, submitting
from sla.operations.issuing_many import issue_many
from sla.operations.press import Press
from sla.operations.ready import Ready
from sla.store.books import Books
from sla.values import Findings, Money

PASSWORD = "demonstration"  # noqa: S105  # printed at the end, for data that is public


@dataclass(frozen=True, slots=True)
class Scene:
    """One contract of the demonstration: its folder, the company that contracts, and the party on paper."""

    folder: str
    customer: Party
    mail: str
    partner: str
    """The vendor, by its key in `vendors.csv`, whose partner can sign in."""
    left: tuple[tuple[str, Stage], ...] = ()
    """Periods to open and the stage in which each is left for visitors; without any, all are played to the end."""


SCENES = (
    Scene(
        "nhs-111",
        Party("NHS 111 Commissioning (illustrative)", ("Quarry House, Quarry Hill", "Leeds LS2 7UE")),
        "commissioning.example",
        "111AA1",
    ),
    Scene(
        "boston-311",
        Party("City of Boston 311 (illustrative)", ("1 City Hall Square", "Boston, MA 02201")),
        "boston.example",
        "PWDx",
    ),
    Scene(
        "published/01-massachusetts-dell",
        Party("Health Connector (to practise on)", ("Boston, MA 02108",)),
        "practice.example",
        "DELL",
        (("2014-01", Stage.SETTLED), ("2014-02", Stage.SUBMITTED), ("2014-03", Stage.OPEN)),
    ),
)

ADMINISTRATOR = f"administrator@{SCENES[0].mail}"


@dataclass(frozen=True, slots=True)
class Issued:
    """What one vendor's period came to, and where its statement is."""

    definition: str
    vendor: str
    period: str
    net: Money
    number: str
    path: str


class Refused(Exception):
    """A step of the demonstration was refused; its findings say why."""


Answer = TypeVar("Answer")


def done(answer: Answer | Findings) -> Answer:
    """The answer, or an exception with every finding."""
    if isinstance(answer, Findings):
        raise Refused("\n".join(answer.sentences()))
    return answer


Say = Callable[[str], None]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Vendor:
    """One vendor of a contract: its key and name, the partner who sends its figures, and the agreement."""

    key: str
    name: str
    partner: Person
    agreement: int


def played(
    books: Books, press: Press, contracts: Path, *, clock: Clock, say: Say, workers: int = 2
) -> tuple[Issued, ...]:
    """Play every scene to its end and return what was issued, in the order of contract, vendor and time."""
    founder = _founder(books, clock())
    found: list[Issued] = []
    for scene in SCENES:
        found.extend(_scene(books, press, contracts / scene.folder, scene, founder, clock, say, workers))
    return tuple(found)


def sign_ins() -> Iterator[Ready]:
    """The people who can sign in, contract by contract, all with `PASSWORD`."""
    for scene in SCENES:
        company = scene.customer.name
        yield Ready("Partner", _address(scene, scene.partner), PASSWORD, f"vendor {scene.partner} of {company}")
        for role in ("manager", "second.manager", "finance", "auditor"):
            yield Ready(role.replace(".", " ").capitalize(), f"{role}@{scene.mail}", PASSWORD, company)
    yield Ready("Administrator", ADMINISTRATOR, PASSWORD, SCENES[0].customer.name)


def _address(scene: Scene, vendor: str) -> str:
    return f"partner.{vendor.lower()}@{scene.mail}"


def _founder(books: Books, at: datetime) -> Person:
    """The first administrator; found again where the demonstration has begun before."""
    company, address = SCENES[0].customer.name, ADMINISTRATOR
    answer = people.found_installation(books, company, "Ada Administrator", address, PASSWORD, at=at, to_practise=True)
    return done(people.sign_in(books, address, PASSWORD, at=at)) if isinstance(answer, Findings) else answer


def _somebody(
    books: Books, founder: Person, company: str, name: str, address: str, roles: list[Role], at: datetime
) -> Person:
    """A person of a company, added or found again."""
    answer = people.add_person(books, company, name, address, PASSWORD, roles, by=founder, at=at)
    if isinstance(answer, Findings) and any(each.code == "person.taken" for each in answer):
        return done(people.sign_in(books, address, PASSWORD, at=at))
    return done(answer)


def _scene(
    books: Books, press: Press, folder: Path, scene: Scene, founder: Person, clock: Clock, say: Say, workers: int
) -> tuple[Issued, ...]:
    company, mail = scene.customer.name, scene.mail
    manager = _somebody(books, founder, company, "Mary Manager", f"manager@{mail}", [Role.MANAGER], clock())
    second = _somebody(books, founder, company, "Simon Second", f"second.manager@{mail}", [Role.MANAGER], clock())
    finance = _somebody(books, founder, company, "Fiona Finance", f"finance@{mail}", [Role.FINANCE], clock())
    _somebody(books, founder, company, "Alan Auditor", f"auditor@{mail}", [Role.AUDITOR], clock())
    texts = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.yaml"))}
    definition = done(activation.activate_contract(books, texts, by=manager, at=clock()))
    vendors = tuple(
        _vendor(books, definition.key, scene, row, founder, manager, clock) for row in _rows(folder / "vendors.csv")
    )
    periods = tuple(period.key for period in definition.statement_periods())
    months = len(scene.left or periods)
    say(f"{definition.title}: {len(vendors)} vendors, {months} months; reading and settling their figures")
    stages = {
        (cell.agreement, cell.period.key): cell.stage
        for cell in pages.portfolio(books, by=manager, definition=definition.key)
    }
    for vendor in vendors:
        for period, last in scene.left or tuple((period, Stage.ISSUED) for period in periods):
            reached = stages.get((vendor.agreement, period))
            _brought(books, folder, vendor, period, reached, last, (manager, second, finance), clock)
    return tuple(_issued(books, press, definition.key, vendors, finance, clock, say, workers))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _vendor(
    books: Books, definition: str, scene: Scene, row: dict[str, str], founder: Person, manager: Person, clock: Clock
) -> Vendor:
    """A vendor with its partner and its agreement, added or found again."""
    key, name = row["key"], row["name"]
    partner = _somebody(books, founder, name, f"Pat Partner ({key})", _address(scene, key), [Role.PARTNER], clock())
    known = {each.reference: each.id for each in pages.list_agreements(books, by=manager)}
    if key not in known:
        added = agreements.add_agreement(
            books,
            definition,
            name,
            key,
            by=manager,
            at=clock(),
            parties=Parties(scene.customer, Party(name)),
        )
        known[key] = done(added).id
    return Vendor(key, name, partner, known[key])


def _brought(
    books: Books,
    folder: Path,
    vendor: Vendor,
    period: str,
    reached: Stage | None,
    last: Stage,
    cast: tuple[Person, Person, Person],
    clock: Clock,
) -> None:
    """One vendor's period brought from its file to two approvals, or to `last`; steps taken before are not repeated."""
    manager, second, finance = cast
    which = (vendor.agreement, period)
    stage = reached or done(agreements.open_period(books, *which, by=manager, at=clock())).stage
    if stage is Stage.OPEN and last is not Stage.OPEN:
        name, content = upload(folder / "data" / f"{vendor.key}.csv", period)
        stage = done(submitting.send_figures(books, *which, name, content, by=vendor.partner, at=clock())).cycle.stage
    if stage is Stage.SUBMITTED and last is not Stage.SUBMITTED:
        stage = done(deciding.settle_period(books, *which, by=manager, at=clock())).stage
    if stage is Stage.SETTLED and last is not Stage.SETTLED:
        for person in (second, finance):
            answer = deciding.approve_period(books, *which, by=person, at=clock())
            if reached is not Stage.SETTLED:  # taken up again, one of the two may have signed before
                done(answer)


def upload(file: Path, period: str) -> tuple[str, bytes]:
    """The file that a vendor sends for one month: the heading and that month's rows of its figures."""
    heading, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    return f"{file.stem}-{period}.csv", "".join((heading, *(row for row in rows if row.startswith(period)))).encode()


def _issued(
    books: Books,
    press: Press,
    key: str,
    vendors: tuple[Vendor, ...],
    finance: Person,
    clock: Clock,
    say: Say,
    workers: int,
) -> Iterator[Issued]:
    """Issue what is approved, and tell of every statement of the contract."""
    names = {vendor.agreement: vendor.name for vendor in vendors}
    due = [
        (cell.agreement, cell.period.key)
        for cell in pages.portfolio(books, by=finance, definition=key)
        if cell.stage == "approved"
    ]
    say(f"  {len(due)} statements to print, seal and post")
    counted = count(1)

    def progress(_: object) -> None:
        if (number := next(counted)) % 10 == 0 or number == len(due):
            say(f"  {number} of {len(due)} sealed")

    for _, answer in issue_many(books, press, due, by=finance, at=clock(), workers=workers, progress=progress):
        done(answer)
    for statement in pages.list_statements(books, by=finance):
        if statement.agreement in names:
            yield Issued(
                key, names[statement.agreement], statement.period.key, statement.net, statement.number, statement.path
            )
