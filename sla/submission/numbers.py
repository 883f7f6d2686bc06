"""Text to exact numbers. A number that can be read two ways is never guessed.

`1234.5` is always understood. `12,50` is understood where no other cell of the column contradicts it. Separators
between thousands are understood where the column proves them: `1,234.5`, `1.234,5` and `1,234,567` do, `1,234`
alone does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from sla.submission.findings import Code, Refusal
from sla.values import Saying

MOST_DIGITS = 30
"""More than any amount needs, and few enough that sums stay exact."""


class Notation(StrEnum):
    """How the numbers of one column are written."""

    POINT = "1234.5"
    COMMA = "1234,5"
    GROUPED_POINT = "1,234.5"
    GROUPED_COMMA = "1.234,5"


_POINTED = (Notation.POINT, Notation.GROUPED_POINT)


@dataclass(frozen=True, slots=True)
class Written:
    """A number as read, and whether a percent sign followed it."""

    value: Decimal
    percent: bool = False


_NUMBER = {
    Notation.POINT: re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+"),
    Notation.COMMA: re.compile(r"[0-9]+(?:,[0-9]+)?"),
    Notation.GROUPED_POINT: re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|\.[0-9]+"),
    Notation.GROUPED_COMMA: re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?"),
}
_SHOWS = {
    Notation.GROUPED_POINT: re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}"),
    Notation.GROUPED_COMMA: re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,}"),
    Notation.POINT: re.compile(r"[0-9]*\.[0-9]+"),
    Notation.COMMA: re.compile(r"[0-9]+,[0-9]+"),
}
_USUAL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
"""Read at once where the mark is a point, since most numbers are written so."""
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[,.][0-9]{3}")
_SPACED = re.compile(r"[0-9]{1,3}(?:[ '][0-9]{3})+(?:[.,][0-9]+)?")
_EXPONENT = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]+")
_ERRORS = re.compile(
    r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!)", re.IGNORECASE
)
_ODD_MARKS = str.maketrans({"\u2212": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'"})


def notation(texts: Iterable[str]) -> Notation | tuple[str, str]:
    """The notation of a column, plain where nothing else is shown; or two texts that contradict each other."""
    first: dict[Notation, str] = {}
    for text in texts:
        mark = shown(text)
        if mark:
            first.setdefault(mark, text)
    pointed = [text for mark, text in first.items() if mark in _POINTED]
    others = [text for mark, text in first.items() if mark not in _POINTED]
    if pointed and others:
        return pointed[0], others[0]
    return next((mark for mark in _SHOWS if mark in first), Notation.POINT)


def shown(text: str) -> Notation | None:
    """The notation that one text shows beyond doubt, if any."""
    if text.isdigit():
        return None
    _, body, _ = _parts(text)
    if body.isdigit() or _TWO_WAYS.fullmatch(body):
        return None
    return next((mark for mark, shows in _SHOWS.items() if shows.fullmatch(body)), None)


def number(text: str, decimals: Notation) -> Written | Refusal:
    """The exact number a text means in a column of that notation, or why it means none."""
    if decimals in _POINTED and _USUAL.fullmatch(text):
        return Written(Decimal(text))
    sign, body, percent = _parts(text)
    digits = _canonical(body, decimals)
    if digits is None:
        return _refused(text.strip(), body, decimals)
    if sum(map(str.isdigit, digits)) > MOST_DIGITS:
        return Refusal(
            Code.TOO_LONG,
            Saying("the number has too many digits"),
            Saying("at most {number} digits", number=str(MOST_DIGITS)),
            Saying("Round it in your file"),
        )
    return Written(Decimal(sign + digits), percent)


def _parts(text: str) -> tuple[str, str, bool]:
    """Sign, body without spaces or apostrophes between thousands, and whether a percent sign ends it."""
    body = text.translate(_ODD_MARKS).strip()
    percent = body.endswith("%")
    if percent:
        body = body[:-1].rstrip()
    sign = "-" if body.startswith("-") else ""
    if body[:1] in ("+", "-"):
        body = body[1:]
    if _SPACED.fullmatch(body):
        body = body.replace(" ", "").replace("'", "")
    return sign, body, percent


def _canonical(body: str, decimals: Notation) -> str | None:
    """Digits with a decimal point; None where the body is no number in that notation, or more than one."""
    if not _NUMBER[decimals].fullmatch(body) or (decimals is Notation.COMMA and _TWO_WAYS.fullmatch(body)):
        return None
    if decimals in _POINTED:
        return body.replace(",", "")
    return body.replace(".", "").replace(",", ".")


def _refused(text: str, body: str, decimals: Notation) -> Refusal:
    """Name the reason why a text is no number, with the repair that fits it."""
    like = "1234.5" if decimals in _POINTED else "1234,5"
    if _TWO_WAYS.fullmatch(body):
        whole, part = re.split("[,.]", body)
        return Refusal(
            Code.AMBIGUOUS_NUMBER,
            Saying(
                "{text} can be read as {whole} or as {parted}",
                text=body,
                whole=whole + part,
                parted=f"{whole}.{part}",
            ),
            Saying("a number without separators between thousands"),
            Saying("Write {whole} or {parted}", whole=whole + part, parted=f"{whole}.{part}"),
        )
    if _ERRORS.fullmatch(text):
        return Refusal(
            Code.ERROR_VALUE,
            Saying("the cell holds a spreadsheet error instead of a number"),
            _like("1234.5"),
            Saying("Repair the formula in your sheet, or leave the cell empty if there is nothing to report"),
        )
    if _EXPONENT.fullmatch(body):
        return Refusal(
            Code.EXPONENT,
            Saying("the number is written with an exponent"),
            _like("1234.5"),
            Saying("Write all its digits: 1500 for 1.5e3"),
        )
    if body.casefold() in ("nan", "inf", "infinity", "∞"):
        return Refusal(
            Code.NOT_FINITE,
            Saying("{text} is not a number that can be counted with", text=text),
            _like("1234.5"),
            Saying("Write the number, or leave the cell empty if there is nothing to report"),
        )
    return Refusal(Code.NOT_A_NUMBER, Saying("the value is not a number"), _like(like), _repair(text, like))


@lru_cache(maxsize=4)
def _like(number: str) -> Saying:
    return Saying("a number such as {figures}", figures=number)


def _repair(text: str, like: str) -> Saying:
    """What to do about a text that is no number at all."""
    if text.startswith("="):
        return Saying("Write the result instead of the formula")
    if text.startswith("(") and text.endswith(")"):
        return Saying("Write a negative number with a minus: -5 for (5)")
    if any(mark.isdigit() for mark in text):
        return Saying("Write only the digits, without unit, currency or separators: {figures}", figures=like)
    return Saying("Write the number, or leave the cell empty if there is nothing to report")
