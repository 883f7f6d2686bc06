"""The boundary cases that the program writes for three contracts are features that hold, by the steps of all others."""

from __future__ import annotations

import atexit
from pathlib import Path
from tempfile import TemporaryDirectory

from pytest_bdd import scenarios

from sla.settlement.scenarios import scenarios as written
from tests.acceptance.case import CONTRACTS, contract_in

CHOSEN = ("nhs-111", "published/01-massachusetts-dell", "published/15-uk-model-services")
_FOLDER = TemporaryDirectory()
atexit.register(_FOLDER.cleanup)
for _key in CHOSEN:
    _lines = "\n".join(written(contract_in(CONTRACTS / _key), _key))
    (Path(_FOLDER.name) / f"{Path(_key).name}.feature").write_text(f"{_lines}\n", encoding="utf-8")

scenarios(_FOLDER.name)


def test_cases_are_made_for_every_level_of_these_contracts_that_figures_move() -> None:
    texts = [(Path(_FOLDER.name) / f"{Path(key).name}.feature").read_text(encoding="utf-8") for key in CHOSEN]
    assert sum(text.count("Scenario") for text in texts) >= 15
    assert [line for text in texts for line in text.splitlines() if "No cases" in line] == [
        "  # No cases could be made for: Service points. Write them as examples."
    ]
