"""What checking a file comes to: one sentence for each thing that was looked at, and whether all is well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sla.values import Saying


class Refused(ValueError):
    """A check failed: its name, and what was found."""

    def __init__(self, name: str, says: str) -> None:
        """Name the check and say what is wrong."""
        super().__init__(says)
        self.name, self.says = name, says


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    name: str
    passed: bool
    says: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a genuine statement says about itself; amounts as `GBP 1,234.50`."""

    number: str
    contract: str
    period: str
    decision: str
    sealer: str
    sealed_at: datetime
    restates: str = ""
    """SHA-256 of the file that it takes the place of; empty for a first statement."""


class Answer(StrEnum):
    """What a file is, in one word."""

    GENUINE = "genuine"
    """Issued by us, and unchanged."""
    SUPERSEDED = "superseded"
    """The same, and a later statement took its place."""
    ALTERED = "altered"
    """Made from a statement of ours, or to look like one."""
    STRANGE = "not ours"
    """Nothing shows that it comes from us."""


PARTS = {
    "coverage": Saying("coverage"),
    "seal": Saying("seal"),
    "unchanged": Saying("content"),
    "certification": Saying("certification"),
    "attachments": Saying("attachments"),
    "amounts": Saying("amounts"),
    "printed": Saying("visible text"),
}
"""What was altered, by the check that saw it; the other checks say that it is not ours."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks in their order; they stop at the first that fails, because those after it would mean nothing."""

    digest: str
    """SHA-256 of the file, in hex."""
    checks: tuple[Check, ...]
    facts: Facts | None = None
    """Known once the seal is that of a trusted sealer."""

    later: str = ""
    """Number of the statement that took its place, where one is known."""

    @property
    def ok(self) -> bool:
        """Genuine, unchanged, and computed again to the cent; it may have been superseded all the same."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def answer(self) -> Answer:
        """What the file is."""
        if self.ok:
            return Answer.SUPERSEDED if self.later else Answer.GENUINE
        return Answer.ALTERED if self.part else Answer.STRANGE

    @property
    def part(self) -> str:
        """What was altered; empty if nothing was, or if it is not ours."""
        return next((PARTS[check.name] for check in self.wrong if check.name in PARTS), "")

    @property
    def sentence(self) -> str:
        """The same for people."""
        match self.answer:
            case Answer.GENUINE:
                return Saying("Genuine, unchanged, and every amount right to the cent.")
            case Answer.SUPERSEDED:
                return Saying(
                    "Genuine and unchanged, but superseded: statement {name} took its place.", name=self.later
                )
            case Answer.ALTERED:
                return Saying("Do not rely on this file. It was altered: {why}.", why=self.part)
            case Answer.STRANGE:
                return Saying("Do not rely on this file. Nothing shows that it was issued by us.")

    @property
    def wrong(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if not check.passed)

    def as_dict(self) -> dict[str, object]:
        """The verdict as plain data, for `sla verify --json` and the page."""
        facts = self.facts
        return {
            "ok": self.ok,
            "answer": str(self.answer),
            "altered": self.part,
            "superseded_by": self.later,
            "sha256": self.digest,
            "checks": [{"name": each.name, "passed": each.passed, "says": each.says} for each in self.checks],
            "statement": None
            if facts is None
            else {
                "number": facts.number,
                "contract": facts.contract,
                "period": facts.period,
                "decision": facts.decision,
                "sealer": facts.sealer,
                "sealed_at": facts.sealed_at.isoformat(),
            },
        }
