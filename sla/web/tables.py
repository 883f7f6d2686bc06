"""Every table of every page as a file: the page's own address with `as=csv` or `as=xlsx` and the table's place on it.

The file is made from the page itself, with the same filter and order, so that it cannot say anything else. It has all
rows where the page has a part of them (`at_once`), amounts as plain numbers and dates by ISO 8601 (`exact`), and
leaves out what is only there to be pressed. One row of headings, then data; a workbook says on a second sheet what it
shows, and where it is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import escape, unescape
from urllib.parse import urlencode

from flask import Flask, Response, current_app, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound

from sla.web.cells import Read, read
from sla.web.tongues import exact
from sla.web.tongues import gettext as _
from sla.web.visitor import now

KINDS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
ALL = 10**9
_REGION = re.compile(r'<div class="scroll"[^>]*>\s*<table.*?</table>\s*</div>', re.DOTALL)
_CAPTION = re.compile(r"<caption[^>]*>(?:<b[^>]*>)?(.*?)</?(?:b|caption|span)\b", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


def install(app: Flask) -> None:
    """Put the links under every table, and answer them."""
    app.after_request(_with_files)
    app.jinja_env.globals["at_once"] = at_once


def at_once(rows: int) -> int:
    """How many rows a page shows: so many, or for a file all there are."""
    return ALL if exact() else rows


def _with_files(answer: Response) -> Response:
    """The page with links to its tables, or the table that was asked for."""
    shows_tables = answer.mimetype == "text/html" and not answer.direct_passthrough and request.method == "GET"
    if not shows_tables or answer.status_code != 200:
        return answer
    page = answer.get_data(as_text=True)
    if exact():
        return _file(page)
    places = iter(range(1, page.count("<table") + 1))
    answer.set_data(_REGION.sub(lambda found: found[0] + _links(found[0], next(places)), page))
    return answer


def _links(table: str, place: int) -> str:
    """What stands under a table."""
    caption = _caption(table)
    links = " ".join(
        f'<a href="{escape(_address(kind, place))}" download>'
        f'<span class="hidden">{escape(caption)}: </span>{kind.upper()}</a>'
        for kind in KINDS
    )
    return f'<p class="files">{links}</p>'


def _address(kind: str, place: int) -> str:
    asked: MultiDict[str, str] = MultiDict(request.args)
    asked.setlist("as", [kind])
    asked.setlist("table", [str(place)])
    return f"{request.path}?{urlencode(list(asked.items(multi=True)))}"


def _caption(table: str) -> str:
    found = _CAPTION.search(table)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", found[1])).split()) if found else ""


def _file(page: str) -> Response:
    """The table as a file; 404 where the page has no such table."""
    tables = _REGION.findall(page)
    place, kind = request.args.get("table", ""), request.args["as"]
    if not (place.isascii() and place.isdigit() and 1 <= int(place) <= len(tables)):
        return current_app.make_response(current_app.handle_user_exception(NotFound()))
    found, caption = read(tables[int(place) - 1]), _caption(tables[int(place) - 1])
    answer = Response(_written(found, caption, page, kind), content_type=KINDS[kind])
    name = re.sub(r"[^a-z0-9]+", "-", f"{request.path} {caption}".lower()).strip("-")[:80]
    answer.headers["Content-Disposition"] = f"attachment; filename={name}.{kind}"
    return answer


def _written(found: Read, caption: str, page: str, kind: str) -> bytes:
    from sla.records.exports import csv_table, xlsx_table

    rows = [[_value(text) for text in row] for row in found.rows]
    if kind == "csv":
        return csv_table(found.headings, rows)
    return xlsx_table(caption, found.headings, rows, now().date(), about=tuple(_about(caption, page)))


def _about(caption: str, page: str) -> Iterator[tuple[str, str]]:
    title = _TITLE.search(page)
    yield _("Table"), caption
    yield _("Page"), unescape(title[1]).strip() if title else ""
    asked = [(name, of) for name, of in request.args.items(multi=True) if name not in {"as", "table"}]
    yield _("Address"), f"{request.base_url}{'?' if asked else ''}{urlencode(asked)}"
    yield _("Made"), now().isoformat(" ", "seconds")


def _value(text: str) -> str | Decimal | date:
    """A number where the whole cell is one."""
    number = text.replace("−", "-")
    return Decimal(number.replace(",", "")) if _NUMBER.fullmatch(number) else text
