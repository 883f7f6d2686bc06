"""`/statements`: every issued statement, to find, to download one by one or together, and to check."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

from flask import Blueprint, render_template, request, send_file
from werkzeug.wrappers import Response

from sla.operations import pages as views
from sla.operations.bundle import MOST, bundle, direction, file_name
from sla.operations.verifying import statement_file, verify_file
from sla.store.statements import Issued
from sla.web.tables import at_once
from sla.web.tongues import gettext as _
from sla.web.tongues import lazy
from sla.web.visitor import desk, found, me

pages = Blueprint("statements", __name__)
A_PAGE = 100
"""Statements on one page of the list."""
IN_MEMORY = 16 * 1024 * 1024
"""Bytes up to which a file of many statements is not written to disk while it is made."""
MOVES = (("penalty", lazy("Vendor owes")), ("incentive", lazy("Customer owes")), ("nothing", lazy("Nothing is owed")))
"""What a statement moves, and the words of the choice."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the address asks for; empty for everything."""

    company: str
    period: str
    moves: str

    @classmethod
    def asked(cls) -> Filter:
        """The filter of this request."""
        return cls(*(request.args.get(name, "") for name in cls.__slots__))

    def takes(self, each: Issued) -> bool:
        """Whether a statement is asked for."""
        return (
            (not self.company or self.company in (each.vendor, each.customer))
            and (not self.period or each.period.key == self.period)
            and (not self.moves or direction(each.net) == self.moves)
        )

    @property
    def named(self) -> dict[str, str]:
        """What of it stands in an address."""
        every = {"company": self.company, "period": self.period, "moves": self.moves}
        return {name: of for name, of in every.items() if of}


@pages.get("/statements")
def page() -> str:
    """The list, filtered by company, period and what it moves, latest first."""
    everything = views.list_statements(desk().books, by=me())
    asked = Filter.asked()
    chosen = [each for each in everything if asked.takes(each)]
    size = at_once(A_PAGE)
    last = max(1, -(-len(chosen) // size))
    here = min(max(1, request.args.get("page", 1, type=int)), last)
    return render_template(
        "statements.html",
        statements=[(each, series(each)) for each in chosen[(here - 1) * size : here * size]],
        found=len(chosen),
        page=here,
        last=last,
        companies=_companies(everything),
        periods=_periods(everything),
        moves=MOVES,
        asked=asked,
        most=MOST,
    )


@pages.get("/statements.zip")
def together() -> Response | tuple[str, int]:
    """The statements that were chosen, or all that the filter takes, in one file with index, journal and hashes."""
    numbers = request.args.getlist("number")
    if "all" in request.args:
        asked = Filter.asked()
        numbers = [each.number for each in views.list_statements(desk().books, by=me()) if asked.takes(each)]
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the answer that sends it
    if refusal := bundle(desk().books, desk().press, numbers, file, by=me()):
        file.close()
        return render_template("refused.html", title=_("Statements in one file"), refusal=refusal), 422
    file.seek(0)
    name = "_".join(("statements", *Filter.asked().named.values()))
    return send_file(file, mimetype="application/zip", as_attachment=True, download_name=f"{plain_name(name)}.zip")


def plain_name(text: str) -> str:
    """A file's name that every system takes."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", text).strip("-")[:100]


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
    verdict = verify_file(desk().books, content, desk().config.trust, by=me()).verdict
    return render_template(
        "statement.html",
        issued=issued,
        series=series(issued),
        verdict=verdict,
        size=len(content),
        name=f"{file_name(issued)}.pdf",
    )


@pages.get("/statements/<number>.pdf")
def file(number: str) -> Response:
    """The sealed PDF."""
    issued, content = found(statement_file(desk().books, desk().press, number, by=me()))
    return send_file(
        io.BytesIO(content), mimetype="application/pdf", as_attachment=True, download_name=f"{file_name(issued)}.pdf"
    )
