"""What the core says, in German: every refusal of the cycle, and every finding about a file."""

from __future__ import annotations

import pytest
from flask import Flask

from sla.values import Finding
from sla.web.filters import marked
from tests.cycle.forbidden import FORBIDDEN, Forbidden, named

GERMAN = {"Accept-Language": "de"}


@pytest.mark.parametrize("each", FORBIDDEN, ids=named)
def test_every_refusal_is_said_in_german(each: Forbidden) -> None:
    refusal = each.attempt()
    assert isinstance(refusal, Finding)
    with Flask(__name__).test_request_context(headers=GERMAN):
        for words in (refusal.message, refusal.remedy):
            assert 'lang="en"' not in marked(words)
            assert marked(words) != words
