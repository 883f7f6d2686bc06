"""What the core says, in German: every refusal of the cycle, and every finding about a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask, g

from sla.operations.payments import plan
from sla.values import Finding, Findings
from sla.web.filters import marked
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
    with in_german():
        for each in found:
            for words in (each.message, each.remedy):
                assert 'lang="en"' not in marked(words)


@pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)
def test_every_problem_of_a_file_of_payments_is_said_in_german(house: House) -> None:
    two(house)
    unread = [plan(house.books, "bank.csv", content, by=house.fay, at=NOW) for content, _ in NO_TABLES]
    problems = [each for found in unread if isinstance(found, Findings) for each in found]
    problems += [*planned(house, *BAD).problems, *planned(house, *TWO_WAYS).problems]
    with in_german():
        for each in problems:
            for words in (each.message, each.remedy, each.expected):
                assert not words or 'lang="en"' not in marked(words), words
