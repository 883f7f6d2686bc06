"""New keys for old ones, and keys that are given up: retired in good order, or stolen.

A private key is never replaced: a later one gets a folder of its own, and the register says which seals. What an older
key sealed stays genuine; its private key can be destroyed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from sla.config import PLAIN, Sealing
from sla.document.keys import KEY, PASSPHRASE, UnusableKey, keyring, load, make
from sla.document.register import CERTIFICATE, ROOT, Known, changing, keep, register
from sla.document.token import TOKEN


class Unknown(ValueError):
    """The change cannot be made to this key. The message says why."""


def rotate(folder: Path, at: datetime, sealing: Sealing = PLAIN, prepared: Path | None = None) -> Known:
    """Seal with another key from now on: one that was prepared in a folder, or one that the program makes itself.

    Until the register is written, last of all, the key before it seals. Raises `UnusableKey`.
    """
    if not folder.exists():
        keyring(folder, at, sealing)
    with changing(folder), tempfile.TemporaryDirectory(dir=folder, prefix=".next-") as aside:
        before, place = register(folder), Path(aside) / "key"
        if prepared is None:
            make(place, at, sealing)
        else:
            place.mkdir()
            for name in (ROOT, CERTIFICATE, KEY, TOKEN, PASSPHRASE):
                if (prepared / name).exists():
                    shutil.copy2(prepared / name, place / name)
        key = load(place, sealing)
        new = Known(key.certificate, at)
        if any(each.certificate == new.certificate for each in before):
            raise UnusableKey("this key is in the register already: prepare another")
        place.rename(folder / new.name)
        _vouch(folder, key.root)
        keep(folder, (*(replace(each, retired=at) if each.seals else each for each in before), new))
    return new


def _vouch(folder: Path, root: x509.Certificate) -> None:
    """Add a root to those that are trusted."""
    file, aside = folder / ROOT, folder / f".{ROOT}"
    held = file.read_bytes() if file.exists() else b""
    if root in x509.load_pem_x509_certificates(held):
        return
    aside.write_bytes(held + root.public_bytes(Encoding.PEM))
    aside.chmod(0o644)
    aside.replace(file)


def retire(folder: Path, name: str, at: datetime) -> Known:
    """From this moment a key does not seal; what it sealed before stays genuine. Raises `Unknown`."""
    return _marked(folder, name, lambda one: replace(one, retired=at))


def compromise(folder: Path, name: str, at: datetime) -> Known:
    """From this moment somebody else may have had the key: only what is proved to be older stays genuine."""
    return _marked(folder, name, lambda one: replace(one, compromised=at))


def _marked(folder: Path, name: str, mark: Callable[[Known], Known]) -> Known:
    with changing(folder):
        known = register(folder)
        found = [each for each in known if name and each.name.startswith(name)]
        if len(found) != 1:
            names = ", ".join(each.name for each in known)
            raise Unknown(f"no one key begins with “{name}”: there are {names}")
        (one,) = found
        marked = mark(one)
        keep(folder, tuple(marked if each is one else each for each in known))
    return marked
