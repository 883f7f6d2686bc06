"""Every parameter that a contract may have is changed, one at a time. `make mutants` tries what its examples see."""

from __future__ import annotations

from sla.contract.nodes import parse
from sla.contract.schema import VARIANTS, sections, shape_of
from tests.acceptance.mutants import NOT_COMPUTED_FROM, mutants
from tests.acceptance.slips import SHAPES

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
FOR_PEOPLE = set("text words texts party nothing".split())
"""Names, and text that nothing is computed from."""
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
