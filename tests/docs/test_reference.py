"""The page of every key says what the reader asks for: no key too many, none too few."""

from __future__ import annotations

from pathlib import Path

import pytest

from sla.contract.definition import Definition, read
from sla.contract.fields import Fields
from sla.contract.schema import sections
from sla.settlement.proof import unproven
from tests.docs.guide import ROOT, contracts
from tests.docs.reference import PAGE, page

NAMED = ("the cause", "the figure", "the amount", "the level", "the reading", "the pool")
OTHERWISE = {"the vendor": "the customer"}
WITHOUT_A_TABLE = {"a level", "a row of figures", "the choices", "`only`", "`dimensions`"}
"""Mappings that hold names of the contract's own, or that are looked into before they are read."""

SELDOM = """\
contract: seldom
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
customer: {name: Harbour Bank, address: [1 Quay], tax id: "1"}
figures: {calls: {unit: calls}, fee: {unit: money}}
service levels:
  one: {clause: "1", measure: calls, target: {above: previous, first: met}, missing: {nothing reported: hold}}
  two: {clause: "1", measure: calls, target: {at most: previous, first: met}, missing: {nothing reported: hold}}
  three:
    clause: "1"
    measure: calls
    target: {below: previous, first: met}
    missing: {nothing reported: hold}
    pays: [{when: {level: one, result: at least 3}, penalty: 5 % of fee}]
"""
"""What the contracts do not happen to use."""


@pytest.fixture(scope="module")
def asked() -> dict[str, set[str]]:
    """Every key that the reader asks for, by what it calls the mapping, over all contracts of the guide and ours."""
    found: dict[str, set[str]] = {}
    made: list[Fields] = []
    begin = Fields.__init__

    def watched(self: Fields, *args: object) -> None:
        begin(self, *args)  # type: ignore[arg-type]  # the arguments are passed on as they come
        made.append(self)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Fields, "__init__", watched)
        shown = [each.texts for each in contracts()]
        shipped = [{file.name: file.read_text()} for file in sorted(Path(ROOT / "contracts").rglob("contract.yaml"))]
        for texts in (*shown, *shipped, {"seldom.yaml": SELDOM}):
            read(texts)
    for fields in made:
        what = next((each for each in NAMED if fields.what.startswith(f"{each} `")), fields.what)
        found.setdefault(OTHERWISE.get(what, what), set()).update(fields.asked)
    return found


def test_the_tables_hold_just_the_keys_that_the_reader_asks_for(asked: dict[str, set[str]]) -> None:
    told: dict[str, set[str]] = {}
    for section in sections():
        told.setdefault(section.asks, set()).update(key.name for key in section.keys)
    assert told == {what: keys for what, keys in asked.items() if what not in WITHOUT_A_TABLE}


def test_the_page_is_made_from_the_tables() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.docs.reference"


def test_every_price_of_the_guide_is_reached_by_an_example() -> None:
    for shown in contracts():
        definition = read(shown.texts)
        assert isinstance(definition, Definition)
        assert list(unproven(definition)) == []
