"""A worker has the news told beside it, unless somebody else does, or it ends when nothing waits."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from sla.cli import beside, main


@pytest.mark.parametrize(
    ("arguments", "settings", "begun"),
    [
        (["worker"], {}, ["deliver", "work"]),
        (["worker"], {"SLA_DELIVER": "apart"}, ["work"]),
        (["worker", "--once"], {}, ["work"]),
    ],
)
def test_a_worker_tells_the_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], settings: dict[str, str], begun: list[str]
) -> None:
    started: list[str] = []
    monkeypatch.setattr(beside, "beside", started.append)
    monkeypatch.setattr("sla.operations.closing_hands.work", lambda *_, **__: started.append("work"))
    where = {"SLA_DATABASE": "postgresql://worker@127.0.0.1/none", "SLA_INSTANCE": str(tmp_path)}
    done = CliRunner(env={**where, **settings}).invoke(main, arguments)
    assert (done.exit_code, started) == (0, begun), done.output
