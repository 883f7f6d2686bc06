"""Processes that run beside another and end with it: the sealer, and whoever tells the news."""

from __future__ import annotations

import os
import subprocess
import sys


def beside(command: str) -> subprocess.Popen[bytes]:
    """Start a process that ends when this one, and whatever becomes of it, is gone: the pipe to it closes."""
    words = [sys.executable, "-c", "from sla.cli import main; main()", command, "--beside"]
    started = subprocess.Popen(words, stdin=subprocess.PIPE)
    assert started.stdin is not None  # noqa: S101 -- for the type
    os.set_inheritable(os.dup(started.stdin.fileno()), True)
    return started


def telling() -> None:
    """Tell the news beside this process, unless SLA_DELIVER says that somebody else does."""
    if "SLA_DELIVER" not in os.environ:
        beside("deliver")
