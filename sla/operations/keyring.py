"""The keys that seal: which there are, a new one for an old one, and keys that are given up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sla.config import Sealing
from sla.document import register, rotation
from sla.document.keys import UnusableKey
from sla.document.register import Known, Unregistered, common_name
from sla.operations.answers import refused
from sla.values import Findings

Answer = TypeVar("Answer")
REMEDY = "Look with: sla keys list"


def list_keys(folder: Path) -> tuple[Known, ...] | Findings:
    """Every key that ever sealed here, oldest first; none before the first statement."""
    return _answered(lambda: register.register(folder) if folder.exists() else ())


def owner(key: Known) -> str:
    """Whom the certificate of a key names."""
    return common_name(key.certificate)


def published(folder: Path) -> str | Findings:
    """What is handed to whoever verifies: roots, roots of timestamps, and every key with what became of it."""
    return _answered(lambda: register.published(folder))


def rotate(folder: Path, sealing: Sealing, at: datetime, prepared: Path | None = None) -> Known | Findings:
    """Seal with another key from now on; what is sealed stays genuine."""
    return _answered(lambda: rotation.rotate(folder, at, sealing, prepared))


def retire(folder: Path, name: str, at: datetime) -> Known | Findings:
    """A key does not seal any more; what it sealed before stays genuine."""
    return _answered(lambda: rotation.retire(folder, name, at))


def compromised(folder: Path, name: str, at: datetime) -> Known | Findings:
    """Somebody else may have had a key since then: only what is proved to be older stays genuine."""
    return _answered(lambda: rotation.compromise(folder, name, at))


def _answered(act: Callable[[], Answer]) -> Answer | Findings:
    try:
        return act()
    except rotation.Unknown as wrong:
        return refused("keys.unknown", "This cannot be done to this key", found=str(wrong), remedy=REMEDY)
    except (UnusableKey, Unregistered, OSError) as wrong:
        return refused("keys.unusable", "The keys cannot be used", found=str(wrong), remedy=REMEDY)
