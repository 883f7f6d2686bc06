"""The answers that several operations share: what is not there, and refusals as findings."""

from __future__ import annotations

from sla.values import Finding, Findings

_UNKNOWN = "unknown"


def one(finding: Finding) -> Findings:
    """A refusal, in the shape of all problems at once."""
    return Findings((finding,))


def unknown(what: str, name: str) -> Findings:
    """There is no such thing, or none that this person may see: the two are never told apart."""
    return one(
        Finding(
            f"{what}.{_UNKNOWN}",
            f"There is no {what} {name}",
            found=name,
            expected=f"a {what} of your company",
            remedy="Choose one from the list.",
        )
    )


def is_unknown(findings: Findings) -> bool:
    """Whether the thing asked for is not there: a door answers 404."""
    return any(finding.code.endswith(f".{_UNKNOWN}") for finding in findings)


def refused(code: str, message: str, *, found: str = "", expected: str = "", remedy: str) -> Findings:
    """One problem, with what to do about it."""
    return one(Finding(code, message, found=found, expected=expected, remedy=remedy))


def wrong_person(who: str, act: str) -> Findings:
    """Somebody without the role for it."""
    return refused("person.role", f"Only {who} may {act}", expected=who, remedy=f"Ask {who} to {act}.")
