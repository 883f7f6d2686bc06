"""What checking a file comes to: one sentence for each thing that was looked at, and whether all is well."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


class Refused(ValueError):
    """A check failed: its name, and what was found."""

    def __init__(self, name: str, says: str) -> None:
        """Name the check and say what is wrong."""
        super().__init__(says)
        self.name = name


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


@dataclass(frozen=True, slots=True)
class Verdict:
    """All checks in their order; they stop at the first that fails, because those after it would mean nothing."""

    digest: str
    """SHA-256 of the file, in hex."""
    checks: tuple[Check, ...]
    facts: Facts | None = None
    """Known once the seal is that of a trusted sealer."""

    @property
    def ok(self) -> bool:
        """Genuine, unchanged, and computed again to the cent."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @property
    def wrong(self) -> tuple[Check, ...]:
        """The checks that failed."""
        return tuple(check for check in self.checks if not check.passed)

    def as_dict(self) -> dict[str, object]:
        """The verdict as plain data, for `sla verify --json` and the page."""
        facts = self.facts
        return {
            "ok": self.ok,
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
