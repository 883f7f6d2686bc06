"""A file held against the issuer's log: what a thief of the key seals was never issued."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from sla.document.judged import judged
from sla.document.keys import SealKey, signature
from sla.document.logged import Log, logged
from sla.document.standalone import prove
from sla.document.standalone.look import main
from sla.document.trust import Trust
from sla.document.verdict import Answer
from tests.document import sample
from tests.document.test_prove import FILE, NOW, Row, chained, content, lines

OURS = b"statement 1"
RESTATED, ELSEWHERE = b"statement 2", b"statement 9"


def issued(number: int, file: bytes, name: str, period: str = "2026-03") -> Row:
    detail = json.dumps({"number": name, "sha256": sha256(file).hexdigest(), "code": "c0de"})
    return {**content(number, "issued"), "detail": detail, "agreement": 7, "period": period}


def history() -> list[Row]:
    sent = content(2, "figures sent", sha256=sha256(FILE).hexdigest())
    after = content(4, "figures sent", sha256=sha256(FILE).hexdigest())
    return [content(1), sent, issued(3, OURS, "NORTH-0001"), after, issued(5, ELSEWHERE, "NORTH-0002", "2026-04")]


def receipt(key: SealKey, entry: int) -> bytes:
    says = {
        "file": {"name": "march.csv", "sha256": sha256(FILE).hexdigest(), "size": len(FILE)},
        "received": NOW.isoformat(),
        "log": {"entry": entry, "head": chained(history())[entry]["digest"]},
    }
    signed, certificate = signature(key, prove.canonical(says))
    return json.dumps({"receipt": says, "signature": signed, "certificate": certificate}).encode()


def log(rows: list[Row], *entries: int) -> Log:
    return Log(tuple(lines(chained(rows))), tuple(receipt(sample.key(), each) for each in entries))


def looked(file: bytes, given: Log) -> tuple[bool, str, str]:
    found = logged(file, given, [sample.key().root])
    assert found.at is None or "receipt proves" in found.check.says
    return found.check.passed, found.check.says, found.later


def test_what_was_issued_is_found_and_a_receipt_from_later_proves_it() -> None:
    passed, says, later = looked(OURS, log(history()))
    assert (passed, later) == (True, "")
    assert says.startswith("Entry 3 of 5: issued as NORTH-0001 with this very hash. No receipt is from after it")
    assert "A receipt proves the log up to entry 4" in looked(OURS, log(history(), 2, 4))[1]
    assert "No receipt is from after it" in looked(OURS, log(history(), 2))[1]
    restated = log([*history(), issued(6, RESTATED, "NORTH-0003")])
    assert looked(OURS, restated)[2] == "NORTH-0003"
    assert looked(RESTATED, restated)[2] == ""


def test_what_was_sealed_and_never_issued_is_not_ours() -> None:
    passed, says, _ = looked(b"statement of a thief", log(history(), 4))
    assert (passed, "not issued" in says) == (False, True)


def test_a_log_that_was_written_anew_is_exposed() -> None:
    forged = [*history()[:2], issued(3, b"statement of a thief", "NORTH-0001"), *history()[3:]]
    assert looked(b"statement of a thief", log(forged))[0]
    passed, says, _ = looked(b"statement of a thief", log(forged, 4))
    assert (passed, says.startswith("History was rewritten")) == (False, True)


@pytest.mark.parametrize("given", [Log(("{}",)), Log(("not json",)), Log((), (b"",)), Log((), (b"[]",))])
def test_what_cannot_be_read_proves_nothing(given: Log) -> None:
    found = logged(OURS, given, [sample.key().root])
    assert (found.check.passed, found.at) == (False, None)


def test_a_genuine_seal_alone_is_not_enough_once_there_is_a_log() -> None:
    trust = Trust((sample.key().root,))
    strange = judged(sample.sealed(), trust, log=log(history()))
    assert (strange.answer, strange.wrong[0].name) == (Answer.STRANGE, "log")
    known = judged(sample.sealed(), trust, log=log([issued(1, sample.sealed(), "NORTH-0001")]))
    assert known.answer is Answer.GENUINE
    assert known.checks[-1].name == "log"
    altered = judged(sample.sealed() + b"\n", trust, log=log(history()))
    assert altered.answer is Answer.ALTERED


def test_the_verifier_that_stands_alone_takes_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, said in {
        "paper.pdf": sample.sealed(),
        "root.pem": sample.key().root.public_bytes(Encoding.PEM),
        "log.jsonl": "\n".join(lines(chained([issued(1, sample.sealed(), "NORTH-0001")]))).encode(),
    }.items():
        (tmp_path / name).write_bytes(said)
    words = [str(tmp_path / "paper.pdf"), "--trust", str(tmp_path / "root.pem"), "--log", str(tmp_path / "log.jsonl")]
    assert main(words) == 0
    assert "Entry 1 of 1: issued as NORTH-0001" in capsys.readouterr().out
