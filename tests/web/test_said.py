"""What the core says, in German: every refusal of the cycle, and every finding about a file."""

from __future__ import annotations

import pytest
from flask import Flask

from sla.operations.payments import plan
from sla.values import Finding, Findings
from sla.web.filters import marked
from tests.cycle.forbidden import FORBIDDEN, Forbidden, named
from tests.operations.house import NOW, House
from tests.operations.test_payments import BAD, NO_TABLES, TWO_WAYS, planned, two
from tests.submission.harbour import contract, sent
from tests.submission.wrong import WRONG, Wrong

GERMAN = {"Accept-Language": "de"}


@pytest.mark.parametrize("each", FORBIDDEN, ids=named)
def test_every_refusal_is_said_in_german(each: Forbidden) -> None:
    refusal = each.attempt()
    assert isinstance(refusal, Finding)
    with Flask(__name__).test_request_context(headers=GERMAN):
        for words in (refusal.message, refusal.remedy):
            assert 'lang="en"' not in marked(words)
            assert marked(words) != words


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_every_problem_of_a_file_is_said_in_german(wrong: Wrong) -> None:
    found = sent(wrong.content, wrong.period, wrong.name, contract(wrong.under), wrong.matching)
    assert isinstance(found, Findings)
    with Flask(__name__).test_request_context(headers=GERMAN):
        for each in found:
            for words in (each.message, each.remedy):
                assert 'lang="en"' not in marked(words)


@pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
def test_every_problem_of_a_file_of_payments_is_said_in_german(house: House) -> None:
    two(house)
    unread = [plan(house.books, "bank.csv", content, by=house.fay, at=NOW) for content, _ in NO_TABLES]
    problems = [each for found in unread if isinstance(found, Findings) for each in found]
    problems += [*planned(house, *BAD).problems, *planned(house, *TWO_WAYS).problems]
    with Flask(__name__).test_request_context(headers=GERMAN):
        for each in problems:
            for words in (each.message, each.remedy, each.expected):
                assert not words or 'lang="en"' not in marked(words), words
