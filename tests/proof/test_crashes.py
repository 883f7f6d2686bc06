"""Cut off at a few points of every kind; `make crashes` tries them all."""

from pathlib import Path

from sla.store.books import Books
from tests.operations.house import House
from tests.postgres import Server
from tests.proof.copies import postgres_copy, sqlite_copy
from tests.proof.crashes import KeepingPress, Proof, left, lived, play, proof

FEW = 5


def few(whole: Proof) -> list[int]:
    """Points spread over the run, the last among them."""
    return [whole.points * part // FEW for part in range(1, FEW + 1)]


def test_on_sqlite(sqlite_house: tuple[House, Path]) -> None:
    house, file = sqlite_house
    whole = proof(house, lambda: sqlite_copy(file))
    assert whole.points > 500
    assert {point: found for point in few(whole) if (found := whole.differences(point))} == {}
    assert whole.differences(whole.points // 2, again=whole.points // 3) == []


def test_on_postgresql(postgres_house: tuple[House, str], postgres_server: Server) -> None:
    house, name = postgres_house
    whole = proof(house, lambda: postgres_copy(postgres_server, name))
    assert whole.points > 500
    assert {point: found for point in few(whole) if (found := whole.differences(point))} == {}


def test_a_loss_is_seen(sqlite_house: tuple[House, Path], tmp_path: Path) -> None:
    """What the proof compares is not blind: a run that was cut off and not repeated is different."""
    house, file = sqlite_house
    whole = proof(house, lambda: sqlite_copy(file))
    with sqlite_copy(file) as url:
        cut, passed, _ = lived(house, url, tmp_path, whole.points // 2)
        assert (cut, passed) == (True, 0)
        assert left(house, url, tmp_path).unlike(whole.whole)
        books = Books.open(url)
        play(house, books, KeepingPress(tmp_path))
        books.close()
        assert left(house, url, tmp_path).unlike(whole.whole) == []
