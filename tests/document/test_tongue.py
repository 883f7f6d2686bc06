"""The language of a paper: every message has its words, numbers keep their digits, and names are left alone."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sla.contract.definition import Definition, read
from sla.contract.model import Language
from sla.document.reading import Paper, plain_letters
from sla.document.render import render
from sla.document.seal import seal
from sla.document.tongue import tongue
from sla.document.trust import Trust
from sla.document.verify import verify
from sla.settlement.trial import settled
from sla.settlement.workings import sentence
from sla.statement import wording
from tests.document import cases, sample
from tests.document.guard import flaws

ROOT = Path(__file__).parents[2]
GERMAN, ENGLISH = tongue(Language.GERMAN), tongue(Language.ENGLISH)
ENGLISH_WORDS = re.compile(
    r"\b(of|each|below|above|rounded|gives|started|target|limited|follows|reported)\b", re.IGNORECASE
)


def messages() -> Iterator[str]:
    """Every text that is said anywhere, from the code and from the templates."""
    files = [*(ROOT / "sla" / "document").glob("*.py"), *(ROOT / "sla" / "statement").glob("d*.py")]
    for node in (node for file in files for node in ast.walk(ast.parse(file.read_text()))):
        if isinstance(node, ast.Call) and "say" in (getattr(node.func, "attr", ""), getattr(node.func, "id", "")):
            yield from (str(each.value) for each in node.args if isinstance(each, ast.Constant))
    for template in (ROOT / "templates" / "statement").glob("*.html"):
        yield from re.findall(r'\bt\("([^"]+)"', template.read_text())
    yield from wording.OUTCOMES.values()


def test_every_message_is_in_the_catalogue_with_its_places() -> None:
    said = set(messages())
    assert len(said) > 90
    assert said - GERMAN.messages.keys() == set()
    for text in said:
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", GERMAN.messages[text])), text


@pytest.mark.parametrize("key", ["first", "nhs-111", "published/01-massachusetts-dell", "published/26-cloud-tiers"])
def test_workings_are_said_whole_and_keep_their_digits(key: str) -> None:
    folder = ROOT / "contracts" / key if key != "first" else ROOT / "docs" / "first"
    definition = read({file.name: file.read_text() for file in folder.glob("contract*.yaml")})
    assert isinstance(definition, Definition)
    names = definition.at(definition.term.start)
    count = 0
    for example in names.examples:
        settlement = settled(definition, example)
        contract = definition.on(settlement.period, dict(example.readings))
        known = {(e.measurement.level, e.measurement.window, e.measurement.scope): e for e in settlement.evaluations}
        for line in settlement.lines:
            text = sentence(contract, line, known.get((line.level, line.window, line.scope)))
            german = GERMAN.phrase(text)
            assert re.sub(r"\D", "", german) == re.sub(r"\D", "", text)
            assert not ENGLISH_WORDS.search(german), german
            count += 1
    assert count


def test_numbers_dates_and_ranges() -> None:
    assert GERMAN.numbers("USD 1,234.50, clause 4.1(b), 76.2008… %") == "USD 1.234,50, clause 4.1(b), 76,2008… %"
    assert GERMAN.when("4 April 2026, 09:12 CEST") == "4. April 2026, 09:12 CEST"
    assert GERMAN.when("1 Mar 2026 to 31 May 2027") == "1. März 2026 bis 31. Mai 2027"
    assert GERMAN.phrase("above 80.5 % and at most 90 %") == "über 80,5 % und höchstens 90 %"
    assert GERMAN.phrase("Limited by 6.1 from 3,360.00 to 2,520.00.") == "Begrenzt durch 6.1 von 3.360,00 auf 2.520,00."


def test_english_says_everything_as_it_is() -> None:
    text = "Limited by 6.1 from 3,360.00 to 2,520.00."
    assert (ENGLISH.phrase(text), ENGLISH.numbers(text), ENGLISH.when("1 Mar 2026")) == (text, text, "1 Mar 2026")


def test_what_is_not_in_the_catalogue_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        GERMAN.say("Hello")


@pytest.mark.parametrize("name", ["mixed", "delta", "windows"])
def test_a_german_paper_is_german_conforms_and_verifies(name: str) -> None:
    statement = cases.statement(replace(cases.ALL[name], language="de"))
    sealed = seal(render(statement), sample.key(), sample.SEALED_AT)
    assert flaws(sealed) == []
    shown = Paper(sealed).words()
    assert plain_letters(f"Abrechnung {statement.number}") in shown
    assert plain_letters("schuldet") in shown
    assert "Statement" not in shown
    assert verify(sealed, Trust((sample.key().root,))).ok
