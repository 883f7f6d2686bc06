"""Fixtures: the pages over the operations' house, on both kinds of database, with March open for the north."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sla.config import Config
from sla.cycle import Cycle
from sla.operations.agreements import open_period
from sla.web import create_app
from sla.web.visitor import Desk
from tests.operations.furnished import house, house_url, owner_url, postgres_house, sqlite_house, url
from tests.operations.house import MARCH, NOW, House
from tests.web.site import Site

__all__ = ["house", "house_url", "owner_url", "postgres_house", "sqlite_house", "url"]


@pytest.fixture
def site(house: House, url: str, tmp_path: Path) -> Iterator[Site]:
    """The application at the house's moment, with the house's press."""
    opened = open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    assert isinstance(opened, Cycle)
    config = Config.from_environment({"SLA_DATABASE": url, "SLA_INSTANCE": str(tmp_path / "instance")})
    app = create_app(config, press=house.press, clock=lambda: NOW)
    yield Site(app, house)
    desk = app.extensions["sla"]
    assert isinstance(desk, Desk)
    desk.books.close()
