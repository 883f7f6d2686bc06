"""Pages of long lists, and addresses that keep everything else that was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, url_for

from sla.web.tables import at_once

SIZE = 100
"""How many rows a page of a list has."""


@dataclass(frozen=True, slots=True)
class Pager:
    """One page of a list: its number from 1, and where it begins and ends among all rows."""

    page: int
    total: int
    size: int = SIZE

    @property
    def pages(self) -> int:
        """How many pages there are; one, where there are no rows."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """How many rows come before this page."""
        return (self.page - 1) * self.size

    @property
    def after(self) -> int:
        """The same for the page after it."""
        return min(self.first + self.size, self.total)

    @property
    def rows(self) -> slice:
        """The page, to be cut out of all rows."""
        return slice(self.first, self.after)


def paged(total: int, size: int = SIZE, *, whole: bool = True) -> Pager:
    """The page that `?page=` asks for: the nearest there is. A file has all rows, where they are `whole` one table."""
    size = at_once(size) if whole else size
    text = request.args.get("page", "1")
    wanted = int(text) if text.isdecimal() and len(text) < 8 else 1
    return Pager(min(max(wanted, 1), Pager(1, total, size).pages), total, size)


def here(**changes: object) -> str:
    """The address of this page with some of what it asks for changed; None takes a part away."""
    kept = request.args.to_dict(flat=False) | (request.view_args or {})
    wanted = {name: value for name, value in (kept | changes).items() if value not in (None, "")}
    return url_for(request.endpoint or "portfolio.page", **wanted)


def install(app: Flask) -> None:
    """Give the templates these addresses."""
    app.jinja_env.globals.update(here=here)
