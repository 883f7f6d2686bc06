"""One point of the proof, and that it tells what is lost."""

from pathlib import Path

from tests.proof.lost import proved
from tests.proof.lost_forms import Told


def test_nothing_is_lost_when_the_server_dies_while_somebody_writes(tmp_path: Path) -> None:
    told = proved(tmp_path, "message: server".__eq__)
    assert (told.points, told.held, told.lost) == (1, 2, [])


def test_what_is_lost_is_told() -> None:
    told = Told()
    told.met("here", ["reason=down", "file storm.txt"], ["reason=down"])
    assert (told.held, told.lost) == (2, ["here: file storm.txt"])
