"""The language of a paper: its own words from a catalogue, numbers and dates as that language writes them.

The contract's words, names and units stay as they are. English is what the program writes; `languages/*.po` holds the
same in other languages: plain messages, and under `workings` the forms that sentences with numbers have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sla.contract.model import Language

LANGUAGES = Path(__file__).parent / "languages"
_NUMBER = re.compile(r"(?<![\w.])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\w(]|\.\d)")
_PLACE = re.compile(r"\{([a-z]+)(\d*)\}")
_SENTENCE = re.compile(r"(?<=\.) (?=\S)")
_FORMS = {"clause": r"(?:(?!\. )[^:%]){1,40}?", "number": r"[−\d][\d,.…]*", "currency": r"[A-Z]{3}"}
_AS_IT_IS = ("clause", "name", "currency")
"""What stands in these places is the contract's, and never translated."""


@dataclass(frozen=True, slots=True)
class Form:
    """A sentence with places in it, and the same sentence in the language."""

    written: re.Pattern[str]
    said: str


class Tongue:
    """One language. English says everything as it is."""

    def __init__(self, language: Language, *more: Path) -> None:
        """Read the language's catalogue, and more that know other sentences; English has none.

        Of forms that fit, the first one counts: what papers say never changes. Of those of the others it is the one
        with the most words of its own.
        """
        self.language = language
        self.messages: dict[str, str] = {}
        self.forms: list[Form] = []
        self.months: dict[str, str] = {}
        self.signs = {",": ",", ".": "."}
        if language is not Language.ENGLISH:
            self._learn(language, *more)

    def _learn(self, language: Language, *more: Path) -> None:
        from babel import Locale
        from babel.messages.pofile import read_po
        from babel.numbers import get_decimal_symbol, get_group_symbol

        english, own = Locale("en"), Locale.parse(language)
        for catalogue in (*more, LANGUAGES / f"{language}.po"):
            with catalogue.open("rb") as file:
                read = [message for message in read_po(file, own) if message.id]
            self.messages |= {str(each.id): str(each.string) for each in read if each.context != "workings"}
            forms = [each for each in read if each.context == "workings"]
            if catalogue in more:
                forms.sort(key=lambda each: len(_PLACE.sub("", str(each.id))), reverse=True)
            self.forms += [Form(_pattern(str(each.id)), str(each.string)) for each in forms]
        self.signs = {",": get_group_symbol(own), ".": get_decimal_symbol(own)}
        for width in ("wide", "abbreviated"):
            names, ours = english.months["format"][width], own.months["format"][width]
            self.months |= {names[month]: ours[month] for month in range(1, 13)}

    def say(self, text: str, /, **values: object) -> str:
        """A message with its values filled in. KeyError for one that the catalogue lacks."""
        known = self.messages[text] if self.messages else text
        return known.format(**values) if values else known

    def numbers(self, text: str) -> str:
        """Text with numbers in it, written as the language writes them."""
        if not self.messages:
            return text
        return _NUMBER.sub(lambda found: "".join(self.signs.get(each, each) for each in found[0]), text)

    def when(self, text: str) -> str:
        """A date, a month, a span of days or a moment."""
        if not self.messages:
            return text
        months = "|".join(sorted(self.months, key=len, reverse=True))
        dotted = re.sub(rf"(?<!\w)(\d{{1,2}}) (?=({months})\b)", r"\1. ", text)
        named = re.sub(rf"\b({months})\b", lambda found: self.months[found[0]], dotted)
        return named.replace(" to ", f" {self.say('to')} ")

    def phrase(self, text: str) -> str:
        """A text that the program made of numbers and words: a target, an outcome, how an amount came about."""
        if not self.messages or not text:
            return text
        return " ".join(map(self._sentence, _SENTENCE.split(text)))

    def _sentence(self, text: str) -> str:
        """One sentence; of one that has no known form, such as `5 days.`, at most the numbers change."""
        said = self._said(text.removesuffix("."))
        if said is not None:
            return said + ("." if text.endswith(".") else "")
        return text if ":" in text else self.numbers(text)

    def _said(self, text: str) -> str | None:
        for form in self.forms:
            if found := form.written.fullmatch(text):
                return form.said.format(**{name: self._put(name, value) for name, value in found.groupdict().items()})
        return None

    def _put(self, place: str, value: str) -> str:
        kind = place.rstrip("0123456789")
        if kind in _AS_IT_IS:
            return value
        if kind == "when":
            return self.when(value)
        return self.numbers(value) if kind in ("number", "amount") else self._said(value) or self.numbers(value)


@lru_cache(maxsize=8)
def tongue(language: Language) -> Tongue:
    """The language, read once."""
    return Tongue(language)


def _pattern(form: str) -> re.Pattern[str]:
    """What matches a sentence of this form; places are named in it."""
    text, at = "", 0
    for place in _PLACE.finditer(form):
        kind, number = place.groups()
        text += f"{re.escape(form[at : place.start()])}(?P<{kind}{number}>{_FORMS.get(kind, '.+?')})"
        at = place.end()
    return re.compile(text + re.escape(form[at:]))
