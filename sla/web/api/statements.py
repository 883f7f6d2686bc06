"""Issued statements: listed, and fetched as they were sealed."""

from __future__ import annotations

import io
from typing import Any

from flask import Response, send_file
from flask_smorest.pagination import PaginationParameters

from sla.operations import pages
from sla.operations.bundle import INVOICES, file_name, invoices
from sla.operations.verifying import statement_file
from sla.settlement.canonical import money
from sla.store.issued import Issued
from sla.web.api import schemas
from sla.web.api.agreements import paged
from sla.web.api.door import caller, found, part
from sla.web.statements import series
from sla.web.visitor import desk

parts = part("statements", "Issued statements.")
SYNTAXES = dict(zip(("cii", "ubl"), INVOICES, strict=True))


@parts.get("/statements")
@parts.arguments(schemas.Chosen, location="query")
@parts.response(200, schemas.Statement(many=True))
@parts.paginate(page_size=100, max_page_size=1000)
def listed(chosen: dict[str, str], pagination_parameters: PaginationParameters) -> list[dict[str, Any]]:
    """Every issued statement that the caller may see, latest period first."""
    every = [
        each
        for each in pages.list_statements(desk().books, by=caller())
        if chosen["period"] in ("", each.period.key) and chosen["agreement"].lower() in ("", series(each))
    ]
    return [_statement(each) for each in paged(every, pagination_parameters)]


@parts.get("/statements/<number>")
@parts.response(200, schemas.Statement)
def one(number: str) -> dict[str, Any]:
    """One statement."""
    return _statement(found(pages.statement(desk().books, number, by=caller())))


@parts.get("/statements/<number>/pdf")
@parts.response(200, content_type="application/pdf")
def paper(number: str) -> Response:
    """The sealed paper, byte for byte."""
    issued, content = found(statement_file(desk().books, desk().press, number, by=caller()))
    name = f"{file_name(issued)}.pdf"
    answer = send_file(io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=name)
    answer.set_etag(issued.sha256)
    return answer


@parts.get("/statements/<number>/invoice.<any(cii,ubl):kind>")
@parts.response(200, content_type="application/xml")
def invoice(number: str, kind: str) -> Response:
    """The e-invoice that travels inside the paper, after EN 16931, in either syntax."""
    _, content = found(statement_file(desk().books, desk().press, number, by=caller()))
    return Response(found(invoices(content).get(SYNTAXES[kind])), mimetype="application/xml")


def _statement(each: Issued) -> dict[str, Any]:
    return {
        "number": each.number,
        "agreement": series(each),
        "customer": each.customer,
        "vendor": each.vendor,
        "period": each.period.key,
        "currency": each.net.currency,
        "net": money(each.net),
        "sha256": each.sha256,
        "issued": each.at,
    }
