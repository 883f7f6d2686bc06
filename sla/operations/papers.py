"""Papers straight from files: a sealed draft of a statement, and the verification of any statement."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from sla.contract.definition import Definition
from sla.document.logged import Log
from sla.document.verdict import Verdict
from sla.operations import definitions
from sla.operations.press import Press, Unready, unready
from sla.settlement.workings import sentence
from sla.statement.compose import compose
from sla.statement.model import Approval
from sla.statement.recompute import Basis, build
from sla.statement.record import Imprint, Record
from sla.submission.figures import Figures
from sla.values import Findings

DRAFT = "DRAFT"
"""The number of a statement that nobody approved."""


def drafted(
    definition: Definition,
    files: tuple[Path, ...],
    period: str,
    press: Press,
    *,
    by: str,
    at: datetime,
    readings: Mapping[str, str] | None = None,
) -> bytes | Findings:
    """One period settled from files, printed and sealed as a draft: it verifies, and says that nobody approved it."""
    sent = definitions.submissions(definition, files)
    if isinstance(sent, Findings):
        return sent
    figures, _ = sent
    settled = definitions.settle_through(definition, figures, period, readings)
    if isinstance(settled, Findings):
        return settled
    basis = Basis(
        definition,
        figures,
        settled[-1].period,
        tuple(each.period for each in settled[:-1]),
        tuple(sorted((readings or {}).items())),
    )
    contract = definition.on(basis.period, readings)
    content = b"".join(file.read_bytes() for file in files)
    names = ", ".join(file.name for file in files)
    try:
        sealer = press.sealer(at)
    except Unready as wrong:
        return unready(wrong)
    record = Record(
        DRAFT,
        (names, hashlib.sha256(content).hexdigest(), at, by),
        Approval(by, "command line", at),
        (),
        at,
        sealer,
    )
    calculation = build(basis, settled[-1], Imprint(record, contract.customer, contract.vendor))
    statement = compose(
        contract,
        settled[-1],
        settled[:-1],
        record,
        figures=Figures(figures.entries),
        calculation=calculation,
        says=sentence,
    )
    return press.made(statement, at)


def verified(
    content: bytes,
    trust: Path,
    taken: datetime | None = None,
    *,
    newer: Iterable[bytes] = (),
    log: Log | None = None,
) -> Verdict:
    """The verdict on a file, believing what `trust` says (a file, or a folder of keys).

    `taken` is when our own log took this very file in, where it did. `newer` are files that may have taken its place;
    one counts if it is genuine itself, and names the file before it by its hash. `log` is an exported one.
    """
    from sla.document.judged import judged
    from sla.document.trust import trusted

    return judged(content, trusted(trust), taken, newer, log)
