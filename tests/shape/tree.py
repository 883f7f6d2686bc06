"""The code as files and trees, for tests that look at its shape."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PURE = ("statement", "cycle", "settlement", "evaluation", "measurement", "submission", "contract", "values")
"""The layers that touch nothing outside themselves, from the top."""


@cache
def modules(*layers: str) -> dict[str, ast.Module]:
    """The tree of every module of these layers, or of the whole package, by dotted name."""
    folders = [ROOT / "sla" / layer for layer in layers] or [ROOT / "sla"]
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    return {_name(file): ast.parse(file.read_text(), str(file)) for file in files}


def _name(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tracked(suffix: str = "") -> dict[str, Path]:
    """Every file that the repository keeps, by its path from the root."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = (name for name in listing.stdout.split("\0") if name.endswith(suffix))
    return {name: ROOT / name for name in names if (ROOT / name).is_file()}
