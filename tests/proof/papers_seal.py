"""Attacks on sealed papers: flipped bits, incremental updates, strangers' seals. None may come out as genuine.

`python -m tests.proof.papers_seal`, or as a part of `make papers`. It closes with its figures.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sla.config import PLAIN, Profile, Sealing
from sla.document import keys
from sla.document.certification import Uncertified, certified
from sla.document.keys import SealKey
from sla.document.moments import moments
from sla.document.seal import seal
from sla.document.trust import Trust
from sla.document.verdict import Answer
from sla.document.verify import verify
from tests.document import sample
from tests.document.authority import Authority, serving
from tests.proof.updates import updates

FLIPS, STAMPED_FLIPS, STRANGERS, GENUINE = 10_000, 1_000, 20, 40


@dataclass(slots=True)
class Tally:
    """What was tried, and what came out as it must not."""

    tried: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    valid_to_pdfsig: int = 0
    failures: list[str] = field(default_factory=list)

    def refused(self, kind: str, name: str, content: bytes, trust: Trust) -> None:
        """One forged file: it must not be genuine, and what was altered has a name."""
        verdict = verify(content, trust)
        self.tried[kind] += 1
        self.parts[verdict.part or str(verdict.answer)] += 1
        if verdict.answer in {Answer.GENUINE, Answer.SUPERSEDED}:
            self.failures.append(f"{kind}, {name}: genuine")
        elif not verdict.wrong[-1].says.endswith("."):
            self.failures.append(f"{kind}, {name}: refused without a sentence")


def flips(tally: Tally, content: bytes, trust: Trust, count: int, kind: str, chance: random.Random) -> None:
    """One bit each, anywhere."""
    for _ in range(count):
        turned, at = bytearray(content), chance.randrange(len(content))
        turned[at] ^= 1 << chance.randrange(8)
        tally.refused(kind, f"byte {at}", bytes(turned), trust)


def attacks(tally: Tally, content: bytes, trust: Trust) -> None:
    """Sixty changes appended as PDF allows it, or hung onto the file; a stranger's program is asked about each."""
    for name, changed in updates(content):
        assert changed != content, name
        tally.refused("incremental updates", name, changed, trust)
        tally.valid_to_pdfsig += "Signature is Valid" in pdfsig(changed)


def strangers(count: int, authority: Authority) -> Iterator[SealKey]:
    """Keys of others: roots of the same name, and one whom an authority for timestamps gave a certificate."""
    yield authority.key(sample.key().sealer.name)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count - 1):
            yield keys.make(Path(folder) / str(number), sample.SEALED_AT)


def resealed(tally: Tally, count: int, trust: Trust, authority: Authority) -> None:
    """The same paper under a stranger's seal."""
    both = Trust(trust.roots, (authority.root,))
    for number, key in enumerate(strangers(count, authority)):
        tally.refused("strangers' seals", str(number), seal(sample.printed(), key, sample.SEALED_AT), both)


def pdfsig(content: bytes) -> str:
    """What Poppler says of a file."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        return subprocess.run(["pdfsig", "-nocert", file.name], capture_output=True, text=True, check=False).stdout


def mutool(content: bytes) -> str:
    """What MuPDF says of a file."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        return subprocess.run(["mutool", "sign", "-v", file.name], capture_output=True, text=True, check=False).stdout


def agreed(tally: Tally, name: str, content: bytes, trust: Trust, *, archived: bool) -> None:
    """Ours, pyHanko alone, Poppler and MuPDF all say of a genuine file that it is."""
    tally.tried["genuine files"] += 1
    if verify(content, trust).answer is not Answer.GENUINE:
        tally.failures.append(f"{name}: not genuine to us")
    try:
        seen = moments(content, trust)
        certified(content, trust, seen[0] if seen else None)
    except Uncertified as wrong:
        tally.failures.append(f"{name}: not certified to pyHanko: {wrong}")
    poppler, whole = pdfsig(content), "Not total document signed" if archived else "Total document signed"
    if "Signature is Valid" not in poppler or whole not in poppler:
        tally.failures.append(f"{name}: not valid to Poppler")
    if not archived and "The document is unchanged since signing." not in mutool(content):
        tally.failures.append(f"{name}: not valid to MuPDF")


def genuine(tally: Tally, count: int, trust: Trust) -> None:
    """Files as they are issued, each with a seal of its own."""
    for number in range(count):
        at = sample.SEALED_AT + timedelta(minutes=number)
        agreed(tally, f"seal {number}", seal(sample.printed(), sample.key(), at), trust, archived=False)


def stamped(tally: Tally, count: int, authority: Authority, chance: random.Random) -> None:
    """The same for seals whose time an authority confirms."""
    key, now = authority.key(), datetime.now(UTC)
    for profile in Profile:
        if profile is not Profile.PLAIN:
            made = seal(sample.printed(), key, now, Sealing(profile, authority.stamps), authority.trust())
            agreed(tally, profile, made, authority.trust(), archived=profile is Profile.ARCHIVED)
            flips(tally, made, authority.trust(), count, f"flipped bits, {profile}", chance)


def proved(flipped: int, stamped_flips: int, stranger_count: int, genuine_count: int, seed: int = 20260404) -> Tally:
    """Everything, so many times."""
    tally, chance, trust = Tally(), random.Random(seed), Trust((sample.key().root,))
    flips(tally, sample.sealed(), trust, flipped, f"flipped bits, {PLAIN.profile}", chance)
    attacks(tally, sample.sealed(), trust)
    with serving() as authority:
        resealed(tally, stranger_count, trust, authority)
        stamped(tally, stamped_flips, authority, chance)
    genuine(tally, genuine_count, trust)
    return tally


def told(tally: Tally) -> Iterator[str]:
    """The figures."""
    for kind, count in tally.tried.items():
        yield f"  {count:>7,}  {kind}"
    yield "  refused for: " + ", ".join(f"{count:,} {part}" for part, count in tally.parts.most_common())
    updated = tally.tried["incremental updates"]
    yield f"  of {updated} updated files {tally.valid_to_pdfsig} have a valid signature to pdfsig, and none to us"
    yield from (f"  FAILED {each}" for each in tally.failures[:40])
    forged = sum(tally.tried.values()) - tally.tried["genuine files"]
    yield f"{forged:,} forged files, {tally.tried['genuine files']} genuine ones, {len(tally.failures)} failures"


def main() -> None:
    """In full."""
    tally = proved(FLIPS, STAMPED_FLIPS, STRANGERS, GENUINE)
    print("\n".join(told(tally)))
    raise SystemExit(1 if tally.failures else 0)


if __name__ == "__main__":
    main()
