"""`/contracts`: what was agreed, as text and in words: versions, what changed between them, files line by line."""

from __future__ import annotations

from flask import Blueprint, render_template

from sla.contract.clauses import clauses
from sla.contract.definition import Definition, Version
from sla.contract.passages import passages
from sla.contract.words import chapters
from sla.cycle import Role
from sla.operations import contract_drafts
from sla.operations import contracts as shelf
from sla.operations.contracts import Shown
from sla.web.paging import paged
from sla.web.tongues import said
from sla.web.visitor import desk, found, me, now

pages = Blueprint("contracts", __name__)


@pages.get("/contracts")
def page() -> str:
    """Every contract that the person may see."""
    listed, count = shelf.contracts(desk().books, by=me(), page=lambda every: paged(every).rows)
    return render_template(
        "contracts.html",
        listed=listed,
        pager=paged(count),
        drafts=contract_drafts.listed(desk().books, by=me()),
        writes=me().is_a(Role.MANAGER),
    )


@pages.get("/contracts/<int:customer>/<contract>")
def one(customer: int, contract: str) -> str:
    """One contract: in sentences, by clause, in its versions, and who agreed on it."""
    shown = load(customer, contract)
    latest = shown.definition.versions[-1]
    current = shown.definition.at(latest.days[-1])
    of_ours = me().organisation == customer
    return render_template(
        "contract.html",
        shown=shown,
        latest=latest,
        contract=current,
        at={"customer": customer, "contract": contract},
        chapters=tuple(chapters(current)),
        clauses=clauses(current),
        writes=me().is_a(Role.MANAGER) and of_ours,
        drafts=contract_drafts.listed(desk().books, by=me(), contract=contract) if of_ours else (),
        soon=shelf.next_day(shown.definition, now().date()),
        versions=tuple(zip(reversed(shown.definition.versions), reversed(shown.kept), strict=True)),
    )


@pages.get("/contracts/<int:customer>/<contract>/<text>")
def file(customer: int, contract: str, text: str) -> str:
    """The file of one version, named by its hash, with numbered lines; `#L12` leads to the twelfth."""
    shown = load(customer, contract)
    version = found(shown.with_text(text))
    return render_template(
        "contract-file.html",
        shown=shown,
        version=version,
        lines=version.text.splitlines(),
        at={"customer": customer, "contract": contract},
    )


@pages.get("/contracts/<int:customer>/<contract>/<text>/changes")
def changes(customer: int, contract: str, text: str) -> str:
    """What a version changed, in words and in the text, against the one before it."""
    shown = load(customer, contract)
    version = found(shown.with_text(text))
    before = found(shown.before(version))
    return render_template(
        "contract-changes.html",
        shown=shown,
        version=version,
        before=before,
        words=passages(words(shown.definition, before), words(shown.definition, version)),
        lines=passages(before.text.splitlines(), version.text.splitlines()),
        at={"customer": customer, "contract": contract},
    )


def load(customer: int, contract: str) -> Shown:
    """The contract that an address names; 404 where there is none to see."""
    return found(shelf.contract(desk().books, customer, contract, by=me()))


def words(definition: Definition, version: Version) -> tuple[str, ...]:
    """A version in sentences of the visitor's language, as it stands on its last change."""
    told = chapters(definition.at(version.days[-1]))
    return tuple(line for each in told for line in (said(each.title), each.words, *map(said, each.sentences)) if line)
