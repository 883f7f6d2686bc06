"""The verifier as a package: installed alone, without the rest of this program, it judges as we do."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from sla.document.standalone import wheel
from sla.document.standalone.look import main
from tests.document import sample

ALONE = """
import sys, socket
sys.path.insert(0, sys.argv.pop(1))
def closed(*_): raise OSError("no connections here")
socket.socket.connect = closed
from sla.document.standalone.look import main
code = main(sys.argv[1:])
ours = {name for name in sys.modules if name.startswith("sla.")}
assert not any(name.split(".")[1] in ("web", "cli", "operations", "store", "records", "config") for name in ours), ours
assert not {"flask", "sqlalchemy", "weasyprint", "pandas", "click", "psycopg"} & set(sys.modules)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as pip lays it out, a statement, and one that was changed."""
    folder = tmp_path_factory.mktemp("partner")
    (folder / wheel.FILE).write_bytes(wheel.wheel())
    put = [str(Path(sys.executable).parent / "uv"), "pip", "install", "--quiet", "--offline", "--no-deps", "--target"]
    subprocess.run([*put, str(folder / "alone"), str(folder / wheel.FILE)], check=True)
    (folder / "root.pem").write_bytes(sample.key().root.public_bytes(Encoding.PEM))
    (folder / "paper.pdf").write_bytes(sample.sealed())
    (folder / "altered.pdf").write_bytes(sample.sealed() + b"\n")
    return folder


def alone(folder: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """Run it in a process that sees the package and the libraries, and cannot connect."""
    run = [sys.executable, "-I", "-c", ALONE, folder / "alone", *words, "--trust", folder / "root.pem"]
    return subprocess.run(list(map(str, run)), cwd=folder, capture_output=True, text=True, check=False)


def test_it_judges_without_us(folder: Path) -> None:
    good = alone(folder, "paper.pdf")
    assert (good.returncode, good.stderr) == (0, "")
    assert "Genuine, unchanged, and every amount right to the cent." in good.stdout
    changed = alone(folder, "altered.pdf", "--json")
    assert changed.returncode == 1
    assert json.loads(changed.stdout)["altered"] == "coverage"


def test_it_names_a_command_and_what_it_needs(folder: Path) -> None:
    about = next((folder / "alone").glob("sla_verify-*.dist-info"))
    assert "sla-verify = sla.document.standalone.look:main" in (about / "entry_points.txt").read_text()
    needs = [line for line in (about / "METADATA").read_text().splitlines() if line.startswith("Requires-Dist")]
    assert len(needs) == len(wheel.NEEDS)
    assert all("==" in line for line in needs)
    assert not list((folder / "alone" / "sla").glob("web*"))


def test_the_same_files_make_the_same_package() -> None:
    wheel.wheel.cache_clear()
    first = wheel.wheel()
    wheel.wheel.cache_clear()
    assert wheel.wheel() == first
    with zipfile.ZipFile(io.BytesIO(first)) as held:
        assert held.testzip() is None


def test_the_command_here_says_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = ["--trust", str(folder / "root.pem")]
    assert main([str(folder / "paper.pdf"), *trust, "--newer", str(folder / "altered.pdf")]) == 0
    assert "Genuine" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([str(folder / "none.pdf"), *trust])
    with pytest.raises(SystemExit):
        main([str(folder / "paper.pdf"), "--trust", str(folder / "paper.pdf")])
    assert "holds no certificate" in capsys.readouterr().err
