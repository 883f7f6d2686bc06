"""News by webhook: told once they have happened, to whoever may see them, signed, again and again until they arrive."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest
from sqlalchemy import select
from standardwebhooks.webhooks import Webhook

from sla.cycle import Person
from sla.cycle.news import ACTS, KINDS, News, Subscription
from sla.operations.agreements import open_period
from sla.operations.delivering import KEPT, LONG, WAITS, Courier
from sla.operations.restating import restate_period
from sla.operations.subscribing import add_webhook, end, mine, tries, try_out
from sla.store.books import Books
from sla.store.tables import event
from tests.operations.house import MARCH, NOW, House, refused
from tests.operations.receiver import Receiver, listening

HERE = (ip_network("127.0.0.0/8"),)


@dataclass(slots=True)
class Watch:
    """A clock that is put forward by hand, near enough to the real time for a receiver that looks."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True, slots=True)
class Post:
    """A courier, its clock, and a receiver."""

    courier: Courier
    watch: Watch
    receiver: Receiver

    def wished(self, house: House, by: Person, *kinds: News) -> Subscription:
        made = add_webhook(house.books, self.receiver.url, kinds or KINDS, by=by, at=self.watch(), inside=HERE)
        assert isinstance(made, Subscription), made
        return made

    def told(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in self.receiver.came]


@pytest.fixture
def post(house: House) -> Iterator[Post]:
    watch = Watch(datetime.now(UTC))
    with listening() as receiver:
        yield Post(Courier(house.books, house.press, watch, "https://sla.example", inside=HERE), watch, receiver)


def test_what_happens_is_told_and_signed(house: House, post: Post) -> None:
    made = post.wished(house, house.pat, News.SETTLED, News.ISSUED)
    house.issued()
    assert post.courier.round() == 2
    assert post.told() == ["period.settled", "statement.issued"]
    headers, body = post.receiver.came[1]
    said = Webhook(made.secret).verify(body, headers)
    assert said["data"] | {"entry": 0, "detail": {}} == {
        "entry": 0,
        "act": "issued",
        "by": "Fay Finance",
        "agreement": "north",
        "period": MARCH,
        "detail": {},
        "look": f"https://sla.example/api/v1/agreements/north/periods/{MARCH}",
    }
    assert said["data"]["detail"]["number"] == "NORTH-0001"
    assert post.courier.round() == 0, "nothing is told twice on purpose"


def test_what_was_before_is_not_told(house: House, post: Post) -> None:
    house.settled()
    post.wished(house, house.mia)
    assert post.courier.round() == 0


def test_nobody_is_told_of_what_they_do_not_see(house: House, post: Post) -> None:
    for person in (house.sam, house.rival):
        post.wished(house, person)
    house.issued()
    assert post.courier.round() == 0
    post.wished(house, house.audrey)
    open_period(house.books, house.south.id, MARCH, by=house.mia, at=NOW)
    assert post.courier.round() == 2
    assert [json.loads(body)["data"]["agreement"] for _, body in post.receiver.came] == ["south", "south"]


def test_whoever_is_shut_out_is_told_nothing_more(house: House, post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.wished(house, house.pat)
    post.receiver.answers = [500] * 3
    house.sent()
    post.courier.round()
    before = len(post.receiver.came)
    assert before
    monkeypatch.setattr("sla.operations.delivering.people.person_numbered", lambda *_: None)
    post.watch.at += WAITS[0]
    post.courier.round()
    assert len(post.receiver.came) == before


def test_it_is_tried_again_under_the_same_name_after_waits_that_grow(house: House, post: Post) -> None:
    made = post.wished(house, house.pat, News.RECEIVED)
    post.receiver.answers = [500, 302, 404]
    house.sent()
    for wait in WAITS[:3]:
        assert post.courier.round() == 1
        assert post.courier.round() == 0
        post.watch.at += wait
    assert post.courier.round() == 1
    assert len({headers["webhook-id"] for headers, _ in post.receiver.came}) == 1
    assert len({body for _, body in post.receiver.came}) == 1
    found = tries(house.books, made.id, by=house.pat)
    assert found
    [(delivery, tried)] = found[1]
    assert [each.status for each in tried] == [500, 302, 404, 204]
    assert delivery.arrived == post.watch.at
    assert found[0].failing is None
    post.watch.at += timedelta(days=2)
    assert post.courier.round() == 0


def test_what_fails_for_long_is_given_up_and_taken_up_again(house: House, post: Post) -> None:
    made = post.wished(house, house.pat, News.OPENED, News.RECEIVED)
    post.receiver.answers = [500] * 99
    house.sent()
    post.courier.round()
    post.watch.at += LONG
    post.courier.round()
    [stopped] = mine(house.books, by=house.pat)
    assert not stopped.is_on
    tried = len(post.receiver.came)
    post.watch.at += LONG
    assert post.courier.round() == 0
    post.receiver.answers = []
    assert not isinstance(try_out(house.books, made.id, by=house.pat, at=post.watch()), tuple)
    post.courier.round()
    assert sorted(post.told()[tried:]) == ["figures.received", "period.opened", "test"]
    assert mine(house.books, by=house.pat)[0].is_on


def test_a_receiver_that_is_gone_is_left_alone(house: House, post: Post) -> None:
    post.wished(house, house.pat)
    post.receiver.answers = [410]
    house.sent()
    assert post.courier.round() == 1
    assert mine(house.books, by=house.pat)[0].stopped == post.watch()


def test_what_a_lost_courier_had_taken_is_sent_by_another(
    house: House, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.wished(house, house.pat, News.RECEIVED)
    house.sent()
    with monkeypatch.context() as patched:
        patched.setattr("sla.operations.delivering.post", killed)
        with pytest.raises(KeyboardInterrupt):
            post.courier.round()
    assert post.courier.round() == 0
    post.watch.at += timedelta(minutes=5)
    assert post.courier.round() == 1


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_several_couriers_send_a_message_once(house: House, post: Post, url: str) -> None:
    post.wished(house, house.pat)
    house.issued()

    def carry(_: int) -> int:
        books = Books.open(url)
        try:
            return replace(post.courier, books=books).round()
        finally:
            books.close()

    with ThreadPoolExecutor(4) as pool:
        sent = sum(pool.map(carry, range(4)))
    names = [headers["webhook-id"] for headers, _ in post.receiver.came]
    assert len(names) == len(set(names)) == sent == 6


def test_what_was_ended_is_told_no_more(house: House, post: Post) -> None:
    made = post.wished(house, house.pat)
    house.sent()
    assert not isinstance(end(house.books, made.id, by=house.pat, at=NOW), tuple)
    assert post.courier.round() == 0
    assert refused(end(house.books, made.id, by=house.pat, at=NOW)) == "webhook.unknown"


def test_what_was_sent_is_forgotten_after_some_weeks(house: House, post: Post) -> None:
    made = post.wished(house, house.pat, News.RECEIVED)
    house.sent()
    post.courier.round()
    post.watch.at += KEPT + timedelta(days=1)
    post.courier.round()
    found = tries(house.books, made.id, by=house.pat)
    assert found
    assert found[1] == ()


def test_every_act_is_news_or_left_out_on_purpose(house: House) -> None:
    """An act that is new in the log is told, or named here."""
    house.issued()
    restate_period(house.books, house.north.id, MARCH, "Looked at again", by=house.mia, at=NOW)
    with house.books.reading(house.mia) as connection:
        acts = set(connection.execute(select(event.c.act).where(event.c.agreement.is_not(None))).scalars())
    assert acts - ACTS.keys() == {"number taken"}
    assert set(ACTS.values()) == set(KINDS)
