"""Every control is taken away in turn, and then something happens that must not: so each of them holds something.

A control is a function of `sla.cycle` that answers `Finding | None`, and every refusal has a code. A new control or a
new code without an attempt below is noticed.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

import sla.cycle
from sla.cycle import Stage, approve, rules
from sla.values import Finding
from tests.cycle.cast import (
    MAX,
    NOW,
    SETTLED,
)
from tests.cycle.forbidden import DONE, ELSEWHERE, FORBIDDEN, Forbidden, cycle, named
from tests.shape.tree import ROOT


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(sla.cycle.__path__):
        yield importlib.import_module(f"sla.cycle.{found.name}")


def controls() -> set[str]:
    """Every function of the cycle that answers a refusal or nothing."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for module in modules()
        for name, each in inspect.getmembers(module, inspect.isfunction)
        if each.__module__ == module.__name__ and inspect.get_annotations(each).get("return") == "Finding | None"
    }


def codes() -> set[str]:
    """Every code that a refusal of the cycle carries."""
    return {
        str(call.args[0].value)
        for module in modules()
        for call in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "refused"
        and isinstance(call.args[0], ast.Constant)
    }


def test_no_control_and_no_code_is_forgotten() -> None:
    tried = {control for each in FORBIDDEN for control in each.controls}
    assert controls() == tried, "write the attempt that it refuses into FORBIDDEN"
    assert codes() == {each.code for each in FORBIDDEN} | set(ELSEWHERE)
    for code, file in ELSEWHERE.items():
        assert f"cycle.{code}" in (ROOT / file).read_text()


@pytest.mark.parametrize("each", FORBIDDEN, ids=named)
def test_it_is_refused(each: Forbidden) -> None:
    answer = each.attempt()
    assert isinstance(answer, Finding)
    assert answer.code == f"cycle.{each.code}"
    assert answer.remedy


@pytest.mark.parametrize(
    ("each", "control"), [(each, control) for each in FORBIDDEN for control in each.controls], ids=named
)
def test_without_the_control_it_happens(monkeypatch: pytest.MonkeyPatch, each: Forbidden, control: str) -> None:
    module, _, name = control.partition(".")
    removed = getattr(importlib.import_module(f"sla.cycle.{module}"), name)
    for place in modules():
        if getattr(place, name, None) is removed:
            monkeypatch.setattr(place, name, lambda *_, **__: None)
    assert isinstance(each.attempt(), DONE)


@pytest.mark.parametrize("each", FORBIDDEN, ids=named)
def test_without_the_refusal_it_happens(monkeypatch: pytest.MonkeyPatch, each: Forbidden) -> None:
    """The same for one refusal of a control that has several."""
    refused = sla.cycle.refusal.refused

    def silent(code: str, *words: str, **more: str) -> Finding | None:
        return None if code == each.code else refused(code, *words, **more)

    for place in modules():
        if getattr(place, "refused", None) is refused:
            monkeypatch.setattr(place, "refused", silent)
    assert isinstance(each.attempt(), DONE)


def test_two_signatures_are_counted_and_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cycle(approve(SETTLED, by=MAX, at=NOW)).stage is Stage.SETTLED
    monkeypatch.setattr(rules, "complete", lambda _: True)
    assert cycle(approve(SETTLED, by=MAX, at=NOW)).stage is Stage.APPROVED
