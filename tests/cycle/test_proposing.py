"""A text on its way into force: one proposes it, another signs, and in between it stays as it is."""

from dataclasses import replace

import pytest

from sla.cycle import Person
from sla.cycle.proposing import (
    MOST_FILES,
    MOST_LETTERS,
    Countersigned,
    Draft,
    begin,
    countersign,
    propose,
    take_back,
    text_changed,
    write,
)
from sla.values import Finding
from tests.cycle.cast import AUDREY, CUSTOMER, FAY, MAX, MIA, NOW, PAT, elsewhere

FILES = (("version-2.yaml", "version: 2"),)
DRAFT = begin(CUSTOMER, "harbour", (("version-2.yaml", ""),), by=MIA, at=NOW)


def done(answer: Draft | Finding) -> Draft:
    assert isinstance(answer, Draft), answer
    return answer


PROPOSED = done(propose(DRAFT, " Amendment 1 ", by=MIA, at=NOW))


def test_two_people_bring_a_text_into_force() -> None:
    changed = done(write(DRAFT, FILES, by=MAX, at=NOW))
    assert (changed.files, changed.edited.name, changed.revision) == (FILES, "Max Manager", 1)
    signed = countersign(PROPOSED, by=MAX, at=NOW)
    assert isinstance(signed, Countersigned)
    assert (signed.proposed.name, signed.signed.name, signed.reason) == ("Mia Manager", "Max Manager", "Amendment 1")


def test_what_is_taken_back_can_be_written_on_and_proposed_by_the_other() -> None:
    again = done(take_back(PROPOSED, by=MAX))
    assert (again.proposed, again.reason) == (None, "")
    other = done(propose(done(write(again, FILES, by=MIA, at=NOW)), "Amendment 1", by=MAX, at=NOW))
    assert isinstance(countersign(other, by=MIA, at=NOW), Countersigned)
    assert isinstance(countersign(other, by=MAX, at=NOW), Finding)


@pytest.mark.parametrize(
    "somebody", [FAY, AUDREY, PAT, elsewhere(MIA)], ids=["finance", "auditor", "partner", "elsewhere"]
)
def test_nobody_but_a_vendor_manager_of_the_customer_has_a_part_in_it(somebody: Person) -> None:
    for answer in (
        write(DRAFT, FILES, by=somebody, at=NOW),
        propose(DRAFT, "Amendment 1", by=somebody, at=NOW),
        take_back(PROPOSED, by=somebody),
        countersign(PROPOSED, by=somebody, at=NOW),
    ):
        assert isinstance(answer, Finding)
        assert answer.code == "cycle.role"


@pytest.mark.parametrize(
    "files",
    [
        (),
        tuple((f"{at}.yaml", "") for at in range(MOST_FILES + 1)),
        (("a.yaml", "x" * (MOST_LETTERS + 1)),),
        (("a.yaml", ""), ("a.yaml", "")),
        *(
            ((name, ""),)
            for name in ("", "a.txt", "../a.yaml", "a\\b.yaml", "a\x00.yaml", " a.yaml", ".yaml ", "." * 9)
        ),
    ],
)
def test_what_cannot_be_a_contract_is_not_kept(files: tuple[tuple[str, str], ...]) -> None:
    assert isinstance(write(DRAFT, files, by=MIA, at=NOW), Finding)


def test_whoever_comes_second_learns_who_was_first() -> None:
    told = text_changed(replace(DRAFT, edited=replace(DRAFT.edited, name="Max Manager")))
    assert "Max Manager" in told.found
    assert told.remedy
