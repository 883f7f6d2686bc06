"""The text that a new version of a contract begins with: the one before it under a new number and a later day."""

from __future__ import annotations

import re
from datetime import date

from sla.contract.definition import Definition


def succeeding(definition: Definition, effective: date) -> tuple[str, str]:
    """File name and text of a version that takes effect on a day, with nothing else changed yet."""
    latest = definition.versions[-1]
    number = latest.head.version
    following = str(int(number) + 1) if number.isascii() and number.isdigit() else effective.isoformat()
    taken = {version.file for version in definition.versions}
    name = f"version-{following}.yaml"
    while name in taken:
        name = f"next-{name}"
    text = re.sub(r"^recorded:.*\n", "", latest.text, flags=re.MULTILINE)
    text = _set(text, "effective", effective.isoformat())
    return name, _set(text, "version", following)


def _set(text: str, name: str, value: str) -> str:
    """The text with this value under a name at the top: in the place where it stood, or below the first line."""
    line = f"{name}: {value}"
    changed, count = re.subn(rf"^{name}:.*$", line, text, count=1, flags=re.MULTILINE)
    if count:
        return changed
    return re.sub(r"^(contract:.*)$", rf"\1\n{line}", text, count=1, flags=re.MULTILINE)
