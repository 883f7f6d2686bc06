"""`sla journal`, as it is typed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_keeping import ADA, instance, sla

__all__ = ["instance"]


def test_an_empty_ledger_is_an_empty_file_of_either_kind(instance: Path, tmp_path: Path) -> None:
    for name, begins in (("ledger.csv", b"\xef\xbb\xbfentry,posted,"), ("ledger.beancount", b"option ")):
        done = sla(instance, "journal", "--as", ADA, "--from", "2026-01-01", "--out", tmp_path / name)
        assert done.exit_code == 0, done.output
        assert done.output == f"{tmp_path / name}: 0 postings in 0 entries\n"
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_what_cannot_be_is_refused(instance: Path, tmp_path: Path) -> None:
    unnamed = sla(instance, "journal", "--as", ADA, "--out", tmp_path / "ledger.pdf")
    assert (unnamed.exit_code, ".csv or .beancount" in unnamed.output) == (2, True)
    days = ("--from", "2026-02-01", "--to", "2026-01-01")
    backwards = sla(instance, "journal", "--as", ADA, *days, "--out", tmp_path / "ledger.csv")
    assert (backwards.exit_code, "The first day comes after the last" in backwards.output) == (1, True)
    assert not (tmp_path / "ledger.csv").exists()


def test_no_statement_is_no_file(instance: Path, tmp_path: Path) -> None:
    refused = sla(instance, "statements", "--as", ADA, "--period", "2026-03", "--out", tmp_path / "march.zip")
    assert (refused.exit_code, "0 of 0 found" in refused.output) == (1, True)
    assert not (tmp_path / "march.zip").exists()
