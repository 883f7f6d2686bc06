"""A statement is composed again from the calculation that its paper carries."""

import json

from sla.statement.again import again
from sla.values import Findings
from tests.document import sample


def test_it_is_the_same_statement() -> None:
    assert again(sample.statement().calculation) == sample.statement()


def test_without_imprint_it_says_so() -> None:
    whole = json.loads(sample.statement().calculation)
    del whole["imprint"]
    found = again((json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode())
    assert isinstance(found, Findings)
    assert [each.code for each in found] == ["calculation.no-imprint"]


def test_an_imprint_of_another_statement_is_refused() -> None:
    content = sample.statement().calculation.replace(b'"number": "STM-000123"', b'"number": "STM-000124"')
    found = again(content)
    assert isinstance(found, Findings)
    assert "that of another statement" in found[0].found
