"""Documents kept under their hash: written once, checked on every reading."""

import hashlib
import os
from pathlib import Path

import pytest

from sla.document.archive import Archive, Damaged


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def test_what_is_put_is_got_by_its_hash(archive: Archive) -> None:
    digest = archive.put(b"a statement")
    assert digest == hashlib.sha256(b"a statement").hexdigest()
    assert archive.get(digest) == b"a statement"
    assert digest in archive


def test_a_document_is_read_only_and_leaves_nothing_beside_it(archive: Archive) -> None:
    path = archive.path(archive.put(b"a statement"))
    assert path.stat().st_mode & 0o777 == 0o444
    assert list(path.parent.iterdir()) == [path]


def test_the_same_document_twice_is_kept_once(archive: Archive) -> None:
    digest = archive.put(b"a statement")
    before = archive.path(digest).stat()
    assert archive.put(b"a statement") == digest
    assert archive.path(digest).stat().st_ino == before.st_ino


def test_a_damaged_document_is_not_given_out(archive: Archive) -> None:
    digest = archive.put(b"a statement")
    path = archive.path(digest)
    path.chmod(0o644)
    path.write_bytes(b"A statement")
    with pytest.raises(Damaged, match=digest):
        archive.get(digest)


def test_a_damaged_document_is_not_overwritten(archive: Archive) -> None:
    path = archive.path(archive.put(b"a statement"))
    path.chmod(0o644)
    path.write_bytes(b"other")
    with pytest.raises(Damaged):
        archive.put(b"a statement")
    assert path.read_bytes() == b"other"


def test_an_unknown_hash(archive: Archive) -> None:
    with pytest.raises(KeyError):
        archive.get("0" * 64)
    assert "0" * 64 not in archive


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 62 + "/x"])
def test_only_a_hash_is_a_name(archive: Archive, digest: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        archive.get(digest)


def test_nothing_half_written_stays_when_the_disk_is_full(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        archive.put(b"a statement")
    assert [path for path in archive.folder.rglob("*") if path.is_file()] == []
