"""Two customers and three vendors in one set of books, each marked by words and numbers that stand nowhere else.

Northline works for both customers, so that either must not learn of the other through it. Every agreement has an
issued period, a settled one, one that was sent and one that is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TypeVar

from sla.contract.model import Party
from sla.contract.parties import Parties
from sla.cycle import Agreement, Person, Role
from sla.cycle.matter import Kind
from sla.measurement.relief import Relief, Whole
from sla.operations import activation, agreements, asking, contract_drafts, deciding, people, submitting
from sla.operations.issuing import issue_statement
from sla.operations.press import Press
from sla.store.books import Books
from sla.values import Findings, Period

Thing = TypeVar("Thing")
NOW = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
ISSUED, SETTLED, SENT, OPEN = MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04")
PASSWORD = "quite a long password"

TEXT = """\
contract: {key}
title: Contact centre of {word}
version: 1
currency: USD
time_zone: America/New_York
term: {{from: 2026-01-01, until: 2027-01-01}}
customer: {word} City
vendor: The vendor
statement: {{every: month, due: 30 days}}
figures:
  calls: {{unit: calls, whole: yes, from: 0, says: calls offered}}
  complaints: {{unit: complaints, whole: yes, from: 0, says: complaints received}}
service_levels:
  calls_offered:
    clause: "4.1"
    words: At least {threshold} calls shall be offered, says {word}.
    measure: calls
    target: at least {threshold}
    round: none
    missing: {{nothing reported: hold, zero denominator: not measured}}
  complaints:
    clause: "5.1"
    words: No more than ten complaints shall be received.
    measure: complaints
    target: at most 10
    round: none
    missing: {{nothing reported: hold, zero denominator: not measured}}
    pays:
      - clause: "5.2"
        per step: {{of: 1, above: 10, counted: full}}
        penalty: {price}
examples:
  - says: eleven complaints
    period: 2026-01
    given: {{calls: 9000000, complaints: 11}}
    pays: {{penalties: {price}, incentives: 0.00}}
"""


@dataclass(frozen=True, slots=True)
class Buyer:
    """A customer: the word that marks it, its contract's key, and numbers of its contract."""

    word: str
    key: str
    threshold: str
    price: str


@dataclass(frozen=True, slots=True)
class Deal:
    """One agreement: who with whom, what it is called, and the figures that mark it."""

    buyer: str
    seller: str
    word: str
    calls: int
    complaints: int


BUYERS = {
    "harbour": Buyer("Harbourzel", "harbourzel", "1048583", "7411.37"),
    "rival": Buyer("Rivalquor", "rivalquor", "1299709", "8513.91"),
}
SELLERS = {"northline": "Northlinix", "southcall": "Southcallox", "farvoice": "Farvoicyk"}
DEALS = {
    "north": Deal("harbour", "northline", "Wexnorth", 7654321, 131),
    "south": Deal("harbour", "southcall", "Wexsouth", 8642097, 173),
    "far": Deal("rival", "farvoice", "Wexfar", 9753183, 197),
    "shared": Deal("rival", "northline", "Wexshared", 6897531, 229),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One agreement as addresses name it."""

    name: str
    agreement: Agreement
    matter: int
    """A dispute about its settled period, with a file laid before the other side."""

    @property
    def names(self) -> tuple[str, ...]:
        """What names it or something of it in addresses."""
        return (self.number, self.series, f"matters/{self.matter}", self.digest)

    @property
    def digest(self) -> str:
        return sha256(evidence(self.name)).hexdigest()

    @property
    def text(self) -> str:
        return sha256(text(BUYERS[DEALS[self.name].buyer]).encode()).hexdigest()

    @property
    def series(self) -> str:
        return self.agreement.series.lower()

    @property
    def number(self) -> str:
        return f"{self.agreement.series}-0001"


@dataclass(frozen=True, slots=True)
class World:
    """The books with everybody in them."""

    books: Books
    places: dict[str, Place]
    personas: dict[str, Person | None]
    canaries: dict[str, frozenset[str]] = field(default_factory=dict)
    """Every mark, with the agreements whose parties may see it."""

    def sees(self, persona: str) -> frozenset[str]:
        """The agreements of a persona, by the rules as people know them and not by those of the program."""
        return SEES[persona]

    def forbidden(self, persona: str) -> tuple[str, ...]:
        """The marks that a persona must never meet."""
        who, mine = self.personas[persona], self.sees(persona)
        own = f"{who.name} {HOME[persona]}" if who else ""
        return tuple(mark for mark, places in self.canaries.items() if not places & mine and mark not in own)


SEES = {
    "partner": frozenset({"north", "shared"}),
    "partner of another vendor": frozenset({"south"}),
    "manager": frozenset({"north", "south"}),
    "finance": frozenset({"north", "south"}),
    "auditor": frozenset({"north", "south"}),
    "administrator": frozenset[str](),
    "manager of another customer": frozenset({"far", "shared"}),
    "signed out": frozenset[str](),
}
HOME = {
    "partner": "Northlinix",
    "partner of another vendor": "Southcallox",
    "manager": "Harbourzel",
    "finance": "Harbourzel",
    "auditor": "Harbourzel",
    "administrator": "Harbourzel",
    "manager of another customer": "Rivalquor",
    "signed out": "",
}


def built(books: Books, press: Press) -> World:
    """Everybody and everything, through the operations, in migrated books with nothing in them."""
    ada = done(people.found_installation(books, company("harbour"), "Adazel Admin", "ada@h.example", PASSWORD, at=NOW))

    def person(home: str, name: str, role: Role) -> Person:
        mail = f"{name.split(maxsplit=1)[0].lower()}@{home.split(maxsplit=1)[0].lower()}.example"
        return done(people.add_person(books, home, name, mail, PASSWORD, [role], by=ada, at=NOW))

    staff = {buyer: tuple(_staff(buyer, person)) for buyer in BUYERS}
    sellers = {key: person(name, f"{name}pat Partner", Role.PARTNER) for key, name in SELLERS.items()}
    for key, buyer in BUYERS.items():
        done(activation.activate_contract(books, {"contract.yaml": text(buyer)}, by=staff[key][0], at=NOW))
        done(contract_drafts.start(books, buyer.key, (("2.yaml", second(buyer)),), None, by=staff[key][0], at=NOW))
    agreed = {name: _agreed(books, deal, staff[deal.buyer][0]) for name, deal in DEALS.items()}
    places = {
        name: Place(
            name, agreed[name], _lived(books, press, name, agreed[name].id, staff[deal.buyer], sellers[deal.seller])
        )
        for name, deal in DEALS.items()
    }
    mia, _, fay, audrey = staff["harbour"]
    personas: dict[str, Person | None] = {
        "partner": sellers["northline"],
        "partner of another vendor": sellers["southcall"],
        "manager": mia,
        "finance": fay,
        "auditor": audrey,
        "administrator": ada,
        "manager of another customer": staff["rival"][0],
        "signed out": None,
    }
    return World(books, places, personas, dict(_canaries()))


def text(buyer: Buyer) -> str:
    """Its contract."""
    return TEXT.format(key=buyer.key, word=buyer.word, threshold=buyer.threshold, price=buyer.price)


def second(buyer: Buyer) -> str:
    """The version that somebody is writing."""
    return text(buyer).replace("version: 1", "version: 2\neffective: 2026-09-01")


def company(buyer: str) -> str:
    return f"{BUYERS[buyer].word} City"


def _staff(buyer: str, person: object) -> Iterator[Person]:
    assert callable(person)
    word, home = BUYERS[buyer].word, company(buyer)
    for name, role in (("mia", "manager"), ("max", "manager"), ("fay", "finance"), ("audrey", "auditor")):
        yield person(home, f"{word}{name} Staff", Role(role))


def _agreed(books: Books, deal: Deal, by: Person) -> Agreement:
    seller = SELLERS[deal.seller]
    vendor = Party(seller, (f"{deal.word} street 1",), f"TAX{deal.calls}")
    key = BUYERS[deal.buyer].key
    return done(agreements.add_agreement(books, key, seller, deal.word, by=by, at=NOW, parties=Parties(vendor=vendor)))


def _lived(books: Books, press: Press, name: str, number: int, staff: tuple[Person, ...], partner: Person) -> int:
    """Its four periods, each as far as it goes; the second was reopened once and is disputed. The dispute's number."""
    mia, second, fay, _ = staff
    word = DEALS[name].word
    for month in MONTHS:
        done(agreements.open_period(books, number, month, by=mia, at=NOW))
        if month != OPEN:
            file = figures(name, month)
            done(submitting.send_figures(books, number, month, f"{word}-{month}.csv", file, by=partner, at=NOW))
        if month in {ISSUED, SETTLED}:
            done(deciding.settle_period(books, number, month, by=mia, at=NOW))
    done(deciding.reopen_period(books, number, SETTLED, f"{word} says so", by=mia, at=NOW))
    done(deciding.settle_period(books, number, SETTLED, by=mia, at=NOW))
    for signer in (second, fay):
        done(deciding.approve_period(books, number, ISSUED, by=signer, at=NOW))
    done(issue_statement(books, press, number, ISSUED, by=fay, at=NOW))
    return _disputed(books, name, number, partner)


def _disputed(books: Books, name: str, number: int, partner: Person) -> int:
    word, span = DEALS[name].word, Period(date(2026, 2, 1), date(2026, 3, 1))
    claim = Relief("complaints", span, Whole(), "")
    made = done(asking.ask(books, number, SETTLED, Kind.DISPUTE, claim, f"{word} disputes it", by=partner, at=NOW))
    done(asking.say(books, made.id, f"{word} proves it", ((f"{word}.txt", evidence(name)),), by=partner, at=NOW))
    return made.id


def evidence(name: str) -> bytes:
    """What its vendor lays before the customer."""
    return f"{DEALS[name].word} was there".encode()


def figures(place: str, month: str) -> bytes:
    """What its vendor sends for a month."""
    deal = DEALS[place]
    return f"when,calls,complaints\n{month},{deal.calls},{deal.complaints}\n".encode()


def _canaries() -> Iterator[tuple[str, frozenset[str]]]:
    for key, buyer in BUYERS.items():
        its = frozenset(name for name, deal in DEALS.items() if deal.buyer == key)
        yield from ((mark, its) for mark in (buyer.word, buyer.threshold, buyer.price.replace(".", "")))
    for key, word in SELLERS.items():
        yield word, frozenset(name for name, deal in DEALS.items() if deal.seller == key)
    for name, deal in DEALS.items():
        cents = (deal.complaints - 10) * int(BUYERS[deal.buyer].price.replace(".", ""))
        yield from ((mark, frozenset({name})) for mark in (deal.word, str(deal.calls), str(cents)))


def done(answer: Thing | Findings) -> Thing:
    """The answer, which is no refusal."""
    assert not isinstance(answer, Findings), answer
    return answer
