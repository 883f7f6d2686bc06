"""The ready sign-ins of a demonstration."""

from pathlib import Path

from sla.operations.ready import Ready, offer, offered


def test_what_is_offered_is_found_again(tmp_path: Path) -> None:
    listed = (Ready("Müller", "m@city.example", "correct horse", "settles"), Ready("Ås", "a@city.example", "x", ""))
    assert offered(tmp_path / "instance") == ()
    offer(tmp_path / "instance", listed[:1])
    offer(tmp_path / "instance", listed)
    assert offered(tmp_path / "instance") == listed
