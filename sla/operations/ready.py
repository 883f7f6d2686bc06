"""The ready sign-ins of a demonstration: left in the instance folder, offered on the sign-in page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "sign-ins.json"


@dataclass(frozen=True, slots=True)
class Ready:
    """One sign-in that anybody at this machine may use: `name` is shown on its button, `says` below it."""

    name: str
    email: str
    password: str
    says: str


def offer(instance: Path, listed: Iterable[Ready]) -> None:
    """Leave them for the sign-in page; they replace those of an earlier run."""
    instance.mkdir(parents=True, exist_ok=True)
    text = json.dumps([asdict(each) for each in listed], indent=1, ensure_ascii=False)
    (instance / FILE).write_text(text + "\n", encoding="utf-8")


def offered(instance: Path) -> tuple[Ready, ...]:
    """The sign-ins of the demonstration; none where there is no demonstration."""
    try:
        listed = json.loads((instance / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(Ready(each["name"], each["email"], each["password"], each["says"]) for each in listed)
