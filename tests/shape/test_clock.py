"""Time is handed in: only the doors ask what time it is, each in one place."""

from __future__ import annotations

import ast

from tests.shape.tree import modules

ASKS = {"now", "utcnow", "today", "time_ns", "fromtimestamp", "localtime", "gmtime"}
CLOCKS = {"sla.cli.acting", "sla.cli.house", "sla.cli.papers", "sla.web.visitor"}
"""Where a door's clock is."""


def asking() -> set[str]:
    """Every module that asks `datetime`, `date` or `time` for the time of day."""
    return {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ASKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time"}
    }


def test_only_the_doors_ask_for_the_time() -> None:
    assert asking() == CLOCKS


def test_no_column_fills_in_the_time_by_itself() -> None:
    from sla.store.tables import metadata

    filled = [column for table in metadata.tables.values() for column in table.columns if column.server_default]
    assert [str(column) for column in filled if "now" in str(column.server_default).lower()] == []
