"""The JSON Schema and the reader are of one mind about what a contract file looks like."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import cache

import pytest
from jsonschema import Draft202012Validator

from sla.contract.definition import read
from sla.contract.nodes import Mapping, Node, Sequence, Text, parse
from sla.contract.schema import schema
from sla.values import Finding, Findings, Place, Severity
from tests.docs.guide import ROOT, contracts

HERE = Place()
OF_FORM = set(
    "unknown-key missing duplicate-key not-text not-a-number not-whole no-such-date unknown-word unknown-window "
    "unknown-rounding not-a-mapping not-a-list odd-name no-currency not-an-expression unknown-range limit-of-what "
    "one-price half-counted not-days no-term not-a-part unknown-start no-condition earn-back-of-what no-levels "
    "always-pays two-edges below-zero".split()
)
"""What can be seen without knowing the rest of the contract."""
OF_MEANING = ("the penalty is below zero", "the incentive is below zero")
WORDS = ("odd", "", "-1", "0", "1,5", "2026-02-30", "neither here nor there", "$5", "1e3")
CHANGES = ("renamed", "dropped", "list", "mapping", "text")
HIDDEN_BY_TYPING = "1e3"
"""An editor's YAML takes this for a number and cannot see how it was written."""


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(schema())


def as_written(node: Node) -> object:
    """The file as the reader sees it: every scalar is text."""
    match node:
        case Text(value):
            return value
        case Sequence(items):
            return [as_written(item) for item in items]
        case Mapping(pairs):
            return {key.value: as_written(value) for key, value in pairs}


def as_typed(node: Node) -> object:
    """The file as an editor's YAML 1.2 sees it: numbers, nothing, true and false have types."""
    match node:
        case Text(value, _, written):
            if written[:1] in {'"', "'", ">", "|"}:
                return value
            if re.fullmatch(r"[-+]?[0-9]+", value):
                return int(value)
            if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", value):
                return float(value)
            return {"": None, "null": None, "~": None, "true": True, "false": False}.get(value, value)
        case Sequence(items):
            return [as_typed(item) for item in items]
        case Mapping(pairs):
            return {key.value: as_typed(value) for key, value in pairs}


@cache
def sources() -> tuple[tuple[str, Node], ...]:
    """The guide's contracts, which use every key, and three of the shipped ones."""
    shown = [(each.name, text) for each in contracts() for text in each.texts.values()]
    shipped = [(name, (ROOT / "contracts" / name / "contract.yaml").read_text()) for name in ("boston-311", "nhs-111")]
    return tuple((name, parse(text, name)) for name, text in (*shown, *shipped))


def test_every_contract_has_the_form_that_the_schema_asks_for() -> None:
    Draft202012Validator.check_schema(schema())
    files = {str(file): file.read_text() for file in ROOT.glob("contracts/**/contract.yaml")}
    nodes = [*sources(), *((name, parse(text, name)) for name, text in files.items() if reads(text))]
    for name, node in nodes:
        for seen in (as_written(node), as_typed(node)):
            assert [f"{name}: {each.json_path}" for each in validator().iter_errors(seen)] == []


def reads(text: str) -> bool:
    return not isinstance(read({"contract.yaml": text}), Findings)


def paths(node: Node, here: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """The way to every node."""
    yield here
    inner = [value for _, value in node.pairs] if isinstance(node, Mapping) else ()
    for at, each in enumerate(node.items if isinstance(node, Sequence) else inner):
        yield from paths(each, (*here, at))


def at(node: Node, path: tuple[int, ...]) -> Node:
    """The node at the end of a way."""
    for step in path:
        assert not isinstance(node, Text)
        node = node.items[step] if isinstance(node, Sequence) else node.pairs[step][1]
    return node


def put(node: Node, path: tuple[int, ...], new: Node) -> Node:
    """The whole with another node at the end of a way."""
    if not path:
        return new
    first, rest = path[0], path[1:]
    if isinstance(node, Sequence):
        items = [put(item, rest, new) if n == first else item for n, item in enumerate(node.items)]
        return Sequence(tuple(items), node.place)
    assert isinstance(node, Mapping)
    pairs = [(key, put(value, rest, new) if n == first else value) for n, (key, value) in enumerate(node.pairs)]
    return Mapping(tuple(pairs), node.place)


def changed(node: Node, how: str, chance: random.Random) -> Node:
    """One node changed; as it was where the change does not apply."""
    match node, how:
        case Mapping(pairs), "renamed" | "dropped" if pairs:
            n = chance.randrange(len(pairs))
            key = Text(pairs[n][0].value + "x", HERE)
            kept = ((key, pairs[n][1]),) if how == "renamed" else ()
            return Mapping((*pairs[:n], *kept, *pairs[n + 1 :]), node.place)
        case _, "list":
            return Sequence((node,), HERE)
        case _, "mapping":
            return Mapping(((Text("odd", HERE), node),), HERE)
        case _, "text":
            return Text(chance.choice(WORDS), HERE)
        case _:
            return node


def mutants(count: int, seed: int) -> Iterator[tuple[str, Node]]:
    """So many files, each with one thing changed somewhere."""
    chance = random.Random(seed)
    while count:
        name, whole = chance.choice(sources())
        path = chance.choice([each for each in paths(whole) if not in_a_row_of_figures(whole, each)])
        how = chance.choice(CHANGES)
        there = at(whole, path)
        new = changed(there, how, chance)
        if new != there:
            count -= 1
            yield f"{name} {path} {how} {as_written(new)}"[:300], put(whole, path, new)


def in_a_row_of_figures(whole: Node, path: tuple[int, ...]) -> bool:
    """A value beside the dimensions of an example: only the names of the contract say which it is."""
    names = []
    for depth, step in enumerate(path):
        node = at(whole, path[:depth])
        names.append(node.pairs[step][0].value if isinstance(node, Mapping) else "")
    return len(names) > 4 and names[0] == "examples" and names[2] == "given"


def of_form(finding: Finding) -> bool:
    """Whether a finding is about the form of the file."""
    if finding.message.endswith(OF_MEANING):
        return False
    nobody = "names no level" in finding.message
    return finding.severity is Severity.ERROR and (nobody or finding.code.removeprefix("contract.") in OF_FORM)


@pytest.mark.parametrize("part", range(10))
def test_a_thousand_files_with_a_slip_are_judged_as_the_reader_judges_them(part: int) -> None:
    apart = []
    for said, node in mutants(100, seed=part):
        found = read({"contract.yaml": json.dumps(as_written(node))})
        slips = [each for each in found if of_form(each)] if isinstance(found, Findings) else []
        typed = [as_typed(node)] if f"'{HIDDEN_BY_TYPING}'" not in repr(as_written(node)) else []
        verdicts = {validator().is_valid(seen) for seen in (as_written(node), *typed)}
        if verdicts != {not slips}:
            apart.append(f"{said}: schema {verdicts}, reader {[str(each) for each in slips][:2] or found}"[:600])
    assert apart == []
