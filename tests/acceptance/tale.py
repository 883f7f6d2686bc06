"""What a scenario about the cycle is told with: the house, its people by their first names, the answer given last."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from sla.cycle import Person
from sla.cycle.matter import Matter
from tests.operations.house import House

MONTHS = {"March": "2026-03", "April": "2026-04"}


@dataclass(slots=True)
class Tale:
    """The house, and the answer to what was done last."""

    house: House
    answer: object = None
    asked: Matter | None = None
    names: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        return self.names[name]

    def did(self, answer: object) -> None:
        self.answer = answer


@pytest.fixture
def tale(house: House) -> Tale:
    cast = (house.pat, house.sam, house.mia, house.max, house.fay, house.fred, house.audrey, house.rival)
    return Tale(house, names={person.name.partition(" ")[0]: person for person in cast})


def on(tale: Tale, month: str) -> tuple[int, str]:
    """The northern vendor's period."""
    return tale.house.north.id, MONTHS[month]
