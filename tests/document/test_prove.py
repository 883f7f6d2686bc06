"""The stand-alone verifier: an old receipt proves itself, and exposes a history that was written anew."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from sla.document import keys
from sla.document.standalone import prove

NOW = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
FILE = b"when,calls\n2026-03,1000\n"
Row = dict[str, Any]


def content(number: int, act: str = "signed in", **detail: str) -> Row:
    return {
        "id": number,
        "at": (NOW + timedelta(minutes=number)).isoformat(),
        "act": act,
        "period": "",
        "detail": json.dumps(detail),
        "written": "{}",
        "salt": f"{number:032}",
    }


def chained(contents: list[Row]) -> list[Row]:
    """A log as it would have been written: a head, and the entries after it."""
    rows, digest = [], "0" * 64
    for number, says in enumerate(contents, 1):
        committed = sha256(prove.canonical(says)).hexdigest()
        digest = sha256(f"{digest}{committed}".encode()).hexdigest()
        rows.append({"number": number, "commitment": committed, "digest": digest, "content": says})
    return [{"format": "sla log 1", "entries": len(rows), "head": digest}, *rows]


def contents() -> list[Row]:
    sent = content(4, "figures sent", sha256=sha256(FILE).hexdigest())
    return [*map(content, (1, 2, 3)), sent, *map(content, (5, 6))]


def lines(rows: list[Row]) -> list[str]:
    return [json.dumps(row) for row in rows]


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> keys.SealKey:
    return keys.make(tmp_path_factory.mktemp("issuer") / "keys", NOW)


@pytest.fixture(scope="module")
def trust(key: keys.SealKey) -> str:
    return key.root.public_bytes(Encoding.PEM).decode()


@pytest.fixture(scope="module")
def receipt(key: keys.SealKey) -> Row:
    """About entry 4."""
    says = {
        "file": {"name": "märz.csv", "sha256": sha256(FILE).hexdigest(), "size": len(FILE)},
        "received": NOW.isoformat(),
        "log": {"entry": 4, "head": chained(contents())[4]["digest"]},
    }
    signature, certificate = keys.signature(key, prove.canonical(says))
    return {"receipt": says, "signature": signature, "certificate": certificate}


def test_it_is_a_single_file_that_needs_python_alone(tmp_path: Path, receipt: Row, trust: str) -> None:
    text = Path(prove.__file__).read_text()
    assert len(text.splitlines()) < 200
    assert "import sla" not in text
    for name, said in {
        "prove.py": text,
        "receipt.json": json.dumps(receipt),
        "root.pem": trust,
        "log.jsonl": "\n".join(lines(chained(contents()))),
        "march.csv": FILE.decode(),
    }.items():
        (tmp_path / name).write_text(said)
    # -I and -S: neither this folder, nor anything that is installed.
    command = [sys.executable, "-I", "-S", "prove.py", "receipt.json", "--trust", "root.pem", "--log", "log.jsonl"]
    told = subprocess.run([*command, "--file", "march.csv"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    assert "The log is whole, 6 entries, and up to entry 4 it is what it was then." in told.stdout
    (tmp_path / "log.jsonl").write_text("\n".join(lines(chained(contents()[1:]))))
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert told.stderr.startswith("EXPOSED: history was rewritten")


def test_its_arithmetic_is_that_of_the_library() -> None:
    for curve, name, hashed in (
        (ec.SECP256R1(), "2a8648ce3d030107", hashes.SHA256()),
        (ec.SECP384R1(), "2b81040022", hashes.SHA384()),
    ):
        for index in range(3):
            private, text = ec.generate_private_key(curve), f"text {index}".encode()
            public = private.public_key().public_numbers()
            signed = private.sign(text, ec.ECDSA(hashed))
            assert prove.signed_by(name, (public.x, public.y), text, signed)
            assert not prove.signed_by(name, (public.x, public.y), text + b".", signed)
            assert not prove.signed_by(name, (public.x, public.y + 1), text, signed)


def test_the_seals_own_certificate_can_be_trusted_too(receipt: Row, trust: str) -> None:
    assert prove.genuine(receipt, receipt["certificate"]) == prove.genuine(receipt, trust) == receipt["receipt"]


def test_a_changed_or_foreign_receipt_is_exposed(receipt: Row, trust: str, tmp_path: Path) -> None:
    changed = deepcopy(receipt)
    changed["receipt"]["log"]["entry"] = 5
    with pytest.raises(prove.Exposed, match="not what was signed"):
        prove.genuine(changed, trust)
    stranger = keys.make(tmp_path / "keys", NOW)
    signature, certificate = keys.signature(stranger, prove.canonical(receipt["receipt"]))
    with pytest.raises(prove.Exposed, match="stranger"):
        prove.genuine({**receipt, "signature": signature, "certificate": certificate}, trust)


def without_content(rows: list[Row]) -> None:
    for row in rows[1:]:
        row.pop("content")


def changed_entry(rows: list[Row]) -> None:
    rows[2]["content"]["act"] = "never happened"


def rehashed_entry(rows: list[Row]) -> None:
    rows[2]["content"]["act"] = "never happened"
    rows[2]["commitment"] = sha256(prove.canonical(rows[2]["content"])).hexdigest()


def rewritten(rows: list[Row]) -> None:
    says = [row["content"] for row in rows[1:]]
    says[1]["act"] = "never happened"
    rows[:] = chained(says)


def truncated(rows: list[Row]) -> None:
    del rows[-1]


def rolled_back(rows: list[Row]) -> None:
    rows[:] = chained([row["content"] for row in rows[1:4]])


def reordered(rows: list[Row]) -> None:
    rows[2], rows[3] = rows[3], rows[2]


def reordered_and_rewritten(rows: list[Row]) -> None:
    says = [row["content"] for row in rows[1:]]
    says[1], says[2] = says[2], says[1]
    rows[:] = chained(says)


@pytest.mark.parametrize(
    ("tamper", "exposed"),
    [
        (changed_entry, "entry 2 of the log does not say what it said"),
        (rehashed_entry, "entry 2 of the log does not follow"),
        (rewritten, "history was rewritten: up to entry 4"),
        (truncated, "the log ends after entry 5, and says that it has 6"),
        (rolled_back, "the log ends before entry 4"),
        (reordered, "entry 3 of the log stands in the place of 2"),
        (reordered_and_rewritten, "history was rewritten"),
    ],
)
def test_a_false_history_is_exposed(
    receipt: Row, trust: str, tamper: Callable[[list[Row]], None], exposed: str
) -> None:
    rows = chained(contents())
    tamper(rows)
    with pytest.raises(prove.Exposed, match=exposed):
        prove.proved([receipt], trust, lines(rows), None)


def test_entries_that_may_not_be_read_are_followed_all_the_same(receipt: Row, trust: str) -> None:
    rows = chained(contents())
    without_content(rows)
    assert len(prove.proved([receipt], trust, lines(rows), FILE)) == 3


def test_another_file_is_exposed(receipt: Row, trust: str) -> None:
    with pytest.raises(prove.Exposed, match=r"not the one that was received as märz\.csv"):
        prove.proved([receipt], trust, None, FILE + b"\n")


def test_a_root_that_came_later_stands_beside_the_first(receipt: Row, trust: str, tmp_path: Path) -> None:
    """As `root.pem` is after the key was changed."""
    later = keys.make(tmp_path / "keys", NOW).root.public_bytes(Encoding.PEM).decode()
    for roots in (trust + later, later + trust):
        assert prove.proved([receipt], roots, None, None)
    with pytest.raises(prove.Exposed, match="stranger"):
        prove.proved([receipt], later, None, None)
    with pytest.raises(prove.Exposed, match="stranger"):
        prove.proved([receipt], "", None, None)
