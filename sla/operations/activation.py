"""Activating contract texts: from then on a version is never edited, only followed by the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection

from sla.contract.definition import Definition
from sla.contract.model import Contract
from sla.cycle import Person, Role
from sla.operations import reaching
from sla.operations.active import read_texts
from sla.operations.answers import wrong_person
from sla.operations.judging import judge
from sla.operations.press import unprintable
from sla.store import log, versions
from sla.store.books import Books
from sla.values import Findings


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
        said = {"reason": reason} if reason else {}
        return brought_into_force(connection, given.key, texts, by=by, at=at, restating=reason, **said)


def brought_into_force(
    connection: Connection,
    key: str,
    texts: Mapping[str, str],
    *,
    by: Person,
    at: datetime,
    restating: str = "",
    **said: str,
) -> Definition | Findings:
    """The same inside a transaction, for texts that can be read and name this key; `said` goes into the log too."""
    active = versions.active_texts(connection, by.organisation, key)
    judged = judge(tuple(sorted(texts.items())), active)
    if judged.definition is None:
        return judged.findings
    whole, new = judged.definition, judged.new
    opened = reaching.reached(connection, whole.key, by)
    behind = reaching.obstacles(whole, new, opened, restating)
    printed = (text for version in new for text in _printed(whole.at(version.days[0])))
    illegible = unprintable("contract.unprintable", *printed)
    if problems := Findings((*judged.findings, *behind, *illegible)).errors:
        return problems
    versions.keep_versions(connection, new, by, at)
    for version in new:
        named = {"contract": whole.key, "version": version.head.version, "digest": version.digest}
        log.record(connection, "contract activated", by, at, None, **named, **said)
    if new:
        first = min(version.head.effective for version in new)
        reaching.restate_since(connection, first, opened, restating.strip(), by, at)
    return whole


def _printed(contract: Contract) -> Iterator[str]:
    """The texts of a contract that stand on its statements."""
    yield from (contract.title, contract.customer.name, contract.vendor.name, contract.terms.payable)
    for level in contract.levels:
        yield from (level.title, level.clause, level.words, level.unit, *(rule.words for rule in level.pays))
    yield from (each.says for each in contract.consequences)
