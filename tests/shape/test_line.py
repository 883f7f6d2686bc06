"""The line: one order of layers, said once, and everything from the statement down is pure."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from typing import TypeGuard

import sla
from tests.shape.tree import PURE, ROOT, modules

EDGES = set(
    "aiohttp alembic argon2 cryptography flask jinja2 numpy pandas pikepdf psycopg pyhanko python_calamine requests "
    "sqlalchemy sqlite3 weasyprint werkzeug xlsxwriter".split()
)
ASKS_THE_WORLD = set("now utcnow today open print input getenv read_text write_text read_bytes write_bytes".split())


def contracts() -> list[dict[str, list[str]]]:
    """The contracts of the import linter: the layers, what the pure ones may not import, and what the pages may not."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    found: list[dict[str, list[str]]] = settings["tool"]["importlinter"]["contracts"]
    return found


def drawn() -> list[str]:
    """The layers as the package's docstring draws them: the first column of the picture."""
    picture = (sla.__doc__ or "").partition("::")[2]
    rows = (re.match(r"    (\w+(?: \| \w+)*)(?: {2,}|$)", row) for row in picture.splitlines())
    return [row[1] for row in rows if row]


def test_the_picture_and_the_import_rules_are_the_same() -> None:
    layers, *_ = contracts()
    assert drawn() == layers["layers"]


def test_everything_below_the_double_line_is_forbidden_the_world() -> None:
    below = (sla.__doc__ or "").partition("=====")[2]
    _, pure, _ = contracts()
    assert pure["source_modules"] == [
        f"sla.{layer}" for layer in drawn() if re.search(rf"^    {layer} ", below, re.MULTILINE)
    ]
    assert [name.removeprefix("sla.") for name in pure["source_modules"]] == list(PURE)


def test_the_pages_start_without_the_key() -> None:
    """As the linter proves: no module of the pages leads to one that reads the private key."""
    *_, apart = contracts()
    assert apart["source_modules"] == ["sla.web"]
    ask = "import sys\nimport sla.web\nfrom sla.document import verify\nprint(*sys.modules, sep='\\n')"
    said = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(said.stdout.split()) & set(apart["forbidden_modules"]) == set()


def test_the_pure_core_starts_without_the_edges() -> None:
    """Every pure module, imported by a fresh interpreter, brings none of what belongs to an edge."""
    names = list(modules(*PURE))
    ask = f"import sys\nfor name in {names!r}: __import__(name)\nprint(*sys.modules, sep='\\n')"
    said = subprocess.run([sys.executable, "-c", ask], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(said.stdout.split())
    assert set(names) <= loaded
    assert loaded & EDGES == set()


def test_pure_modules_do_not_ask_the_world() -> None:
    """No clock, no disk, no screen; not even through a thing that was handed in."""
    asked = [
        f"{name}:{node.lineno}: {called(node)}"
        for name, tree in modules(*PURE).items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and called(node) in ASKS_THE_WORLD
    ]
    assert asked == []


def test_no_float_comes_near_money() -> None:
    """None is written and none is made; only how like two words are is said in floats."""
    found = [
        f"{name}:{node.lineno}"
        for name, tree in modules(*PURE).items()
        for node in ast.walk(tree)
        if is_float(node) and node not in likenesses(tree)
    ]
    assert found == []


def is_float(node: ast.AST) -> TypeGuard[ast.Constant | ast.Call]:
    """A float literal, or a call of `float`."""
    return (isinstance(node, ast.Constant) and isinstance(node.value, float)) or (
        isinstance(node, ast.Call) and called(node) == "float"
    )


def likenesses(tree: ast.Module) -> list[ast.expr]:
    """What is passed to difflib as `cutoff`."""
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "cutoff"]


def called(call: ast.Call) -> str:
    """The last name of what is called: `now` in `datetime.now()`."""
    match call.func:
        case ast.Attribute(_, name) | ast.Name(name):
            return name
        case _:
            return ""
