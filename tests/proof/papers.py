"""The paper: what it shows follows from what it carries, anybody can print it again, and nothing gets in or out.

`python -m tests.proof.papers [STATEMENTS]`. Statements of random contracts are printed and sealed. Of each, two readers
find the totals that its own contract and figures come to; and another process, in another place of the world, prints
the same bytes again from the attached calculation alone. Pages that ask for files and addresses in every way there is
get none of them. Hostile texts stand in every field as they were written, and those that could deceive are refused.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

import pikepdf

from sla.contract.model import Party
from sla.document.attachments import enclosures
from sla.document.reading import Paper, plain_letters
from sla.document.render import Unprintable, render
from sla.document.seal import seal
from sla.statement.model import Statement
from sla.statement.recompute import recompute
from sla.values import Findings
from sla.values.money import places_of
from tests.document import cases, sample
from tests.document.cases import Case
from tests.document.guard import flaws
from tests.proof import hostile
from tests.proof.reaching_out import attempts, reached
from tests.proof.reprints import PLACES, Elsewhere

STATEMENTS, HOSTILE = 500, 300
SIGNS = {"en": str.maketrans({}), "de": str.maketrans(",.", ".,")}
"""How each language of the paper tells thousands and decimals apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one part of the proof came to."""

    tried: int
    wrong: tuple[str, ...]
    kinds: Counter[str]


def statements(count: int, seed: int = 5) -> Found:
    """Random statements: shown, computed again, printed again elsewhere."""
    wrong, kinds, chance = list[str](), Counter[str](), Random(seed)
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        places = cycle([stack.enter_context(Elsewhere(place)) for place in PLACES])
        for number in range(count):
            case = cases.random(chance)
            statement = cases.statement(case, f"HARBOUR-{number:04}")
            elsewhere = next(places)
            elsewhere.ask(statement.calculation)
            kinds.update(described(case, statement))
            sealed = seal(render(statement), sample.key(), sample.SEALED_AT)
            wrong += [f"{number}: {what}" for what in different(sealed, Path(folder) / "file.pdf", elsewhere)]
    return Found(count, tuple(wrong), kinds)


def described(case: Case, statement: Statement) -> Iterator[str]:
    """What kind of statement it is."""
    yield "penalty" if statement.moves.amount < 0 else "incentive" if statement.moves else "nothing owed"
    yield from (case.paper, case.language, case.currency)
    if statement.restates:
        yield "restated"
    if statement.waiting_for:
        yield "provisional"
    if any(each.name == "factur-x.xml" for each in enclosures(statement)):
        yield "with e-invoice"


def different(sealed: bytes, path: Path, elsewhere: Elsewhere) -> Iterator[str]:
    """What does not agree in a sealed file: amounts, text, structure, or the bytes printed again."""
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        calculation = pdf.attachments["calculation.json"].get_file().read_bytes()
        signs = SIGNS[str(pdf.Root.Lang)]
    again = recompute(calculation)
    if isinstance(again, Findings) or again[0] != again[1]:
        yield "what it states is not what it comes to"
        return
    path.write_bytes(sealed)
    layout = subprocess.run(["pdftotext", "-l", "1", "-layout", path, "-"], capture_output=True, text=True, check=True)
    ours, stranger = Paper(sealed).words(), plain_letters(layout.stdout)
    for what, amount in totals(again[1]):
        written = amount.translate(signs)
        if written not in ours or written not in stranger:
            yield f"the first page does not show {amount} as {what}"
    yield from flaws(sealed)
    digest, size = elsewhere.answer()
    if hashlib.sha256(sealed[:size]).hexdigest() != digest or sealed[size : size + 20].find(b"obj") < 0:
        yield "printed again from its calculation it is not the same"


def totals(settled: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Penalties, incentives and net in English figures, in a hand of the proof's own."""
    match settled:
        case {"currency": str(currency), "settlements": [{"penalties": str(penalties), "incentives": str(earned)}]}:
            for what, amount in (
                ("penalties", -Decimal(penalties)),
                ("incentives", Decimal(earned)),
                ("net", Decimal(earned) - Decimal(penalties)),
            ):
                sign = "−" if amount < 0 else "+" if amount > 0 else ""
                yield what, plain_letters(f"{currency}{sign}{abs(amount):,.{places_of(currency)}f}")
        case _:
            raise AssertionError(settled)


def reaches(count: int | None = None) -> Found:
    """Every way to ask for every kind of address; none may be answered."""
    statement = sample.statement()
    enclosed, wrong, kinds = enclosures(statement), list[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        tries = list(islice(attempts(Path(folder) / "canary.svg"), count))
        for says, source in tries:
            wrong += [f"{says}: {what}" for what in reached(source, statement, enclosed)]
            kinds[says.rpartition(" ")[2].partition(":")[0][:5]] += 1
    return Found(len(tries), tuple(wrong), kinds)


def hostile_texts(count: int, seed: int = 7) -> Found:
    """Every text in every field, each field under a mark of its own; all of it must be there, letter for letter."""
    wrong, kinds = list[str](), Counter[str]()
    for text in hostile.texts(count, Random(seed)):
        kinds["known" if text in hostile.KNOWN else "made"] += 1
        wrong += [f"{text!r}: {what}" for what in altered(text)]
    for text in hostile.DECEIVING:
        kinds["deceiving"] += 1
        wrong += [f"{text!r} was printed" for refused in [refuses(text)] if not refused]
    return Found(count + len(hostile.DECEIVING), tuple(wrong), kinds)


def spread(text: str) -> tuple[Case, dict[str, str]]:
    """A case with the text in every field, and what each field holds."""
    fields = ("title", "words", "customer", "vendor", "address", "sender", "preparer", "approver", "file", "payable")
    marked = {name: f"Q{at}{text}" for at, name in enumerate(fields)}
    case = Case(
        answered=(Decimal("76.2"),),
        months=1,
        title=marked["title"],
        words=marked["words"],
        customer=replace(cases.HARBOUR, name=marked["customer"], address=(marked["address"],)),
        vendor=replace(cases.ATLAS, name=marked["vendor"]),
        people=(marked["sender"], marked["preparer"], marked["approver"], "Emmy Noether"),
        file=marked["file"],
        payable=marked["payable"],
    )
    return case, marked


def altered(text: str) -> Iterator[str]:
    """Which fields do not come out as they went in: on the pages, in the title, in the e-invoice."""
    case, marked = spread(text)
    statement = cases.statement(case)
    content = render(statement)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages, title = len(pdf.pages), str(pdf.docinfo["/Title"])
        invoice = ET.fromstring(pdf.attachments["factur-x.xml"].get_file().read_bytes())
    shown = "".join(Paper(content).words(page) for page in range(pages))
    for name, value in marked.items():
        if plain_letters(value) not in shown:
            yield f"{name} is not on the paper"
    if plain_letters(marked["title"]) not in plain_letters(title):
        yield "the title of the file is another"
    said = {"".join((each.text or "").split()) for each in invoice.iter()}
    if {"".join(marked[name].split()) for name in ("customer", "vendor", "address", "payable")} - said:
        yield "the e-invoice says something else"


def refuses(text: str) -> bool:
    """Whether a name that deceives is refused by name."""
    try:
        render(replace(sample.statement(), vendor=Party(f"Acme {text}")))
    except Unprintable:
        return True
    return False


def main() -> None:
    """All of it, with its figures; ends with 1 if anything was wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else STATEMENTS
    wrong = 0
    parts: tuple[tuple[str, Callable[[], Found]], ...] = (
        ("statements shown, computed and printed again", lambda: statements(count)),
        ("attempts to reach a file or an address", reaches),
        ("hostile texts in ten fields each", lambda: hostile_texts(min(HOSTILE, count))),
    )
    for name, part in parts:
        started = time.perf_counter()
        found = part()
        took = time.perf_counter() - started
        kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(found.kinds.items()))
        print(f"{found.tried} {name}: {len(found.wrong)} wrong ({took:.0f} s; {kinds})", flush=True)
        for each in found.wrong[:20]:
            print(f"  {each}")
        wrong += len(found.wrong)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
