"""Each module by itself: its size, its names, its sentences, and a reason for every exception."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.shape.tree import modules, tracked

LONGEST = 300
SAYS_NOTHING = set(
    "util utils helper helpers common misc base core manager service handler engine processor data info".split()
)


def test_a_module_has_one_idea() -> None:
    """Past 300 lines there is a second one in it."""
    lengths = {name: len(file.read_text().splitlines()) for name, file in tracked(".py").items()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def words(name: str) -> set[str]:
    """Those that a name is put together from, in small letters."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)}


def test_names_are_taken_apart() -> None:
    assert words("PDFReader") == words("pdf_reader") == {"pdf", "reader"}


def test_modules_and_classes_have_names_that_say_something() -> None:
    names = [
        *modules(),
        *(
            f"{module}.{node.name}"
            for module, tree in modules().items()
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
        ),
    ]
    assert [name for name in names if words(name) & SAYS_NOTHING] == []


Spoken = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(name: str, node: Spoken) -> Iterator[tuple[str, Spoken]]:
    """A module or class and every public class and function in it, by dotted name; not those within functions."""
    yield name, node
    for inner in node.body if isinstance(node, ast.Module | ast.ClassDef) else ():
        if isinstance(inner, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not inner.name.startswith("_"):
            yield from public(f"{name}.{inner.name}", inner)


def test_every_public_thing_says_in_a_sentence_what_it_is() -> None:
    things = (thing for name, tree in modules().items() for thing in public(name, tree))
    assert [name for name, node in things if not (ast.get_docstring(node) or "").strip()] == []


EXCUSE = re.compile(
    r"#\s*(?:type: ?ignore(?P<types>\[[\w, -]+\])?|noqa(?P<rules>: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*)?)(?P<reason>.*)"
)


def unexplained(line: str) -> bool:
    """Whether a line is excused from a check without naming the check and giving a reason."""
    excuse = EXCUSE.search(line)
    return excuse is not None and (not (excuse["types"] or excuse["rules"]) or len(excuse["reason"].split()) < 3)


@pytest.mark.parametrize(
    ("comment", "wanting"),
    [
        ("type: ignore", True),
        ("type: ignore[arg-type]", True),
        ("type: ignore[arg-type]  # the reason why", False),
        ("noqa", True),
        ("noqa: S101, D100", True),
        ("noqa: S101, D100 -- the reason why", False),
        ("noqa -- the reason why", True),
        ("an ordinary comment", False),
    ],
)
def test_what_counts_as_a_reason(comment: str, wanting: bool) -> None:
    assert unexplained(f"x = 1  # {comment}") is wanting


def test_every_exception_has_its_reason_on_the_line() -> None:
    lines = (
        f"{name}:{number}: {line.strip()}"
        for name, file in tracked(".py").items()
        for number, line in enumerate(file.read_text().splitlines(), start=1)
    )
    assert [line for line in lines if unexplained(line)] == []


def test_no_test_stays_away() -> None:
    """What a test needs is installed by `make test`; a test that may be skipped proves nothing."""
    staying_away = {"skip", "skipif", "xfail", "importorskip"}
    found = [
        f"{name}:{node.lineno}: {node.attr}"
        for name, file in tracked(".py").items()
        if name.startswith("tests/")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in staying_away
    ]
    assert found == []
