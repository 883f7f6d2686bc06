"""A defect planted in a sound contract is told at its line; the sound ones, and variants of them, are let pass."""

from __future__ import annotations

import pytest

from sla.contract.definition import Definition, read
from sla.values import Findings
from tests.contract.planted_levels import IN_LEVELS
from tests.contract.planted_terms import IN_TERMS
from tests.contract.plants import VARIANTS, Plant, Variant, as_shipped, shipped, sound

PLANTED = (*IN_LEVELS, *IN_TERMS)


def told(plant: Plant) -> tuple[set[tuple[str, int]], tuple[str, int]]:
    """Codes and lines of what is told, and the one that must be among them."""
    texts, line = plant.planted()
    found = read(texts)
    findings = found if isinstance(found, Findings) else found.warnings
    return {(each.code.removeprefix("contract."), each.place.line) for each in findings}, (plant.code, line)


@pytest.mark.parametrize("plant", [plant for plant in PLANTED if not plant.unseen], ids=lambda each: each.name)
def test_a_planted_defect_is_told_at_its_line(plant: Plant) -> None:
    found, wanted = told(plant)
    assert wanted in found, sorted(found)


@pytest.mark.parametrize("plant", [plant for plant in PLANTED if plant.unseen], ids=lambda each: each.name)
def test_what_cannot_be_seen_is_owned_up_to(plant: Plant) -> None:
    assert told(plant)[0] == set(), "it is seen now: tell so"


def test_they_are_sixty_and_nearly_all_are_seen() -> None:
    assert len(PLANTED) >= 60
    assert len({(plant.base, plant.variant, plant.edits) for plant in PLANTED}) == len(PLANTED)
    assert sum(not plant.unseen for plant in PLANTED) >= 0.95 * len(PLANTED)
    assert len({plant.code for plant in PLANTED}) >= 30


@pytest.mark.parametrize("variant", [as_shipped, *VARIANTS], ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", shipped())
def test_a_sound_contract_is_let_pass(name: str, variant: Variant) -> None:
    found = read(sound(name, variant))
    assert isinstance(found, Definition), "\n".join(map(str, found))
    assert found.warnings == (), "\n".join(map(str, found.warnings))


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: each.__name__)
def test_a_variant_is_another_contract(variant: Variant) -> None:
    assert (
        sum(
            sound(name, variant) != {file: as_told(text) for file, text in texts.items()}
            for name, texts in shipped().items()
        )
        >= 10
    )


def as_told(text: str) -> str:
    """A text without its examples."""
    return text.partition("\nexamples:\n")[0] + "\n"
