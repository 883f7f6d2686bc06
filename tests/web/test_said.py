"""What the core says, in German: every refusal of the cycle, and every finding about a file."""

from __future__ import annotations

import pytest
from flask import Flask

from sla.values import Finding, Findings
from sla.web.filters import marked
from tests.cycle.forbidden import FORBIDDEN, Forbidden, named
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
