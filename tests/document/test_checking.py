"""What the last page says about checking: number and code in print and as a QR code, and no amounts in it."""

import base64
import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

import segno
from PIL import Image
from zxingcpp import read_barcodes

from sla.document.checking import checking, code, square
from sla.document.render import render
from sla.document.tongue import tongue
from sla.statement.model import Statement
from tests.document import sample


def at(address: str) -> Statement:
    statement = sample.statement()
    assert statement.sealer is not None
    return replace(statement, sealer=replace(statement.sealer, address=address))


def test_the_code_is_that_of_all_that_is_attached() -> None:
    statement = sample.statement()
    assert code(statement) == hashlib.sha256(statement.calculation).hexdigest()[:16]
    (line,) = [
        each for each in checking(at("https://sla.example"), tongue(sample.statement().language)) if "code" in each
    ]
    grouped = " ".join(code(statement)[start : start + 4] for start in range(0, 16, 4))
    assert f"Number {statement.number} and code {grouped} tell anybody" in line
    assert line.endswith("at https://sla.example/verify")
    (line,) = [each for each in checking(statement, tongue(sample.statement().language)) if "code" in each]
    assert line.endswith("at the issuer's page Verify a statement.")


def test_the_square_asks_the_same_and_tells_no_amount() -> None:
    drawn = base64.b64decode(square(at("https://sla.example")).partition(",")[2])
    question = f"https://sla.example/verify?number={sample.statement().number}&code={code(sample.statement())}"
    wanted = segno.make(question, error="m", micro=False)
    assert b"<svg" in drawn
    assert wanted.svg_inline(border=0).encode().partition(b"<path")[2] in drawn


def test_a_machine_reads_the_square_off_the_printed_page(tmp_path: Path) -> None:
    """At 150 dots to the inch and in grey, as an office printer and a telephone have it."""
    (tmp_path / "paper.pdf").write_bytes(render(at("https://sla.example")))
    command = ["pdftoppm", "-r", "150", "-gray", "-png", str(tmp_path / "paper.pdf"), str(tmp_path / "page")]
    subprocess.run(command, check=True, capture_output=True)
    read = [found.text for page in sorted(tmp_path.glob("*.png")) for found in read_barcodes(Image.open(page))]
    assert read == [f"https://sla.example/verify?number={sample.statement().number}&code={code(sample.statement())}"]


def test_without_a_page_or_without_approvals_there_is_none() -> None:
    assert square(sample.statement()) == ""
    assert square(replace(at("https://sla.example"), approvals=())) == ""
    assert not any(
        "code" in each
        for each in checking(replace(sample.statement(), approvals=()), tongue(sample.statement().language))
    )
