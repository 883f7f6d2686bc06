"""Claims: what an issued statement leaves to be paid, until it is paid, set off, or has lapsed.

Nothing happens to a claim by itself. Finance records that it was claimed, paid or set off, and that it has lapsed once
the contract's time to claim it is over; each record is a fact with a day and a reference, and is never edited.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from sla.contract.model import Terms
from sla.cycle.model import Act
from sla.cycle.person import Person, Role
from sla.cycle.refusal import refused, wrong_role
from sla.values import Calendar, Finding, Money, Period


class Deed(StrEnum):
    """What can become of a claim."""

    CLAIMED = "claimed"
    """The vendor was asked for it, in time; nothing is posted."""
    PAID = "paid"
    SET_OFF = "set off"
    LAPSED = "lapsed"
    BOOKED = "booked"
    """It stands in other books; nothing is posted."""
    UNBOOKED = "booking taken back"
    """A counter-entry took it out of them; nothing is posted."""


ASKED = frozenset({Deed.CLAIMED, Deed.PAID, Deed.SET_OFF})
"""What shows that the vendor was asked: expressly, or by paying a part."""
POSTED = frozenset({Deed.PAID, Deed.SET_OFF, Deed.LAPSED})
"""What moves something in the ledger."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a contract names for a statement, counted from the day of its issue; None where it names none."""

    due: date | None
    """By then it is paid."""
    claim_until: date | None
    """Until then a credit is claimed in time, that day included."""


def days_of(terms: Terms, issued: datetime, calendar: Calendar) -> Days:
    """Payment by calendar days, as it is printed on the statement; claiming by business days."""
    day = issued.astimezone(calendar.zone).date()
    due, claim = terms.due_days, terms.claim_days
    return Days(
        None if due is None else day + timedelta(days=due),
        None if claim is None else calendar.add_business_days(day, claim),
    )


@dataclass(frozen=True, slots=True)
class Booking:
    """One record: what was done on which day, and the reference under which it stands in other books.

    `sequence` counts the records of a statement from 1. The amount is above zero, whoever owes it; what is booked can
    come to nothing.
    """

    sequence: int
    deed: Deed
    amount: Money
    day: date
    reference: str
    act: Act


@dataclass(frozen=True, slots=True)
class Claim:
    """What is left of one issued statement. Amounts are above zero where the vendor owes, and below where it is owed.

    `open` is payable now, `disputed` is set aside. Days are those of the agreement's calendar.
    """

    number: str
    agreement: int
    customer: int
    vendor: int
    period: Period
    issued: datetime
    calendar: Calendar
    imposed: Money
    """What the statement moves, whatever has become of it since."""
    open: Money
    disputed: Money
    due: date | None = None
    """The day by which it is paid, where the contract says so."""
    claim_until: date | None = None
    """The last day on which a credit is claimed in time, where the contract says so."""
    bookings: tuple[Booking, ...] = ()

    @property
    def size(self) -> Money:
        """What is open, whoever owes it."""
        return -self.open if self.open.amount < 0 else self.open

    @property
    def is_claimed(self) -> bool:
        """Whether it was claimed: expressly, or by paying a part of it."""
        return any(each.deed in ASKED for each in self.bookings)

    @property
    def booked(self) -> Booking | None:
        """The record by which it stands in other books now."""
        last = next((each for each in reversed(self.bookings) if each.deed in (Deed.BOOKED, Deed.UNBOOKED)), None)
        return last if last and last.deed is Deed.BOOKED else None

    def day_of(self, at: datetime) -> date:
        """The day that it is at that moment where the contract lives."""
        return at.astimezone(self.calendar.zone).date()


def demand(claim: Claim, day: date, reference: str, *, by: Person, at: datetime) -> Booking | Finding:
    """Finance records that the vendor was asked for what is open."""
    refusal = may_book(claim, by) or day_wrong(claim, day, at) or reference_missing(reference)
    if refusal := refusal or too_late_to_claim(claim, day) or claimed_before(claim):
        return refusal
    return recorded(claim, Deed.CLAIMED, claim.size, day, reference, by, at)


def clear(
    claim: Claim, amount: Money, day: date, reference: str, *, by: Person, at: datetime, paid: bool
) -> Booking | Finding:
    """Finance records how much of it was paid, or set off against something else."""
    refusal = may_book(claim, by) or day_wrong(claim, day, at) or reference_missing(reference)
    if refusal := refusal or more_than_open(claim, amount):
        return refusal
    return recorded(claim, Deed.PAID if paid else Deed.SET_OFF, amount, day, reference, by, at)


def lapse(claim: Claim, *, by: Person, at: datetime) -> Booking | Finding:
    """Finance records that the time to claim it is over and nobody has: what is open is owed no longer."""
    if refusal := may_book(claim, by) or cannot_lapse(claim) or claimed_before(claim) or window_open(claim, at):
        return refusal
    return recorded(claim, Deed.LAPSED, claim.size, claim.day_of(at), "", by, at)


def recorded(claim: Claim, deed: Deed, amount: Money, day: date, reference: str, by: Person, at: datetime) -> Booking:
    """The next record of a claim."""
    return Booking(len(claim.bookings) + 1, deed, amount, day, reference.strip(), Act(by.id, by.name, at))


def may_book(claim: Claim, by: Person) -> Finding | None:
    """Only finance of the customer, and only while something is open."""
    if refusal := wrong_role(claim, by, "record what became of a claim", Role.FINANCE):
        return refusal
    if claim.open:
        return None
    return refused(
        "nothing-open",
        f"Nothing is open of statement {claim.number}",
        found=f"{claim.disputed} in dispute" if claim.disputed else "nothing",
        expected="an amount that is payable",
        remedy="Wait for the dispute to be decided." if claim.disputed else "Choose another statement.",
    )


def more_than_open(claim: Claim, amount: Money) -> Finding | None:
    """What is paid or set off is part or all of what is open, in whole cents."""
    fits = amount.currency == claim.open.currency and Decimal(0) < amount.amount <= claim.size.amount
    if fits and amount.rounded() == amount:
        return None
    return refused(
        "more-than-open",
        "This is not what can be paid or set off",
        found=str(amount),
        expected=f"above zero and at most {claim.size}",
        remedy="Write the part that belongs to this statement, and the rest to the statement that it is for.",
    )


def day_wrong(claim: Claim, day: date, at: datetime) -> Finding | None:
    """It happened between the day of issue and today."""
    first, last = claim.day_of(claim.issued), claim.day_of(at)
    if first <= day <= last:
        return None
    return refused(
        "day",
        "This day cannot be",
        found=day.isoformat(),
        expected=f"from {first.isoformat()}, when it was issued, to {last.isoformat()}, today",
        remedy="Write the day on which it happened; what lies ahead is recorded when it has happened.",
    )


def reference_missing(reference: str) -> Finding | None:
    """Whoever reads it later finds it in the other books."""
    if reference.strip():
        return None
    remedy = "Write the number of the booking, invoice or letter."
    return refused("reference", "This needs a reference", found="nothing", remedy=remedy)


def claimed_before(claim: Claim) -> Finding | None:
    """It was claimed already."""
    first = next((each for each in claim.bookings if each.deed in ASKED), None)
    if first is None:
        return None
    return refused(
        "claimed-before",
        f"Statement {claim.number} was claimed already",
        found=f"{first.deed} on {first.day.isoformat()}, {first.reference}",
        expected="one that nobody has claimed",
        remedy="Record what is paid of it, or set it off.",
    )


def too_late_to_claim(claim: Claim, day: date) -> Finding | None:
    """A credit is claimed in the time that the contract gives; what the vendor is owed needs no claim."""
    if claim.open.amount < 0:
        remedy = "Record when it is paid."
        return refused("no-claim", "The vendor is owed this, and need not be asked for it", remedy=remedy)
    if claim.claim_until is None or day <= claim.claim_until:
        return None
    return refused(
        "late-claim",
        "The time to claim this credit was over by then",
        found=day.isoformat(),
        expected=f"{claim.claim_until.isoformat()} at the latest",
        remedy="Record that it has lapsed; if the vendor pays all the same, record the payment instead.",
    )


def cannot_lapse(claim: Claim) -> Finding | None:
    """Only a credit that the contract gives a time to claim can lapse."""
    if claim.open.amount > 0 and claim.claim_until is not None:
        return None
    return refused(
        "no-window",
        "This does not lapse",
        found="owed to the vendor" if claim.open.amount < 0 else "a contract without a time to claim",
        expected="a credit that has to be claimed in time (`claim` under `statement` in the contract)",
        remedy="Record what is paid, or set it off.",
    )


def window_open(claim: Claim, at: datetime) -> Finding | None:
    """Its last day has to be over."""
    if claim.claim_until is None or claim.day_of(at) > claim.claim_until:
        return None
    return refused(
        "window-open",
        f"Statement {claim.number} can still be claimed",
        found=claim.day_of(at).isoformat(),
        expected=f"a day after {claim.claim_until.isoformat()}",
        remedy="Claim it. It can only lapse when that day is over.",
    )
