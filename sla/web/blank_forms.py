"""The blank form of a period: what the contract asks for, as a workbook, as CSV, or as a schema for programs."""

from __future__ import annotations

import io
from collections.abc import Callable

from flask import Blueprint, send_file
from werkzeug.wrappers import Response

from sla.operations.pages import Scorecard
from sla.submission.template import Template, template
from sla.web.scorecard import load

pages = Blueprint("blank_forms", __name__)
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@pages.get(f"/p/<series>/<period>/form.<any({','.join(KINDS)}):kind>")
def file(series: str, period: str, kind: str) -> Response:
    """The form, with the sites, orders and so on that were reported before."""
    return blank(load(series, period), kind)


def blank(card: Scorecard, kind: str) -> Response:
    """The same for a period at hand."""
    known = dict.fromkeys(entry.scope for entry in card.figures if entry.scope)
    form = template(card.contract, card.cycle.period, known)
    return send_file(
        io.BytesIO(_writer(kind)(form)), mimetype=KINDS[kind], as_attachment=True, download_name=f"{form.name}.{kind}"
    )


def _writer(kind: str) -> Callable[[Template], bytes]:
    """What writes spreadsheets is loaded when somebody asks for one."""
    from sla.records import templates

    return {"xlsx": templates.xlsx_template, "csv": templates.csv_template, "json": templates.json_template}[kind]
