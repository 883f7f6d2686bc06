"""What the core says, in German: refusals, findings about files and contracts, and the contract in plain sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask, g

import sla
from sla.contract.definition import Definition, read
from sla.contract.words import chapters
from sla.operations.payments import plan
from sla.values import Finding, Findings, Saying
from sla.web.filters import marked
from sla.web.tongues import LANGUAGES, sayings, told
from tests.contract.mistakes_of_form import HERE
from tests.contract.test_findings import CASES
from tests.cycle.forbidden import FORBIDDEN, Forbidden, named
from tests.operations.house import NOW, House
from tests.operations.test_payments import BAD, NO_TABLES, TWO_WAYS, planned, two
from tests.submission.harbour import contract, sent
from tests.submission.wrong import WRONG, Wrong


@contextmanager
def in_german() -> Iterator[None]:
    """Somebody asks whom nobody knows, with a browser that speaks German."""
    with Flask(__name__).test_request_context(headers={"Accept-Language": "de"}):
        g.without_books = True
        yield


@pytest.mark.parametrize("each", FORBIDDEN, ids=named)
def test_every_refusal_is_said_in_german(each: Forbidden) -> None:
    refusal = each.attempt()
    assert isinstance(refusal, Finding)
    with in_german():
        for words in (refusal.message, refusal.remedy):
            assert 'lang="en"' not in marked(words)
            assert marked(words) != words


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_every_problem_of_a_file_is_said_in_german(wrong: Wrong) -> None:
    found = sent(wrong.content, wrong.period, wrong.name, contract(wrong.under), wrong.matching)
    assert isinstance(found, Findings)
    for each in found:
        check_german(each)


ENGLISH = set(
    "the of or and to only without their if this is are for with it its not no by from than which has have all one"
    " write fill report row rows column between".split()
)


def check_german(finding: Finding) -> None:
    """Nothing English is left but names and what is quoted; and what is quoted stands there as it was found."""
    german = sayings("de")
    for words in filter(None, (finding.message, finding.found, finding.expected, finding.remedy)):
        assert isinstance(words, Saying), words
        ours = words.told(lambda form: german.get(form, form), lambda *_: "")
        assert ENGLISH.isdisjoint(re.findall(r"[a-z]+", ours.lower())), ours
        with in_german():
            assert all(quoted in marked(words) for quoted in plain(words)), words


@pytest.mark.parametrize("text", ["1.234,5", "1,23,456", "5 Mar", "$1,200.50", "1 to 2"])
def test_what_stands_in_a_file_is_shown_as_it_stands_there(text: str) -> None:
    found = sent(f'when,figure,value\n2026-03,calls_offered,"{text}"\n2026-03,surveys,1.5\n', name="march.csv")
    assert isinstance(found, Findings)
    with in_german():
        assert text in [marked(each.found) for each in found]


@pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
def test_every_problem_of_a_file_of_payments_is_said_in_german(house: House) -> None:
    two(house)
    unread = [plan(house.books, "bank.csv", content, by=house.fay, at=NOW) for content, _ in NO_TABLES]
    problems = [each for found in unread if isinstance(found, Findings) for each in found]
    problems += [*planned(house, *BAD).problems, *planned(house, *TWO_WAYS).problems]
    for each in problems:
        if each.code.startswith(("submission.", "payment.")):
            check_german(each)
        with in_german():
            for words in (each.message, each.remedy, each.expected):
                assert not words or 'lang="en"' not in marked(words), words


def calls(names: set[str], package: str = "") -> Iterator[ast.Call]:
    """Every call of these in the program or in one package, but for where sayings themselves are made."""
    for file in (Path(sla.__file__).parent / package).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())) if file.name != "saying.py" else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in names:
                yield node


FINDINGS = {"error", "warning", "refuse", "doubt", "Finding", "_unreadable", "need", "Misdated"}
CHECKS = {"Check", "Refused", "Malformed", "Uncovered", "Uncertified", "Unstamped", "Unreadable"}
SAID_BY = {"contract": FINDINGS, "settlement": FINDINGS, "document": CHECKS}
"""What makes sentences, by package: each is a saying, or a plain text where nothing stands in it."""


def texts(node: ast.AST) -> Iterator[str]:
    """A plain text, or both that one of which is chosen; a sentence made of parts is a saying."""
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    assert not any(isinstance(part, ast.Constant) and " " in str(part.value) for part in parts), ast.unparse(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))


def forms() -> set[str]:
    """Every form that code gives to a `Saying`, and every plain sentence of a finding about a contract or a paper."""
    made = {str(ast.literal_eval(call.args[0])) for call in calls({"Saying"})}
    made |= {str(ast.literal_eval(call.args[1])) for call in calls({"Unread"}, "records") if call.args[1:]}
    for package, names in SAID_BY.items():
        for call in calls(names, package):
            for given in (*call.args, *(each.value for each in call.keywords)):
                made.update(text for text in texts(given) if " " in text)
    return made


def written() -> set[str]:
    """Every text that stands in the code."""
    trees = (ast.parse(file.read_text()) for file in Path(sla.__file__).parent.rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


PLACE = re.compile(r"\{([A-Za-z]+\d*)\}")


def test_every_form_of_a_sentence_has_a_german_one_and_no_other_has() -> None:
    made, german = forms(), sayings("de")
    wordy = {form for form in made if re.search("[a-z]", PLACE.sub("", form))}
    assert sorted(wordy - german.keys()) == [], f"new: say it in {LANGUAGES / 'sayings' / 'de.po'}"
    assert sorted(german.keys() - written()) == [], "nothing says this any more"
    assert [call.lineno for call in calls({"joined"}) if re.search("[a-z]", ast.literal_eval(call.args[1]))] == []


def test_a_german_form_has_the_places_of_the_english() -> None:
    for english, said in sayings("de").items():
        assert places(said) == places(english), english


def places(form: str) -> list[str]:
    return sorted(each.lower() for each in PLACE.findall(form))


@pytest.mark.parametrize("code", CASES)
def test_every_finding_about_a_contract_is_said_in_german(code: str) -> None:
    with in_german():
        for text in CASES[code]:
            found = read({"contract.yaml": text.replace(HERE, "")})
            for each in found if isinstance(found, Findings) else found.warnings:
                for words in (each.message, each.remedy):
                    assert 'lang="en"' not in marked(words), words
                    assert marked(words) != words


def contracts() -> Iterator[tuple[str, Definition]]:
    """Every contract of the tests that can be read, and those that come with the program."""
    for texts in CASES.values():
        for text in (each.replace(HERE, "") for each in texts):
            if isinstance(found := read({"contract.yaml": text}), Definition):
                yield text, found
    for file in (Path(sla.__file__).parents[1] / "contracts").rglob("contract.yaml"):
        found = read({file.name: file.read_text()})
        assert isinstance(found, Definition)
        yield file.read_text(), found


def plain(saying: Saying) -> Iterator[str]:
    """What stands in the places of a sentence as it is."""
    for place, value in saying.places.items():
        if isinstance(value, Saying):
            yield from plain(value)
        elif place.rstrip("0123456789") not in ("number", "amount", "day", "when", "range", "ordinal"):
            yield value


def squeezed(text: str) -> str:
    return " ".join(text.lower().split())


def test_what_stays_as_it_is_in_a_sentence_is_the_contracts() -> None:
    looked = 0
    with in_german():
        for text, definition in contracts():
            contract = definition.at(definition.versions[-1].days[-1])
            known = squeezed(f"{text} {text.replace('_', ' ')} {contract.title} {contract.zone.key}")
            for chapter in chapters(contract):
                for sentence in (chapter.title, *chapter.sentences):
                    assert isinstance(sentence, Saying), sentence
                    looked += told(sentence) != sentence
                    assert [each for each in plain(sentence) if squeezed(each) not in known] == []
    assert looked > 1000
