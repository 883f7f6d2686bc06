"""Every contract in the guide reads without a finding and pays what its examples say; every link leads somewhere."""

from __future__ import annotations

import re

import pytest

from sla.contract.definition import read
from sla.contract.words import explain
from sla.settlement.trial import tried
from sla.values import Findings
from tests.docs.guide import GUIDE, Shown, contracts, pages


@pytest.mark.parametrize("shown", contracts(), ids=lambda shown: shown.name)
def test_a_contract_in_the_guide_reads_and_pays_what_it_says(shown: Shown) -> None:
    definition = read(shown.texts, shown.name)
    assert not isinstance(definition, Findings), "\n".join(map(str, definition))
    findings = [*definition.warnings, *tried(definition)]
    assert findings == [], "\n".join(map(str, findings))
    for version in definition.versions:
        contract = definition.at(version.days[0])
        assert contract.examples
        assert list(explain(contract))


def anchors(text: str) -> set[str]:
    """The names under which a page's headings can be linked to."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", sorted(pages()))
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", pages()[page]):
        file, _, anchor = target.partition("#")
        assert not file or (GUIDE / file).exists(), target
        if anchor:
            assert anchor in anchors(pages()[file or page]), target


def test_every_page_is_on_the_map() -> None:
    linked = set(re.findall(r"\]\(([a-z0-9-]+\.md)", pages()["index.md"]))
    assert linked == set(pages()) - {"index.md"}
