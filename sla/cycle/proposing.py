"""A contract's text on its way into force: vendor managers write it, one proposes it, another brings it into force.

While it is proposed nobody changes it: what the second one signs is what the first one meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sla.cycle.model import Act
from sla.cycle.person import Person, Role
from sla.cycle.refusal import own_work, refused, title
from sla.cycle.rules import reason_missing
from sla.values import Finding

MOST_LETTERS = 1_000_000
"""Of all files of a draft together; far more than a contract may have, so that a mistake can be mended here."""
MOST_FILES = 50
LONGEST_NAME = 100
ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Draft:
    """Texts that are not in force: new versions of a contract, a file each. `customer` is an organisation.

    `revision` counts every change; a change that was made on an older one is refused.
    """

    customer: int
    contract: str
    """Key of the contract that they belong to; empty for a new one."""
    files: tuple[tuple[str, str], ...]
    """Name and text of each file, by name."""
    edited: Act
    revision: int = 0
    proposed: Act | None = None
    reason: str = ""
    """Why it was proposed: a sentence that the log keeps."""
    id: int = 0
    """Number of its row, once it is kept."""


@dataclass(frozen=True, slots=True)
class Countersigned:
    """Who proposed a text and who brings it into force, two people."""

    proposed: Act
    signed: Act
    reason: str


def begin(customer: int, contract: str, files: tuple[tuple[str, str], ...], *, by: Person, at: datetime) -> Draft:
    """A draft that nobody has kept yet."""
    return Draft(customer, contract, tuple(sorted(files)), Act(by.id, by.name, at))


def write(draft: Draft, files: tuple[tuple[str, str], ...], *, by: Person, at: datetime) -> Draft | Finding:
    """A vendor manager changes the files."""
    if refusal := may_write(draft, by) or not_kept(files):
        return refusal
    return replace(draft, files=tuple(sorted(files)), edited=Act(by.id, by.name, at), revision=draft.revision + 1)


def propose(draft: Draft, reason: str, *, by: Person, at: datetime) -> Draft | Finding:
    """A vendor manager proposes it as it stands."""
    if refusal := may_write(draft, by) or reason_missing(reason, "A new text"):
        return refusal
    proposed = Act(by.id, by.name, at)
    return replace(draft, proposed=proposed, reason=reason.strip(), revision=draft.revision + 1)


def take_back(draft: Draft, *, by: Person) -> Draft | Finding:
    """A vendor manager, either of the two, takes a proposal back so that it can be written on."""
    if refusal := may_take_back(draft, by):
        return refusal
    return replace(draft, proposed=None, reason="", revision=draft.revision + 1)


def countersign(draft: Draft, *, by: Person, at: datetime) -> Countersigned | Finding:
    """Another vendor manager brings it into force."""
    if refusal := may_countersign(draft, by):
        return refusal
    return Countersigned(draft.proposed or draft.edited, Act(by.id, by.name, at), draft.reason)


def may_write(draft: Draft, by: Person) -> Finding | None:
    """Only a vendor manager, and only while it is not proposed."""
    if refusal := not_theirs(draft, by, "write a contract"):
        return refusal
    if draft.proposed is None:
        return None
    return refused(
        "text-proposed",
        "This text is proposed, and stays as it is until that is decided",
        found=f"proposed by {draft.proposed.name}",
        remedy="Take it back first, then write on.",
    )


def may_take_back(draft: Draft, by: Person) -> Finding | None:
    """Only a vendor manager, and only what is proposed."""
    return not_theirs(draft, by, "take a proposed text back") or not_proposed(draft)


def may_countersign(draft: Draft, by: Person) -> Finding | None:
    """Only a vendor manager, what is proposed, and not who proposed it."""
    if refusal := not_theirs(draft, by, "bring a text into force") or not_proposed(draft):
        return refusal
    return own_work(by, draft.proposed, "proposed") if draft.proposed else None


def not_theirs(draft: Draft, by: Person, act: str) -> Finding | None:
    """Contracts are written by the vendor managers of the company that buys."""
    if by.is_a(Role.MANAGER) and by.organisation == draft.customer:
        return None
    who = title(Role.MANAGER)
    have = ", ".join(sorted(by.roles)) or "no role"
    return refused("role", f"{by.name} may not {act}", found=have, expected=who, remedy=f"Ask {who} to {act}.")


def not_proposed(draft: Draft) -> Finding | None:
    """There is nothing to decide on."""
    if draft.proposed:
        return None
    return refused("text-not-proposed", "This text is not proposed", remedy="Have it proposed with a reason first.")


def not_kept(files: tuple[tuple[str, str], ...]) -> Finding | None:
    """What is no contract by its size or its names is not kept."""
    letters = sum(len(text) for _, text in files)
    if not files or len(files) > MOST_FILES or letters > MOST_LETTERS:
        return refused(
            "too-large",
            "This is not kept as a contract",
            found=f"{len(files)} files with {letters:,} letters",
            expected=f"1 to {MOST_FILES} files with at most {MOST_LETTERS:,} letters together",
            remedy="Leave out what does not belong to the contract.",
        )
    names = [name for name, _ in files]
    odd = [name for name in names if not _is_name(name) or names.count(name) > 1]
    if not odd:
        return None
    return refused(
        "file-name",
        "A file of a contract cannot be called like this",
        found=odd[0][:LONGEST_NAME],
        expected=f"another name for each, that ends with {' or '.join(ENDINGS)}",
        remedy="Call it by its version, as version-2.yaml.",
    )


def _is_name(name: str) -> bool:
    return (
        name.endswith(ENDINGS)
        and len(name) <= LONGEST_NAME
        and name.isprintable()
        and not set(name) & set("/\\")
        and name.strip(". ") == name
    )


def text_changed(draft: Draft) -> Finding:
    """Somebody else was faster: what was looked at no longer stands."""
    return refused(
        "changed-meanwhile",
        "The text was changed by somebody else in the meantime",
        found=f"changed by {draft.edited.name} {draft.edited.at:%Y-%m-%d %H:%M %Z}",
        remedy="Your text is still here. Compare the two, then save what is right.",
    )
