"""What travels compressed, and that a stranger learns nothing from the length of an answer."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Response
from werkzeug.wsgi import FileWrapper

from sla.web.compression import read
from tests.web.site import Site

TOKEN = re.compile(rb'name="csrf_token" value="[^"]+"')
pytestmark = pytest.mark.parametrize("house_url", ["sqlite"], indirect=True)


def coded(site: Site, path: str, **headers: str) -> str | None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = site.visit(site.house.mia).client.get(
        path, headers={"Accept-Encoding": "gzip, br", **named}, buffered=True
    )
    assert answer.status_code == 200
    return answer.headers.get("Content-Encoding")


def test_what_our_pages_and_the_visitor_ask_for_is_compressed(site: Site) -> None:
    for asker in ("same-origin", "none"):
        assert coded(site, "/", Sec_Fetch_Site=asker) == "br"
    for asset in ("sla.css", "verify.js"):
        assert coded(site, f"/static/{asset}", Sec_Fetch_Site="cross-site") == "br"
    assert coded(site, "/static/inter-400.woff2") is None


def test_the_length_of_a_page_says_nothing_to_another_site(site: Site) -> None:
    for asker in ("cross-site", "same-site", ""):
        assert coded(site, "/?contract=guess", Sec_Fetch_Site=asker) is None
    assert coded(site, "/") is None


def test_what_was_compressed_is_what_would_have_been_sent(site: Site) -> None:
    client = site.visit(site.house.mia).client
    asked = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "same-origin"}
    short, plain = client.get("/guide", headers=asked, buffered=True), client.get("/guide", buffered=True)
    # Each page carries a token that tells the second it was made in.
    sent, meant = (TOKEN.sub(b"", each) for each in (gzip.decompress(short.data), plain.data))
    assert sent == meant
    assert len(short.data) < len(plain.data) / 2
    assert "Accept-Encoding" in short.headers["Vary"]


def test_tags_of_programs_stay_as_they_are(site: Site) -> None:
    """A program sends an answer's ETag back to say what it has seen; compressing would write into it."""
    assert coded(site, "/api/openapi.json", Sec_Fetch_Site="none") is None


def test_a_file_is_closed_once_it_is_read(site: Site) -> None:
    """Whoever asked for it may be gone before the answer is."""
    page = Path(site.app.root_path) / "static" / "sla.css"
    with page.open("rb") as file:
        answer = Response(FileWrapper(file), direct_passthrough=True)
        read(answer)
        assert file.closed
    assert answer.data == page.read_bytes()
