"""Wishes to be told are one's own, few, and about something."""

from sla.cycle.news import KINDS, News, Subscription
from sla.operations.subscribing import MOST, add_webhook, mine, tries, try_out
from tests.operations.house import NOW, House, refused

URL = "https://pat.example/news"


def test_what_cannot_be_told_is_refused(house: House) -> None:
    def made(url: str = URL, kinds: tuple[News, ...] = KINDS) -> object:
        return add_webhook(house.books, url, kinds, by=house.pat, at=NOW)

    assert refused(made("http://pat.example")) == "webhook.address"
    assert refused(made(kinds=())) == "webhook.kinds"
    assert refused(made(kinds=(News.WAITING,))) == "webhook.kinds"
    blind = house.pat.__class__(house.pat.id, "Ada", house.pat.organisation, frozenset())
    assert refused(add_webhook(house.books, URL, KINDS, by=blind, at=NOW)) == "person.role"
    for _ in range(MOST):
        assert isinstance(made(), Subscription)
    assert refused(made()) == "webhook.most"


def test_it_is_seen_and_tried_by_nobody_else(house: House) -> None:
    made = add_webhook(house.books, URL, KINDS, by=house.pat, at=NOW)
    assert isinstance(made, Subscription)
    assert made.secret.startswith("whsec_")
    for other in (house.sam, house.mia):
        assert mine(house.books, by=other) == ()
        assert tries(house.books, made.id, by=other) is None
        assert refused(try_out(house.books, made.id, by=other, at=NOW)) == "webhook.unknown"
