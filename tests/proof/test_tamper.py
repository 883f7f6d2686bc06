"""A few of every kind of tampering on both databases; `make tamper` tries thousands."""

from __future__ import annotations

from pathlib import Path

from tests.operations.house import MAY
from tests.postgres import Server
from tests.proof.scene import Scene, build, opened
from tests.proof.tamper import KINDS, missed, tried, turned
from tests.proof.tamperings import Done

FEW = 3 * len(KINDS)


def test_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'books.sqlite'}"
    receipts, archive = build(url, tmp_path)
    with opened(url, receipts, archive) as scene:
        found = tried(scene, FEW)
        assert found.missed == []
        assert set(found.counts) == set(KINDS)
        the_proof_is_not_blind(scene)
    found = turned(tmp_path / "books.sqlite", archive, 20)
    assert (found.missed, found.counts.total()) == ([], 20)


def test_on_postgresql(postgres_server: Server, tmp_path: Path) -> None:
    with postgres_server.database() as name:
        url = postgres_server.url(name)
        receipts, archive = build(url, tmp_path)
        with opened(url, receipts, archive) as scene:
            assert tried(scene, FEW).missed == []


def the_proof_is_not_blind(scene: Scene) -> None:
    """What is not found, or found under another name, counts as missed."""
    assert "instead of" in missed(scene, Done("nothing", ("cycle 1 ",)))
    assert "instead of" in missed(scene, Done("nothing", exposes=("history was rewritten",)))
    scene.say("UPDATE cycle SET revision = 99 WHERE period = :period", period=MAY)
    assert "cycle 3 is not as it was written" in missed(scene, Done("another row", ("cycle 2 ",)))
    scene.connection.rollback()
