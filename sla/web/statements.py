"""`/statements`: every issued statement, to find, to download and to check."""

from __future__ import annotations

import io
import re

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from sla.operations import pages as views
from sla.operations.papers import verified
from sla.operations.verifying import statement_file
from sla.store.statements import Issued
from sla.web.visitor import desk, found, me

pages = Blueprint("statements", __name__)
A_PAGE = 100
"""Statements on one page of the list."""


@pages.get("/statements")
def page() -> str:
    """The list, filtered by vendor or customer and by period, latest first."""
    everything = views.list_statements(desk().books, by=me())
    company, period = request.args.get("company", ""), request.args.get("period", "")
    chosen = [
        each
        for each in everything
        if (not company or company in (each.vendor, each.customer)) and (not period or each.period.key == period)
    ]
    last = max(1, -(-len(chosen) // A_PAGE))
    here = min(max(1, request.args.get("page", 1, type=int)), last)
    return render_template(
        "statements.html",
        statements=[(each, series(each)) for each in chosen[(here - 1) * A_PAGE : here * A_PAGE]],
        found=len(chosen),
        page=here,
        last=last,
        companies=_companies(everything),
        periods=_periods(everything),
        company=company,
        period=period,
    )


def _companies(statements: tuple[Issued, ...]) -> list[tuple[str, str]]:
    """The other side of the agreements: vendors for a customer, customers for a vendor."""
    vendors = {each.vendor for each in statements}
    names = vendors if len(vendors) > 1 else {each.customer for each in statements}
    return [(name, name) for name in sorted(names)]


def _periods(statements: tuple[Issued, ...]) -> list[tuple[str, str]]:
    return [(period.key, period.label) for period in sorted({each.period for each in statements}, reverse=True)]


def series(issued: Issued) -> str:
    """The name of its agreement in addresses."""
    return issued.number.rpartition("-")[0].lower()


@pages.get("/statements/<number>")
def one(number: str) -> str:
    """One statement, its file checked while you look."""
    issued, content = found(statement_file(desk().books, desk().press, number, by=me()))
    verdict = verified(content, desk().config.trust)
    return render_template(
        "statement.html",
        issued=issued,
        series=series(issued),
        verdict=verdict,
        size=len(content),
        name=file_name(issued),
    )


@pages.get("/statements/<number>.pdf")
def file(number: str) -> Response:
    """The sealed PDF."""
    issued, content = found(statement_file(desk().books, desk().press, number, by=me()))
    return send_file(
        io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=file_name(issued)
    )


def file_name(issued: Issued) -> str:
    """`2015-04_South-East-Coast_111AA1-0001.pdf`: sorts by period, says whose it is."""
    vendor = re.sub(r"[^A-Za-z0-9]+", "-", issued.vendor).strip("-")[:40] or "vendor"
    return f"{issued.period.key}_{vendor}_{issued.number}.pdf"
