"""The guide in the portal: every page, every link, and nothing else of the disk."""

from __future__ import annotations

import re

import pytest

from sla.web.guide import anchor, chapters
from tests.web.site import Site


def test_every_page_is_there_and_every_link_leads_somewhere(site: Site) -> None:
    browser = site.visit(site.house.pat)
    texts = {name: browser.get(f"/guide/{name}").text for name in chapters()}
    assert len(texts) > 20
    for name, text in texts.items():
        for page, place in re.findall(r'href="(?:/guide/([a-z-]+))?(?:#([^"]+))?"', text):
            target = texts[page or name]
            assert not place or f'id="{place}"' in target, f"{name}: {page}#{place}"
        assert ".md" not in re.sub(r"<code.*?</code>", "", text, flags=re.DOTALL), name


@pytest.mark.parametrize("name", ["nothing", "..%2F..%2FREADME", "index.md", "../first/contract"])
def test_nothing_else_is_shown(site: Site, name: str) -> None:
    assert site.visit(site.house.pat).get(f"/guide/{name}").status_code == 404


def test_whoever_is_not_signed_in_is_asked_to(site: Site) -> None:
    assert site.visit().get("/guide").status_code == 302 or site.visit().get("/guide").status_code == 303


def test_the_first_page_lists_the_others(site: Site) -> None:
    assert 'href="/guide/first-contract"' in site.visit(site.house.mia).get("/guide").text
    assert anchor("Credits larger than the invoice") == "credits-larger-than-the-invoice"
