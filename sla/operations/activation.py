"""Activating contract texts: from then on a version is never edited, only followed by the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from sla.contract.definition import Definition
from sla.contract.model import Contract
from sla.cycle import Person, Role
from sla.operations import reaching
from sla.operations.active import read_texts
from sla.operations.answers import wrong_person
from sla.operations.press import unprintable
from sla.settlement.proof import unproven
from sla.settlement.trial import tried
from sla.store import log, versions
from sla.store.books import Books
from sla.values import Finding, Findings, Place, Severity


def activate_contract(
    books: Books, texts: Mapping[str, str], *, by: Person, at: datetime, reason: str = ""
) -> Definition | Findings:
    """Bring every new version among `texts` (file name to text) into force for the person's company.

    Refused with all findings at once: a text with errors, a worked example that does not pay what it says, a change
    of an active version, and a version that reaches back into a settled period unless `reason` says why; with a
    reason, issued periods that come to something else are restated. Activating the same texts again changes nothing.
    """
    if not by.is_a(Role.MANAGER):
        return wrong_person("a vendor manager", "activate a contract")
    given = read_texts(tuple(sorted(texts.items())))
    if isinstance(given, Findings):
        return given
    with books.writing(by) as connection:
        active = versions.active_texts(connection, by.organisation, given.key)
        if changed := _changed(active, texts):
            return changed
        whole = read_texts(tuple(sorted({**active, **texts}.items())))
        if isinstance(whole, Findings):
            return whole
        new = tuple(version for version in whole.versions if version.file not in active)
        opened = reaching.reached(connection, whole.key, by)
        behind = reaching.obstacles(whole, new, opened, reason)
        printed = (text for version in new for text in _printed(whole.at(version.days[0])))
        illegible = unprintable("contract.unprintable", *printed)
        # What `check` warns of stops here: nobody is charged by a price that no example has shown.
        added = {version.file for version in new}
        unreached = (each for each in unproven(whole) if each.place.file in added)
        without_proof = (replace(each, severity=Severity.ERROR) for each in unreached)
        if problems := Findings((*tried(whole), *without_proof, *behind, *illegible)).errors:
            return problems
        versions.keep_versions(connection, new, by, at)
        for version in new:
            named = {"contract": whole.key, "version": version.head.version, "digest": version.digest}
            log.record(
                connection, "contract activated", by, at, None, **named, **({"reason": reason} if reason else {})
            )
        if new:
            first = min(version.head.effective for version in new)
            reaching.restate_since(connection, first, opened, reason.strip(), by, at)
        return whole


def _printed(contract: Contract) -> Iterator[str]:
    """The texts of a contract that stand on its statements."""
    yield from (contract.title, contract.customer.name, contract.vendor.name, contract.terms.payable)
    for level in contract.levels:
        yield from (level.title, level.clause, level.words, level.unit, *(rule.words for rule in level.pays))
    yield from (each.says for each in contract.consequences)


def _changed(active: Mapping[str, str], texts: Mapping[str, str]) -> Findings:
    return Findings(
        Finding(
            "contract.version-changed",
            "This version is active and cannot be edited",
            Place(file, 1, 1),
            found="a changed text",
            expected="the text that was activated",
            remedy="Put the text back, and write the change as a new file with its own version and `effective` date.",
        )
        for file, text in texts.items()
        if file in active and active[file] != text
    )
