"""Every parameter of a contract is changed, one at a time, and the contract's own examples see it.

This is a sample of the changes; `make mutants` tries them all, and asks each contract for ninety-five of a hundred.
"""

from __future__ import annotations

import pytest

from sla.contract.nodes import parse
from sla.contract.schema import VARIANTS, sections, shape_of
from tests.acceptance.mutants import NOT_COMPUTED_FROM, mutants
from tests.acceptance.slips import SHAPES
from tests.acceptance.survivors import WANTED, Verdict, of_contract, shipped, verdict

SMALL = """\
figures: {calls: {unit: calls, from: 0}, answered: {unit: calls}}
service levels:
  answered:
    clause: "4.1"
    measure: {share: answered, of: calls}
    target: {2026-01-01: at least 80, 2026-07-01: at least 85}
    round: none
    missing: {nothing reported: hold}
    pays:
      - {when: {is: missed, in a row: 2}, penalty: 5 % of 10.50}
      - {below: 60, penalty: 9}
"""
FOR_PEOPLE = {*"text words texts party nothing country vat".split(), "electronic address"}
"""Names, text, and what invoices say: no amount is computed from them."""
TAKEN_FOR_GRANTED = {
    *("contract key", "currency", "date", "term", "day"),  # whose contract it is, and for how long
    *("choices", "dimensions", "only"),  # by which names things are told apart
    *("days", "holidays"),  # when a statement is paid, not what
    *("examples", "given", "pays", "outcomes", "answers"),
}
"""What an example starts from."""


def test_whatever_may_be_written_is_changed_or_has_a_reason_not_to_be() -> None:
    inside = (
        {each.name for each in sections()}
        | {each.name for each in VARIANTS}
        | {"level", "levels", "weights", "target", "some texts"}
    )
    known = SHAPES | inside | FOR_PEOPLE | TAKEN_FOR_GRANTED
    keys = {(section.name, key.name): shape_of(key.shape) for section in sections() for key in section.keys}
    assert {key: shape for key, shape in keys.items() if shape not in known} == {}
    assert set(keys) >= NOT_COMPUTED_FROM


def test_each_parameter_is_changed_and_nothing_else() -> None:
    made = {
        (each.where.removeprefix("service_levels/answered/"), each.was, each.now)
        for each in mutants("", "", parse(SMALL, ""))
    }
    assert made == {
        ("target/2026-07-01", "2026-07-01", "2026-08-01"),
        ("target/2026-07-01", "2026-07-01", "2026-06-01"),
        ("target/2026-01-01", "80", "81"),
        ("target/2026-01-01", "80", "79"),
        ("target/2026-01-01", "at least", "above"),
        ("target/2026-07-01", "85", "86"),
        ("target/2026-07-01", "85", "84"),
        ("target/2026-07-01", "at least", "above"),
        ("round", "none", "0.1 half up"),
        ("missing/nothing_reported", "hold", "not measured"),
        ("pays/0", "there", "dropped"),
        ("pays/0/when", "when", "dropped"),
        ("pays/0/when/is", "missed", "met"),
        ("pays/0/when/in_a_row", "2", "3"),
        ("pays/0/when/in_a_row", "2", "1"),
        ("pays/0/penalty", "penalty", "incentive"),
        ("pays/0/penalty", "5", "6"),
        ("pays/0/penalty", "5", "4"),
        ("pays/0/penalty", "10.50", "10.51"),
        ("pays/0/penalty", "10.50", "10.49"),
        ("pays/1", "there", "dropped"),
        ("pays/1/below", "below", "at most"),
        ("pays/1/below", "below", "dropped"),
        ("pays/1/below", "60", "61"),
        ("pays/1/below", "60", "59"),
        ("pays/1/penalty", "penalty", "incentive"),
        ("pays/1/penalty", "9", "10"),
        ("pays/1/penalty", "9", "8"),
    }


EVERY, PARTS = 30, 3
"""Of every thirty changes three are tried, each in a test of its own."""


@pytest.mark.parametrize("part", range(PARTS))
def test_of_a_hundred_changes_examples_see_ninety_five(part: int) -> None:
    every = [mutant for contract in shipped() for mutant in of_contract(contract)]
    tried = {mutant: verdict(mutant) for mutant in every[part * EVERY // PARTS :: EVERY]}
    unseen = [mutant for mutant, found in tried.items() if found is Verdict.UNSEEN]
    seen = sum(found is Verdict.SEEN for found in tried.values())
    assert seen > 80
    told = "\n".join(f"{each.contract} {each.file} {each.where}: {each.was} -> {each.now}" for each in unseen)
    assert 100 * seen >= WANTED * (seen + len(unseen)), told
