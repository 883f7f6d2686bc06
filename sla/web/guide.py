"""`/guide`: how to write a contract, the pages of `docs/guide` as they are in the project."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from flask import Blueprint, render_template, url_for
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from sla.web.tongues import gettext as _
from sla.web.visitor import missing

pages = Blueprint("guide", __name__)
FOLDER = Path(__file__).parents[2] / "docs" / "guide"
_PAGE = re.compile(r"([a-z-]+)\.md(#.*)?")


@pages.get("/guide")
def first() -> str:
    """The first page, with a list of all others."""
    return _page("index")


@pages.get("/guide/<chapter>")
def page(chapter: str) -> str:
    """One page of the guide; 404 if there is none of that name."""
    return _page(chapter)


def _page(chapter: str) -> str:
    if chapter not in chapters():
        missing()
    title, body = written(chapter)
    return render_template("guide.html", title=title, body=body, chapter=chapter)


@cache
def chapters() -> frozenset[str]:
    """The names of all pages."""
    return frozenset(file.stem for file in FOLDER.glob("*.md"))


@cache
def written(chapter: str) -> tuple[str, Markup]:
    """Title and HTML of a page. The text is ours, and nothing in it is taken for HTML."""
    text = (FOLDER / f"{chapter}.md").read_text(encoding="utf-8")
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    for before, token in pairwise(tokens):
        if before.type == "heading_open":
            before.attrSet("id", anchor(token.content))
        for inner in token.children or ():
            if inner.type == "link_open":
                inner.attrSet("href", _address(str(inner.attrGet("href"))))
    reader.add_render_rule("table_open", _region)
    reader.add_render_rule("table_close", lambda *_: "</table></div>\n")
    reader.add_render_rule("th_open", lambda *_: '<th scope="col">')
    title = next(token.content for token in tokens if token.type == "inline")
    return title, Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 -- our own text, made here


def anchor(heading: str) -> str:
    """The name of a heading in addresses, as the guide's own links write it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _address(href: str) -> str:
    """Links between pages of the guide lead to pages here."""
    found = _PAGE.fullmatch(href)
    return url_for("guide.page", chapter=found[1]) + (found[2] or "") if found else href


def _region(_renderer: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: EnvType) -> str:
    """A table that a narrow window scrolls by itself, named after the heading above it."""
    above = [token.content for before, token in pairwise(tokens[:place]) if before.type == "heading_open"]
    name = Markup.escape(above[-1] if above else _("Table"))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">'
        f'<table><caption class="hidden">{name}</caption>\n'
    )
