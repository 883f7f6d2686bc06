"""The language of the pages: their words from a catalogue, amounts and dates as that language writes them.

English is what templates and code say: `_("Sent by %(name)s", name=…)`, `ngettext("%(num)s file", "%(num)s files", n)`,
`lazy("Sent")` where no visitor is there yet. `languages/*.po` holds the same in other languages and is read when first
asked for. What the core makes of words and figures is said by the `Tongue` of the papers, or by its form (`Saying`).
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy
from flask import Flask, g, has_request_context, request
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from sla.contract.model import Language
from sla.document.tongue import Tongue
from sla.statement import wording
from sla.values import Saying
from sla.web.visitor import somebody

LANGUAGES = Path(__file__).parent / "languages"
NAMES = {Language.ENGLISH.value: "English", Language.GERMAN.value: "Deutsch"}
"""Every language one can choose, by the name it has for those who speak it."""
PSEUDO = "en-XA"
"""Longer and with accents: whatever of ours looks plain in it was forgotten, whatever does not fit is cut off."""
_LETTERS = str.maketrans("aceiklnorsuyzACEIKLNORSUYZ", "áçéíķļñóřšûýžÁÇÉÍĶĻÑÓŘŠÛÝŽ")
_MARKS = re.compile(r"(<[^>]*>|%\(\w+\)s|%%|&\w+;)")


class Pseudo(NullTranslations):
    """A language that nobody speaks, made of every message as it is asked for."""

    def gettext(self, message: str) -> str:
        """`[Šéñţ óñ·]`: accents on the letters, a third longer, in brackets; marks and places stay."""
        parts = _MARKS.split(message)
        said = "".join(part if index % 2 else part.translate(_LETTERS) for index, part in enumerate(parts))
        return f"[{said}{'·' * (len(message) // 3)}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The same for one or many."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def language() -> str:
    """The visitor's language: as they chose it, else as it was chosen in this browser, else as that asks."""
    if not has_request_context():
        return Language.ENGLISH
    if "language" not in g:
        person = None if g.get("without_books") else somebody()
        chosen = (person.language if person else "") or request.cookies.get("language", "")
        known = chosen in NAMES or chosen == PSEUDO
        g.language = chosen if known else _asked_for()
    return str(g.language)


def _asked_for() -> str:
    """The first of the browser's languages that we speak, `de` for `de-AT` too."""
    spoken = (code.partition("-")[0].lower() for code in request.accept_languages.values())
    return next((code for code in spoken if code in NAMES), Language.ENGLISH)


def exact() -> bool:
    """Whether the page is made for a file: numbers plain, dates by ISO 8601, all rows (`sla.web.tables`)."""
    return has_request_context() and request.args.get("as", "") in {"csv", "xlsx"}


def speaking() -> Tongue:
    """What numbers, dates and the core's sentences are said with."""
    spoken = language()
    return _tongue(Language(spoken) if spoken in NAMES else Language.ENGLISH, exact())


@lru_cache(maxsize=8)
def _tongue(spoken: Language, plain: bool) -> Tongue:
    """The tongue of the papers, which on pages knows refusals and findings as well; for a file with plain figures."""
    known = Tongue(spoken, LANGUAGES / "core" / f"{spoken}.po")
    if plain:
        known.signs = {}
    return known


def said(text: object) -> str:
    """A word, a text or a span that the core made, in the visitor's language; English where it is not known there."""
    words, tongue = str(text or ""), speaking()
    if language() == PSEUDO:
        return Pseudo().gettext(words)
    if isinstance(text, Saying):
        return told(text)
    return sayings(language()).get(words) or tongue.messages.get(words) or tongue.phrase(words)


def told(saying: Saying) -> str:
    """A sentence that remembers its form, in the visitor's language: the forms of `languages/sayings/*.po`."""
    spoken, tongue = language(), speaking()
    if not (forms := sayings(spoken)):
        return saying

    def put(kind: str, value: str) -> str:
        match kind:
            case "number" | "amount":
                return tongue.numbers(value)
            case "why":
                return forms.get(value, value)
            case "range" | "phrase":
                return tongue.phrase(value)
            case "ordinal":
                return value.rstrip("dhnrst")  # `22nd`: the form says how a number becomes an ordinal
            case "when":
                return tongue.when(value)
            case "day":
                return tongue.when(wording.day(date.fromisoformat(value)))
            case _:
                return value

    return saying.told(lambda form: forms.get(form, form), put)


@lru_cache(maxsize=8)
def sayings(spoken: str) -> dict[str, str]:
    """The forms of one language by their English, read once; none for English."""
    path = LANGUAGES / "sayings" / f"{spoken}.po"
    if spoken == Language.ENGLISH:
        return {}
    with path.open("rb") as file:
        return {str(each.id): str(each.string) for each in read_po(file) if each.id}


def say(text: str, /, **values: object) -> str:
    """A sentence of the papers with its places filled in, in the visitor's language."""
    return said(text.format(**values)) if language() == PSEUDO else speaking().say(text, **values)


@lru_cache(maxsize=8)
def catalogue(spoken: str) -> NullTranslations:
    """The messages of one language, read once."""
    if spoken == PSEUDO:
        return Pseudo()
    if spoken == Language.ENGLISH:
        return NullTranslations()
    compiled = io.BytesIO()
    with (LANGUAGES / f"{spoken}.po").open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(text: str, /, **values: object) -> str:
    """A message in the visitor's language, its places filled in."""
    return catalogue(language()).gettext(text) % values


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """A message for so many: `%(num)s` is the number as the language writes it."""
    said = catalogue(language()).ngettext(one, many, count)
    return said % {**values, "num": speaking().numbers(f"{count:,}")}


def lazy(text: str) -> str:
    """A message that is looked up whenever it is shown: for constants, which are made before anybody asks."""
    return cast("str", LazyProxy(gettext, text, enable_cache=False))


def install(app: Flask) -> None:
    """Give every template `_`, `ngettext`, `{% trans %}` and the language it speaks."""
    env = app.jinja_env
    env.policies["ext.i18n.trimmed"] = True
    env.add_extension("jinja2.ext.i18n")
    env.newstyle_gettext = True  # type: ignore[attr-defined]  # set by the extension: values go to our functions
    env.globals.update(gettext=_shown(gettext), ngettext=_shown(ngettext), language=language, languages=NAMES)


def _shown(say: Callable[..., str]) -> Callable[..., str]:
    """The same for a template: a message is ours and may hold marks, what stands in its places is escaped."""

    @pass_eval_context
    def shown(context: EvalContext, *texts: str | int, **values: object) -> str:
        if not context.autoescape:
            return say(*texts, **values)
        return Markup(say(*texts, **{name: _escaped(value) for name, value in values.items()}))  # noqa: S704 - places are escaped

    return shown


def _escaped(value: object) -> object:
    return Markup.escape(value) if value is not None else value
