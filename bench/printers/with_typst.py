"""Typst: tagged PDF/A-3a and PDF/UA-1, with the shipped fonts alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import typst

from bench.printers.content import Leaf
from sla.document.render import FONTS

SOURCE = Path(__file__).parent / "statement.typ"


def printer() -> Callable[[str], bytes]:
    """What prints content; its fonts are looked for once."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    compiler = typst.Compiler(SOURCE, font_paths=fonts)

    def printed(content: str) -> bytes:
        return bytes(compiler.compile(format="pdf", sys_inputs={"content": content}, pdf_standards=["a-3a", "ua-1"]))

    return printed


def made_ready(leaf: Leaf) -> str:
    """The content as the template reads it."""
    return json.dumps(asdict(leaf))
