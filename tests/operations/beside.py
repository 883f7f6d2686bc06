"""A sealer in a process of its own, as `sla sealer` starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep


@contextmanager
def sealer(keys: Path) -> Iterator[Path]:
    """Where it listens; the name is short, as sockets want it."""
    with tempfile.TemporaryDirectory(prefix="sla-") as folder:
        place = Path(folder) / "sealer"
        environment = {**os.environ, "SLA_KEYS": str(keys), "SLA_SEALER": str(place), "SLA_INSTANCE": folder}
        command = [sys.executable, "-c", "from sla.cli import main; main()", "sealer", "--beside"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
            assert process.stdin is not None
            patience = monotonic() + 20
            while not place.exists():
                assert process.poll() is None
                assert monotonic() < patience
                sleep(0.02)
            yield place
            process.stdin.close()
            assert process.wait(10) == 0
        assert not place.exists()
