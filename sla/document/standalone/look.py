"""`sla-verify FILE.pdf --trust keys.json`: the check of a statement by whoever received it, with nothing else of ours.

It asks no server and no database, opens no connection, and ends with 0 (genuine), 3 (genuine and superseded) or 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sla.document.judged import judged
from sla.document.logged import Log
from sla.document.trust import Untrustworthy, trusted
from sla.document.verdict import Answer, Verdict

EXITS = {Answer.GENUINE: 0, Answer.ALTERED: 1, Answer.STRANGE: 1, Answer.SUPERSEDED: 3}
"""What the command ends with."""


def told(verdict: Verdict) -> Iterator[str]:
    """The verdict in lines: one for each check, what the statement says if it is good, and what follows."""
    for check in verdict.checks:
        yield f"{'ok   ' if check.passed else 'WRONG'}  {check.name:<14} {check.says}"
    if verdict.ok and verdict.facts:
        yield f"{verdict.facts.number}: {verdict.facts.decision}"
    yield verdict.sentence


def read_log(log: Path | None, receipts: Sequence[Path]) -> Log | None:
    """The log and the receipts as they lie on disk; None without a log."""
    if log is None:
        return None
    lines = log.read_text("utf-8", errors="replace").split("\n")
    return Log(tuple(lines), tuple(each.read_bytes() for each in receipts))


def main(words: Sequence[str] | None = None) -> int:
    """Look at one file."""
    asked = argparse.ArgumentParser(prog="sla-verify", description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("file", type=Path, help="The PDF as it was issued.")
    asked.add_argument("--trust", type=Path, required=True, help="The issuer's keys.json, or root.pem.")
    asked.add_argument("--newer", type=Path, action="append", default=[], help="A later statement. May be repeated.")
    asked.add_argument("--log", type=Path, help="The issuer's log: says whether this very file was issued.")
    asked.add_argument("--receipt", type=Path, action="append", default=[], help="Your own: proves the log up to it.")
    asked.add_argument("--json", action="store_true", help="Print the verdict as JSON.")
    given = asked.parse_args(words)
    try:
        newer = [each.read_bytes() for each in given.newer]
        log = read_log(given.log, given.receipt)
        verdict = judged(given.file.read_bytes(), trusted(given.trust), newer=newer, log=log)
    except (OSError, Untrustworthy) as wrong:
        asked.error(str(wrong))
    lines = [json.dumps(verdict.as_dict(), indent=2, ensure_ascii=False)] if given.json else told(verdict)
    sys.stdout.write("\n".join(lines) + "\n")
    return EXITS[verdict.answer]
