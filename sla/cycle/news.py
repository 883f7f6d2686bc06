"""News: what is told to programs and by mail, once somebody wishes it; each kind by the acts of the log that it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sla.cycle.claims import Deed
from sla.cycle.matter import Kind, State


class News(StrEnum):
    """Kinds of news, by the names under which they are sent."""

    OPENED = "period.opened"
    RECEIVED = "figures.received"
    SETTLED = "period.settled"
    APPROVED = "period.approved"
    REOPENED = "period.reopened"
    EXTENDED = "period.extended"
    RESTATED = "period.restated"
    DROPPED = "restatement.dropped"
    ACCEPTED = "lines.accepted"
    ASKED = "matter.opened"
    SAID = "matter.remark"
    DECIDED = "matter.decided"
    WITHDRAWN = "matter.withdrawn"
    ISSUED = "statement.issued"
    BOOKED = "claim.recorded"
    WAITING = "waiting"
    """What waits for a person, once a day; it goes by mail only."""
    TEST = "test"
    """That something arrives."""


KINDS = tuple(kind for kind in News if kind not in (News.WAITING, News.TEST))
"""What a program can ask to be told."""
ACTS = {
    "period opened": News.OPENED,
    "figures sent": News.RECEIVED,
    "figures taken in": News.RECEIVED,
    "settled": News.SETTLED,
    "approved": News.APPROVED,
    "reopened": News.REOPENED,
    "unsettled": News.REOPENED,
    "extended": News.EXTENDED,
    "restated": News.RESTATED,
    "dropped": News.DROPPED,
    "lines accepted": News.ACCEPTED,
    "remark": News.SAID,
    "issued": News.ISSUED,
    **{f"{kind} asked for": News.ASKED for kind in Kind},
    **{f"{kind} {state}": News.DECIDED for kind in Kind for state in (State.GRANTED, State.PARTLY, State.REFUSED)},
    **{f"{kind} withdrawn": News.WITHDRAWN for kind in Kind},
    **{f"claim {deed}": News.BOOKED for deed in Deed},
}
"""Acts of the log that are news, of all that are about an agreement."""


class Way(StrEnum):
    """How news travel."""

    WEBHOOK = "webhook"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Subscription:
    """Somebody's wish to be told. `secret` signs what is sent to a program, and ends what is sent by mail."""

    id: int
    person: int
    way: Way
    url: str
    """Where to, for a program; empty for mail, which goes to the person."""
    kinds: frozenset[News]
    secret: str
    made: datetime
    ended: datetime | None = None
    failing: datetime | None = None
    """Since when nothing has arrived any more."""
    stopped: datetime | None = None
    """When it was given up, until somebody says that it works again."""

    @property
    def is_on(self) -> bool:
        """Whether anything is sent."""
        return self.ended is None and self.stopped is None
