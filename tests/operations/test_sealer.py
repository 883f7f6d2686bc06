"""The sealer apart: it has the key, the pages do not, and it seals only what proves itself."""

import io
import json
import socket
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from sla.document.keys import _keep as keep
from sla.operations import wire
from sla.operations.apart import ApartPress
from sla.operations.issuing import Draft, issue_statement, numbered
from sla.operations.pages import list_statements
from sla.operations.papers import verified
from sla.operations.press import Unready, printed
from sla.operations.receipts import receipt
from sla.operations.sealer import Occupied, Sealer, serve
from sla.operations.sealing import SealingPress
from sla.store.issued import Issued
from sla.values import Findings
from tests.document.authority import serving
from tests.operations.beside import sealer
from tests.operations.house import MARCH, NOW, House, refused

OPENED: list[str] = []
"""Every file that this process opened since a test emptied the list."""
sys.addaudithook(lambda event, given: OPENED.append(str(given[0])) if event == "open" else None)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sealer") / "keys"


@pytest.fixture(scope="module")
def desk(keys: Path) -> Iterator[Path]:
    with sealer(keys) as place:
        yield place


@pytest.fixture
def press(desk: Path, tmp_path: Path) -> ApartPress:
    return ApartPress(desk, tmp_path / "archive")


def test_a_statement_and_a_receipt_without_the_key_in_this_process(house: House, press: ApartPress, keys: Path) -> None:
    """Nothing under the folder of keys is opened here while both are made."""
    OPENED.clear()
    house.approved()
    issued = issue_statement(house.books, press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert isinstance(issued, Issued)
    given = receipt(house.books, press, house.north.id, MARCH, 1, by=house.pat, at=NOW)
    assert isinstance(given, bytes)
    assert "BEGIN CERTIFICATE" in json.loads(given)["certificate"]
    assert [name for name in OPENED if name.startswith(str(keys))] == []
    verdict = verified(press.taken(issued.sha256), keys)
    assert verdict.ok, verdict.wrong
    assert {Path(name).name for name in OPENED if name.startswith(str(keys))} == {"root.pem"}
    modes = {path.name: path.stat().st_mode & 0o777 for path in (keys, keys / "seal.p12", press.desk)}
    assert modes == {"keys": 0o700, "seal.p12": 0o600, press.desk.name: 0o660}


def test_a_sealer_that_is_away_costs_nothing(house: House, desk: Path, tmp_path: Path) -> None:
    away, there = (ApartPress(place, tmp_path / "archive") for place in (tmp_path / "none", desk))
    house.approved()
    which = (house.north.id, MARCH)
    assert refused(issue_statement(house.books, away, *which, by=house.fay, at=NOW)) == "statement.unready"
    drafted = numbered(house.books, there, *which, by=house.fay, at=NOW)
    assert isinstance(drafted, Draft)
    assert refused(away.made(drafted.statement, NOW)) == "statement.unsealed"
    assert refused(receipt(house.books, away, *which, 1, by=house.pat, at=NOW)) == "statement.unready"
    assert list_statements(house.books, by=house.fay) == ()
    issued = issue_statement(house.books, there, *which, by=house.fay, at=NOW)
    assert isinstance(issued, Issued)
    assert issued.number == "NORTH-0001"


@pytest.fixture
def paper(house: House, press: ApartPress) -> tuple[bytes, Draft]:
    house.approved()
    drafted = numbered(house.books, press, house.north.id, MARCH, by=house.fay, at=NOW)
    assert isinstance(drafted, Draft)
    content = printed(drafted.statement)
    assert isinstance(content, bytes)
    return content, drafted


@pytest.fixture
def alone(keys: Path, tmp_path: Path) -> Sealer:
    """The sealer itself, without its process."""
    return Sealer(SealingPress(keys, tmp_path / "archive"), lambda _: None, lambda: NOW)


def asked(alone: Sealer, body: bytes, **message: object) -> str:
    said, _ = alone.answer({"at": NOW.isoformat(), **message}, body)
    return str(said.get("refused") or said.get("broken") or "")


def test_only_what_proves_itself_is_sealed(paper: tuple[bytes, Draft], alone: Sealer, press: ApartPress) -> None:
    content, drafted = paper
    assert asked(alone, content, do="seal", number="NORTH-0001") == ""
    assert asked(alone, content, do="seal", number="NORTH-0002") == "This is not NORTH-0002"
    assert "does not prove itself" in asked(alone, b"%PDF-1.7 hello", do="seal", number="NORTH-0001")
    lies = replace(drafted.statement, calculation=drafted.statement.calculation.replace(b"2500.00", b"9500.00"))
    lying = printed(lies)
    assert isinstance(lying, bytes)
    assert "does not prove itself" in asked(alone, lying, do="seal", number="NORTH-0001")
    assert refused(press.made(lies, NOW)) == "statement.unsealed"


def test_nothing_is_sealed_in_the_past_or_the_future(paper: tuple[bytes, Draft], alone: Sealer, tmp_path: Path) -> None:
    """A key that counts would let whoever broke into the pages write any date; one for trying out may."""
    (tmp_path / "real").mkdir()
    with serving() as authority:
        keep(tmp_path / "real", authority.key())
    real = replace(alone, press=SealingPress(tmp_path / "real", tmp_path / "archive"))
    for days, says in ((0, ""), (-2, "not today's"), (2, "not today's")):
        later = replace(real, clock=partial(NOW.__add__, timedelta(days=days)))
        assert says in asked(later, paper[0], do="seal", number="NORTH-0001")
        assert asked(replace(later, press=alone.press), paper[0], do="seal", number="NORTH-0001") == ""


def test_only_receipts_are_signed(alone: Sealer) -> None:
    assert asked(alone, json.dumps({"format": "sla receipt 1"}).encode(), do="sign") == ""
    for text in (b"", b"hello", b"[]", b'{"format": "an order to pay"}'):
        assert "cannot be understood" in asked(alone, text, do="sign")


def test_questions_that_are_none(alone: Sealer, desk: Path) -> None:
    assert asked(alone, b"", do="hand over the key") == "there is no such question"
    assert alone.answer({"do": "name"}, b"")[0] == {"broken": "this question cannot be understood"}
    for garbage in (b"\n", b"[]\n", b'{"size": -1}\n', b'{"size": 99999999999}\n', b'{"size": 5}\nab', b"x" * 70_000):
        with pytest.raises(wire.Garbled):
            wire.receive(io.BytesIO(garbage))
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(desk))
            line.sendall(garbage)
    assert ApartPress(desk, desk).sealer(NOW)


def test_a_key_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "seal.p12").write_bytes(b"broken")
    broken = SealingPress(tmp_path / "keys", tmp_path / "archive")
    with pytest.raises(Unready):
        broken.signed(b"hello", NOW)
    told: list[str] = []
    said, _ = Sealer(broken, told.append, lambda: NOW).answer({"do": "name", "at": NOW.isoformat()}, b"")
    assert "broken" in said
    assert told == [f"cannot work: {said['broken']}"]
    sealed = broken.sealed(b"", "NORTH-0001", NOW)
    assert isinstance(sealed, Findings)
    assert refused(sealed) == "statement.unsealed"


def test_two_sealers_do_not_share_a_place(desk: Path, keys: Path, tmp_path: Path) -> None:
    with pytest.raises(Occupied, match="listens on"):
        serve(SealingPress(keys, tmp_path), desk, lambda _: None, lambda: NOW)


def test_what_a_killed_sealer_left_is_taken_away(keys: Path, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="sla-") as folder:
        place = Path(folder) / "sealer"
        with socket.socket(socket.AF_UNIX) as left:
            left.bind(str(place))
        assert place.exists()
        serve(SealingPress(keys, tmp_path), place, lambda _: None, lambda: NOW, until=io.BytesIO())
        assert not place.exists()
