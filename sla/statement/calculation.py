"""The calculation behind a statement as JSON: contract text, figures and settlement, enough to compute it all again.

The form is canonical: the same calculation is always the same bytes, decimals are strings as they were reported, and
what is read must be what would be written. It travels inside the sealed paper as `calculation.json`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NoReturn

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from sla.measurement.relief import Relief
from sla.settlement.canonical import span
from sla.settlement.waiver import Waiver
from sla.statement.allowed import relief_of, waiver_of, written_relief, written_waiver
from sla.statement.flat import flat, raised
from sla.statement.record import Imprint
from sla.submission.figures import Entry
from sla.values import Finding, Findings, Period, Place

FORMAT = "sla calculation 1"
FILE = "calculation.json"
_NUMBER = validate.Regexp(r"-?(0|[1-9]\d{0,40})(\.\d{1,40})?\Z", error="not a plain decimal")
_TEXT = validate.Length(max=1_000_000)

Settled = dict[str, object]
"""A settlement in its public form, as `sla settle --json` prints it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """The statement that a restatement moves on from: its number, the SHA-256 of its file, and what it came to."""

    number: str
    sha256: str
    settlement: Settled


@dataclass(frozen=True, slots=True)
class Calculation:
    """All that the amounts of one statement follow from, and the amounts."""

    number: str
    customer: str
    vendor: str
    contract: str
    version: str
    digest: str
    """SHA-256 of the text of the version in force, in hex."""
    texts: tuple[tuple[str, str], ...]
    """File name and text of every version of the contract."""
    readings: tuple[tuple[str, str], ...]
    period: Period
    past: tuple[Period, ...]
    """Earlier periods that were settled before this one, oldest first: history is an argument."""
    figures: tuple[Entry, ...]
    settlement: Settled
    relief: tuple[Relief, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    restates: Cited | None = None
    imprint: Imprint | None = None
    """What the paper shows besides; calculations of older programs do not tell."""


class _Span(Schema):
    class Meta:
        unknown = RAISE

    start = fields.Date(required=True, format="iso")
    end = fields.Date(required=True, format="iso")


class _Figure(Schema):
    class Meta:
        unknown = RAISE

    start = fields.Date(required=True, format="iso")
    end = fields.Date(required=True, format="iso")
    figure = fields.String(required=True)
    value = fields.String(required=True, validate=_NUMBER)
    scope = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    row = fields.Integer(required=True, strict=True, validate=validate.Range(min=0))
    stamp = fields.String(required=True)


class _Agreed(Schema):
    class Meta:
        unknown = RAISE

    key = fields.String(required=True)
    version = fields.String(required=True)
    digest = fields.String(required=True)
    texts = fields.Dict(keys=fields.String(), values=fields.String(validate=_TEXT), required=True)
    readings = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class _Cited(Schema):
    class Meta:
        unknown = RAISE

    statement = fields.String(required=True)
    sha256 = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f]{64}\Z", error="not a SHA-256"))
    settlement = fields.Dict(keys=fields.String(), required=True)


class _Written(Schema):
    class Meta:
        unknown = RAISE

    format = fields.String(required=True, validate=validate.Equal(FORMAT))
    statement = fields.String(required=True)
    customer = fields.String(required=True)
    vendor = fields.String(required=True)
    contract = fields.Nested(_Agreed, required=True)
    period = fields.Nested(_Span, required=True)
    past = fields.List(fields.Nested(_Span), required=True)
    figures = fields.List(fields.Nested(_Figure), required=True)
    relief = fields.List(fields.Dict(), load_default=list)
    waivers = fields.List(fields.Dict(), load_default=list)
    restates = fields.Nested(_Cited, load_default=None)
    imprint = fields.Dict(keys=fields.String(), load_default=None)
    settlement = fields.Dict(keys=fields.String(), required=True)


def written(calculation: Calculation) -> bytes:
    """The canonical bytes: UTF-8, keys sorted, one space of indentation, a line feed at the end."""
    whole = {
        "format": FORMAT,
        "statement": calculation.number,
        "customer": calculation.customer,
        "vendor": calculation.vendor,
        "contract": {
            "key": calculation.contract,
            "version": calculation.version,
            "digest": calculation.digest,
            "texts": dict(calculation.texts),
            "readings": dict(calculation.readings),
        },
        "period": span(calculation.period),
        "past": [span(period) for period in calculation.past],
        "figures": [_figure(entry) for entry in calculation.figures],
        "settlement": calculation.settlement,
    }
    if calculation.relief:
        whole["relief"] = [written_relief(each) for each in calculation.relief]
    if calculation.waivers:
        whole["waivers"] = [written_waiver(each) for each in calculation.waivers]
    if calculation.restates:
        cited = calculation.restates
        whole["restates"] = {"statement": cited.number, "sha256": cited.sha256, "settlement": cited.settlement}
    if calculation.imprint:
        whole["imprint"] = flat(calculation.imprint)
    return (json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def read(content: bytes) -> Calculation | Findings:
    """Read it back; anything that `written` would not have written is refused."""
    try:
        whole = json.loads(content.decode(), parse_float=_no_float, parse_constant=_no_float)
        calculation = _calculation(_Written().load(whole))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ValidationError) as wrong:
        return _refused("is not a calculation in the form this program writes", found=str(wrong)[:400])
    if written(calculation) != content:
        return _refused("is not in canonical form", expected="sorted keys, each once, and plain decimals as text")
    return calculation


def _calculation(whole: dict[str, object]) -> Calculation:
    """From what the schema let through; a period that ends before it starts raises ValueError."""
    agreed, settlement = whole["contract"], whole["settlement"]
    past, figures = whole["past"], whole["figures"]
    if not (isinstance(agreed, dict) and isinstance(settlement, dict)):
        raise TypeError("the schema lets only objects through")
    relief, waivers = whole["relief"], whole["waivers"]
    if not (isinstance(past, list) and isinstance(figures, list)):
        raise TypeError("the schema lets only lists through")
    if not (isinstance(relief, list) and isinstance(waivers, list)):
        raise TypeError("the schema lets only lists through")
    imprint = raised(Imprint, whole["imprint"]) if whole["imprint"] is not None else None
    if imprint and (imprint.record.number, imprint.customer.name, imprint.vendor.name) != _named(whole):
        raise ValueError("the imprint is that of another statement")
    return Calculation(
        number=str(whole["statement"]),
        customer=str(whole["customer"]),
        vendor=str(whole["vendor"]),
        contract=agreed["key"],
        version=agreed["version"],
        digest=agreed["digest"],
        texts=tuple(agreed["texts"].items()),
        readings=tuple(agreed["readings"].items()),
        period=_period(whole["period"]),
        past=tuple(map(_period, past)),
        figures=tuple(map(_entry, figures)),
        settlement=settlement,
        relief=tuple(map(relief_of, relief)),
        waivers=tuple(map(waiver_of, waivers)),
        restates=_cited(whole["restates"]),
        imprint=imprint,
    )


def _named(whole: dict[str, object]) -> tuple[object, ...]:
    return whole["statement"], whole["customer"], whole["vendor"]


def _cited(written: object) -> Cited | None:
    if written is None:
        return None
    if isinstance(written, dict):
        return Cited(written["statement"], written["sha256"], written["settlement"])
    raise TypeError("the schema lets only objects through")


def _period(span: object) -> Period:
    if isinstance(span, dict) and isinstance(start := span["start"], date) and isinstance(end := span["end"], date):
        return Period(start, end)
    raise TypeError("the schema lets only spans through")


def _entry(figure: dict[str, object]) -> Entry:
    scope = figure["scope"]
    if not isinstance(scope, dict):
        raise TypeError("the schema lets only objects through")
    return Entry(
        when=_period(figure),
        figure=str(figure["figure"]),
        value=Decimal(str(figure["value"])),
        scope=tuple(sorted(scope.items())),
        row=int(str(figure["row"])),
        stamp=str(figure["stamp"]),
    )


def _figure(entry: Entry) -> dict[str, object]:
    return {
        **span(entry.when),
        "figure": entry.figure,
        "value": format(entry.value, "f"),
        "scope": dict(entry.scope),
        "row": entry.row,
        "stamp": entry.stamp,
    }


def _no_float(text: str) -> NoReturn:
    raise ValueError(f"{text} is a bare number; amounts are written as text")


def _refused(what: str, *, found: str = "", expected: str = "") -> Findings:
    remedy = "Ask the issuer for the statement as it was issued."
    return Findings([Finding("calculation.malformed", f"{FILE} {what}", Place(FILE), found, expected, remedy)])
