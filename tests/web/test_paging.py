"""Pages of long lists, and addresses that keep what else was asked for."""

from flask import Flask

from sla.web.paging import Pager, here, paged


def at(query: str, total: int = 250) -> Pager:
    with Flask(__name__).test_request_context(f"/?{query}"):
        return paged(total)


def test_the_nearest_page_there_is() -> None:
    assert (at("").first, at("").after, at("").pages) == (0, 100, 3)
    assert (at("page=3").first, at("page=3").after) == (200, 250)
    assert at("page=9").page == 3
    assert [at(f"page={text}").page for text in ("0", "-1", "x", "²", "99999999999")] == [1, 1, 1, 1, 1]
    assert (at("page=2", 0).page, at("", 0).after) == (1, 0)


def test_an_address_keeps_what_is_not_changed() -> None:
    app = Flask(__name__)
    app.add_url_rule("/list/<name>", "list", lambda name: name + here(page=2, counted=None, state="a b"))
    answer = app.test_client().get("/list/x?figure=calls&counted=no&page=1&tag=1&tag=2")
    assert answer.text == "x/list/x?figure=calls&page=2&tag=1&tag=2&state=a+b"
