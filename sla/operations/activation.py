"""Activating contract texts: from then on a version is never edited, only followed by the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection

from sla.contract import definition as contracts
from sla.contract.definition import Definition, Version
from sla.contract.model import Contract
from sla.cycle import Agreement, Person, Role
from sla.operations.answers import wrong_person
from sla.operations.press import unprintable
from sla.settlement.proof import unproven
from sla.settlement.trial import tried
from sla.store import log, versions
from sla.store.books import Books
from sla.values import Finding, Findings, Place, Severity


def activate_contract(books: Books, texts: Mapping[str, str], *, by: Person, at: datetime) -> Definition | Findings:
    """Bring every new version among `texts` (file name to text) into force for the person's company.

    Refused with all findings at once: a text with errors, a worked example that does not pay what it says, a change
    of an active version, a version that reaches back into a settled period. Activating the same texts again changes
    nothing.
    """
    if not by.is_a(Role.MANAGER):
        return wrong_person("a vendor manager", "activate a contract")
    given = _read(tuple(sorted(texts.items())))
    if isinstance(given, Findings):
        return given
    with books.writing(by) as connection:
        active = versions.active_texts(connection, by.organisation, given.key)
        if changed := _changed(active, texts):
            return changed
        whole = _read(tuple(sorted({**active, **texts}.items())))
        if isinstance(whole, Findings):
            return whole
        new = tuple(version for version in whole.versions if version.file not in active)
        settled = versions.settled_until(connection, by.organisation, whole.key)
        reaching = (_reaches_back(version) for version in new if settled and version.head.effective < settled)
        printed = (text for version in new for text in _printed(whole.at(version.days[0])))
        illegible = unprintable("contract.unprintable", *printed)
        # What `check` warns of stops here: nobody is charged by a price that no example has shown.
        without_proof = (replace(each, severity=Severity.ERROR) for each in unproven(whole))
        if problems := Findings((*tried(whole), *without_proof, *reaching, *illegible)).errors:
            return problems
        versions.keep_versions(connection, new, by, at)
        for version in new:
            named = {"contract": whole.key, "version": version.head.version, "digest": version.digest}
            log.record(connection, "contract activated", by, at, None, **named)
        return whole


def active_contract(books: Books, key: str, *, by: Person) -> Definition | None:
    """A contract that the person's company has activated."""
    with books.reading(by) as connection:
        texts = versions.active_texts(connection, by.organisation, key)
    return _known(texts) if texts else None


def active_contracts(books: Books, *, by: Person) -> tuple[Definition, ...]:
    """Every contract that the person's company has activated."""
    with books.reading(by) as connection:
        keys = versions.active_keys(connection, by.organisation)
        return tuple(_known(versions.active_texts(connection, by.organisation, key)) for key in keys)


def definition_of(connection: Connection, agreement: Agreement) -> Definition:
    """The contract that two companies agreed on, with every version that is active by now."""
    return _known(versions.active_texts(connection, agreement.customer.id, agreement.definition))


def definition_with(connection: Connection, agreement: Agreement, digests: tuple[str, ...]) -> Definition:
    """The contract as it was when these versions of it were active."""
    return _known(versions.texts_with(connection, agreement.customer.id, agreement.definition, digests))


@lru_cache(maxsize=256)
def _read(texts: tuple[tuple[str, str], ...]) -> Definition | Findings:
    """The same texts are read once."""
    return contracts.read(dict(texts))


def _known(texts: Mapping[str, str]) -> Definition:
    """What was activated can be read: it was read before."""
    definition = _read(tuple(sorted(texts.items())))
    if isinstance(definition, Findings):
        raise TypeError(f"an activated contract can no longer be read: {'; '.join(definition.sentences())}")
    return definition


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


def _reaches_back(version: Version) -> Finding:
    return Finding(
        "contract.reaches-back",
        "This version takes effect inside a period that is settled",
        Place(version.file, 1, 1),
        found=f"effective {version.head.effective}",
        expected="a day after the last settled period",
        remedy="Choose a later day, or reopen the periods first.",
    )
