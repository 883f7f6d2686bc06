"""Booked: an issued statement stands in other books too, under a reference there; a counter-entry takes it back.

Nothing is posted for it, and it does not count as claimed: it only says that finance has taken the statement over.
"""

from __future__ import annotations

from datetime import date, datetime

from sla.cycle.claims import Booking, Claim, Deed, day_wrong, recorded, reference_missing
from sla.cycle.person import Person, Role
from sla.cycle.refusal import refused, wrong_role
from sla.values import Finding, Money


def book(claim: Claim, day: date, reference: str, *, by: Person, at: datetime) -> Booking | Finding:
    """Finance records that the statement stands in other books, whether anything of it is open or not."""
    refusal = may_keep_books(claim, by) or day_wrong(claim, day, at) or reference_missing(reference)
    if refusal := refusal or booked_before(claim):
        return refusal
    return recorded(claim, Deed.BOOKED, _size(claim.imposed), day, reference, by, at)


def take_back(claim: Claim, day: date, reference: str, *, by: Person, at: datetime) -> Booking | Finding:
    """Finance records that a counter-entry took it out of the other books; it can be booked again."""
    refusal = may_keep_books(claim, by) or day_wrong(claim, day, at) or reference_missing(reference)
    if refusal := refusal or not_booked(claim):
        return refusal
    return recorded(claim, Deed.UNBOOKED, _size(claim.imposed), day, reference, by, at)


def _size(net: Money) -> Money:
    return -net if net.amount < 0 else net


def may_keep_books(claim: Claim, by: Person) -> Finding | None:
    """Only finance of the customer."""
    return wrong_role(claim, by, "record what is booked", Role.FINANCE)


def booked_before(claim: Claim) -> Finding | None:
    """It stands in other books already."""
    if (booked := claim.booked) is None:
        return None
    return refused(
        "booked-before",
        f"Statement {claim.number} is booked already",
        found=f"{booked.reference}, {booked.day.isoformat()}",
        expected="one that is not booked",
        remedy="If that was wrong, record first that it was taken back.",
    )


def not_booked(claim: Claim) -> Finding | None:
    """There is nothing to take back."""
    if claim.booked:
        return None
    remedy = "Choose a statement that is booked."
    return refused("not-booked", f"Statement {claim.number} is not booked", found="nothing", remedy=remedy)
