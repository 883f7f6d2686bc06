"""A template as a Table Schema (Frictionless standards), for whoever makes the file with a program."""

from __future__ import annotations

from decimal import Decimal

from sla.submission import dates
from sla.submission.template import Asked, Template
from sla.values import plain

Json = dict[str, object]


def schema(form: Template) -> Json:
    """The long layout: one row for each value."""
    names = [figure.name for figure in form.figures]
    units = sorted({figure.unit for figure in form.figures})
    fields = [
        _field("when", "string", _WHEN, required=True),
        _field("figure", "string", "Which figure the value is of", required=True, enum=names),
        *(_field(name, "string", _by(name, form)) for name in form.dimensions),
        _field("value", "number", "; ".join(f"{each.name}: {each.allowed}" for each in form.figures)),
        _field("unit", "string", "The unit of the value, to be sure of it", enum=units),
    ]
    return _described(form, fields, "one row for each value", ["when", "figure", *form.dimensions])


def wide_schema(form: Template) -> Json:
    """The wide layout: one column for each figure."""
    fields = [
        _field("when", "string", _WHEN, required=True),
        *(_field(name, "string", _by(name, form)) for name in form.dimensions),
        *(_figure_field(figure) for figure in form.figures),
    ]
    return _described(form, fields, "one column for each figure", ["when", *form.dimensions])


_WHEN = f"The time of the value: {dates.EXPECTED}"


def _by(name: str, form: Template) -> str:
    return f"The {name}, for " + ", ".join(figure.name for figure in form.figures if name in figure.by)


def _described(form: Template, fields: list[Json], layout: str, key: list[str]) -> Json:
    return {
        "name": form.name,
        "title": f"{form.title}: figures for {form.period.label}, {layout}",
        "contract": form.contract,
        "version": form.version,
        "period": {"start": str(form.period.start), "end": str(form.period.end)},
        "fields": fields,
        "primaryKey": key,
        "missingValues": [""],
    }


def _field(name: str, kind: str, says: str, **constraints: object) -> Json:
    return {"name": name, "type": kind, "description": says} | ({"constraints": constraints} if constraints else {})


def _figure_field(figure: Asked) -> Json:
    bounds = {"minimum": figure.least, "maximum": figure.most}
    constraints: Json = {name: _json_number(bound) for name, bound in bounds.items() if bound is not None}
    says = f"{figure.says or figure.name}, in {figure.unit}; for each {figure.every} or shorter; {figure.combined}"
    return _field(figure.name, "integer" if figure.whole else "number", says, **constraints)


def _json_number(value: Decimal) -> int | str:
    """JSON has no decimals: a whole number as itself, any other as its digits."""
    return int(value) if value == value.to_integral_value() else plain(value)
