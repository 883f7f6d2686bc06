"""A few requests to every address of the machines' door: nothing breaks, and every answer is as described."""

from pathlib import Path

from flask import Flask

from tests.proof.api_fuzz import Tally, furnished, fuzzed


def test_whatever_is_asked_nothing_breaks(tmp_path: Path) -> None:
    with furnished(tmp_path) as (app, tokens):
        tally = fuzzed(app, tokens, 2)
    assert (tally.wrong, tally.broken) == ({}, [])
    assert tally.requests == 2 * tally.addresses > 80
    assert tally.statuses.keys() >= {200, 404, 422}


def test_what_breaks_is_told(tmp_path: Path) -> None:
    with furnished(tmp_path) as (app, tokens):
        break_one(app)
        tally: Tally = fuzzed(app, tokens, 1, only="/api/v1/me")
    assert list(tally.wrong) == ["GET /api/v1/me 500"]
    assert "wires crossed" in tally.broken[0]


def break_one(app: Flask) -> None:
    def broken(**_: object) -> str:
        raise RuntimeError("wires crossed")

    app.view_functions["mine-api.me"] = broken
