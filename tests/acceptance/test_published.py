"""Every shipped contract pays what it says: its own worked examples, and the published ones their features too."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd import scenarios
from pytest_bdd.feature import get_feature
from pytest_bdd.gherkin_parser import get_gherkin_document

from sla.contract.definition import Definition
from sla.settlement.proof import unproven
from sla.settlement.trial import tried
from tests.acceptance.case import CONTRACTS, contract_in

scenarios("published")

FEATURES = CONTRACTS.parent / "features"
SHIPPED = sorted(file.parent for file in CONTRACTS.rglob("contract.yaml"))
PUBLISHED = sorted(file.parent for file in (CONTRACTS / "published").glob("*/contract.yaml"))


def key(folder: Path) -> str:
    return folder.relative_to(CONTRACTS).as_posix()


def rules_of(folder: Path) -> list[str]:
    """The headings of the rules in a contract's feature."""
    document = get_gherkin_document(str(FEATURES / f"{key(folder)}.feature"), encoding="utf-8")
    return [child.rule.name for child in document.feature.children if child.rule]


def clauses_that_pay(definition: Definition) -> Iterator[str]:
    """The clause of everything that moves or limits money, sets it off, or has consequences, under every reading."""
    answers = [
        (reading.name, answer) for reading in definition.versions[-1].head.readings for answer, _ in reading.choices
    ]
    for chosen in ({}, *({name: answer} for name, answer in answers)):
        contract = definition.at(definition.term.start, chosen)
        yield from (rule.clause for level in contract.levels for rule in level.pays)
        yield from (limit.clause for limit in contract.limits)
        yield from (pool.clause for pool in contract.pools)
        yield from (consequence.clause for consequence in contract.consequences)
        yield contract.terms.remainder_clause


@pytest.mark.parametrize("folder", SHIPPED, ids=key)
def test_a_shipped_contract_is_read_without_a_warning_and_pays_its_own_examples(folder: Path) -> None:
    definition = contract_in(folder)
    assert list(definition.warnings.sentences()) == []
    assert definition.at(definition.term.start).examples
    assert list(tried(definition).sentences()) == []


@pytest.mark.parametrize("folder", SHIPPED, ids=key)
def test_every_price_of_a_shipped_contract_is_reached_by_one_of_its_examples(folder: Path) -> None:
    assert list(unproven(contract_in(folder)).sentences()) == []


@pytest.mark.parametrize("folder", PUBLISHED, ids=key)
def test_every_clause_that_pays_has_a_rule_in_the_contracts_feature(folder: Path) -> None:
    told = {heading.partition(": ")[0] for heading in rules_of(folder)}
    assert {clause for clause in clauses_that_pay(contract_in(folder)) if clause} - told == set()


@pytest.mark.parametrize("folder", PUBLISHED, ids=key)
def test_no_scenario_hides_another_of_the_same_name(folder: Path) -> None:
    """The runner keeps one scenario a name, so that a second one would never run."""
    path = FEATURES / f"{key(folder)}.feature"
    names = [
        line.partition(":")[2]
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.lstrip().startswith("Scenario")
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []
    assert len(get_feature(str(FEATURES), f"{key(folder)}.feature").scenarios) == len(names)


@pytest.mark.parametrize("folder", PUBLISHED, ids=key)
def test_an_example_answers_every_reading_both_ways(folder: Path) -> None:
    """Each answer that the text leaves open is priced by an example of its own, the chosen one included."""
    definition = contract_in(folder)
    priced = {each for example in definition.at(definition.term.start).examples for each in example.readings}
    offered = {
        (reading.name, answer) for reading in definition.versions[-1].head.readings for answer, _ in reading.choices
    }
    assert offered - priced == set()
