"""Every shipped contract behaves as its feature tells, and its feature tells of every clause that moves money."""

import re
from pathlib import Path

import pytest
from pytest_bdd import scenarios

from tests.acceptance.case import CONTRACTS, contract_in

FEATURES = CONTRACTS.parent / "features"
SHIPPED = sorted(path.parent for path in CONTRACTS.glob("*/contract.yaml"))

scenarios("nhs-111.feature", "boston-311.feature")


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_each_clause_that_moves_money_has_a_rule_in_the_feature(folder: Path) -> None:
    text = (FEATURES / f"{folder.name}.feature").read_text(encoding="utf-8")
    contract = contract_in(folder).at(contract_in(folder).term.start)
    paying = {rule.clause for level in contract.levels for rule in level.pays} | {
        each.clause for each in contract.limits
    }
    assert set(re.findall(r"^  Rule: (\S+):", text, re.MULTILINE)) == paying


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_no_two_scenarios_of_a_feature_share_a_name(folder: Path) -> None:
    """The second would hide the first."""
    text = (FEATURES / f"{folder.name}.feature").read_text(encoding="utf-8")
    names = re.findall(r"^\s+Scenario(?: Outline)?: (.+)$", text, re.MULTILINE)
    assert len(set(names)) == len(names) > 0
