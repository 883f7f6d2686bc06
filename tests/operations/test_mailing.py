"""News by mail: the paper when a statement is issued, once a day what waits, and how to get no more."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from babel.messages.pofile import read_po

from sla.config import Mail
from sla.cycle import Cycle
from sla.cycle.matter import Kind
from sla.cycle.news import News
from sla.measurement.relief import Relief, Whole
from sla.operations import mailing
from sla.operations.agreements import open_period
from sla.operations.asking import ask
from sla.operations.delivering import WAITS, Courier, gather
from sla.operations.pages import statement
from sla.operations.people import speak
from sla.operations.subscribing import by_code, end_by_code, mine, wish
from sla.values import Period
from tests.operations.house import MARCH, NOW, House, refused
from tests.operations.test_delivering import Watch


@dataclass(slots=True)
class Box:
    """What came in, and what is answered next instead of taking it."""

    mail: Mail | None = None
    refuses: list[str] = field(default_factory=list)
    letters: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _in: Session, envelope: Envelope) -> str:  # noqa: N802 -- its name there
        if self.refuses:
            return self.refuses.pop(0)
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        self.to += envelope.rcpt_tos
        return "250 taken"


@contextmanager
def opened() -> Iterator[Box]:
    box = Box()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    box.mail = Mail("127.0.0.1", port, "books@sla.example", encrypted=False)
    yield box
    server.stop()


@pytest.fixture
def box() -> Iterator[Box]:
    with opened() as held:
        yield held


def courier(house: House, box: Box, watch: Watch) -> Courier:
    return Courier(house.books, house.press, watch, "https://sla.example", mail=box.mail)


def test_a_statement_comes_with_its_paper(house: House, box: Box) -> None:
    watch = Watch(NOW)
    for person in (house.pat, house.sam):
        assert wish(house.books, [News.ISSUED], by=person, at=NOW) is None
    house.issued()
    assert courier(house, box, watch).round() == 1
    [letter] = box.letters
    assert box.to == ["pat@northline.example"]
    assert letter["Subject"].strip() == "Statement NORTH-0001, March 2026: Northline owes Harbour City USD 2,500.00"
    [paper] = letter.iter_attachments()
    assert paper.get_filename() == "2026-03_Northline_penalty_USD_2500.00_NORTH-0001.pdf"
    assert paper.get_content() == house.press.taken(paper_of(house))
    text = letter.get_body()
    assert text
    assert "https://sla.example/statements/NORTH-0001" in text.get_content()


def paper_of(house: House) -> str:
    issued = statement(house.books, "NORTH-0001", by=house.pat)
    assert issued
    return issued.sha256


def test_it_speaks_the_language_of_whoever_gets_it(house: House, box: Box) -> None:
    books, (pat, mia) = house.books, (house.pat, house.mia)
    for person in (pat, mia):
        speak(books, "de", by=person, at=NOW)
        wish(books, [News.ISSUED, News.WAITING], by=person, at=NOW)
    house.issued()
    claim = Relief("complaints", Period(date(2026, 3, 1), date(2026, 4, 1)), Whole(), "")
    ask(books, house.north.id, MARCH, Kind.DISPUTE, claim, "The count is wrong.", by=pat, at=NOW)
    for month in ("2026-04", "2026-05"):
        open_period(books, house.north.id, month, by=mia, at=NOW)
    courier(house, box, Watch(NOW + timedelta(days=1))).round()
    said = {(letter["To"].split()[0], letter["Subject"].strip()): letter for letter in box.letters}
    issued = "Abrechnung NORTH-0001, März 2026: Northline schuldet Harbour City USD 2.500,00"
    assert set(said) == {("Pat", issued), ("Mia", issued), ("Pat", "Wartet auf Sie: 2"), ("Mia", "Wartet auf Sie: 1")}
    assert "- Northline, April 2026: Zahlen senden" in said["Pat", "Wartet auf Sie: 2"].get_content()
    assert "- Northline, März 2026: über Streitpunkt 1 entscheiden" in said["Mia", "Wartet auf Sie: 1"].get_content()


def test_every_sentence_is_known_in_every_language() -> None:
    source = Path(mailing.__file__).read_text()
    sentences = {*re.findall(r'say\(\s*"([^"]+)"', source), *mailing.ACTS.values(), *(str(kind) for kind in Kind)}
    assert len(sentences) > 12
    with (mailing.LANGUAGES / "de.po").open("rb") as file:
        known = {message.id for message in read_po(file) if message.id and message.string}
    assert known == sentences


def test_it_says_how_to_get_no_more(house: House, box: Box) -> None:
    wish(house.books, [News.ISSUED], by=house.pat, at=NOW)
    house.issued()
    courier(house, box, Watch(NOW)).round()
    link = box.letters[0]["List-Unsubscribe"]
    assert box.letters[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    code = link.rpartition("/")[2].rstrip(">")
    assert by_code(house.books, code)
    assert end_by_code(house.books, code, at=NOW)
    assert not end_by_code(house.books, code, at=NOW)
    assert mine(house.books, by=house.pat) == ()


def test_what_waits_comes_once_a_day_if_anything_does(house: House, box: Box) -> None:
    wish(house.books, [News.WAITING], by=house.pat, at=NOW)
    wish(house.books, [News.WAITING], by=house.sam, at=NOW)
    opened = open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    assert isinstance(opened, Cycle)
    watch = Watch(NOW)
    assert courier(house, box, watch).round() == 0, "the day on which it was wished has begun already"
    watch.at = NOW + timedelta(hours=16)
    assert courier(house, box, watch).round() == 0, "in the night nobody is told"
    watch.at = NOW + timedelta(days=1)
    courier(house, box, watch).round()
    assert courier(house, box, watch).round() == 0
    [letter] = box.letters
    assert (letter["Subject"], letter["To"]) == ("Waiting for you: 1", "Pat Partner <pat@northline.example>")
    assert "Northline, March 2026: send figures" in letter.get_content()


def test_what_the_server_refuses_is_tried_again_under_one_number(house: House, box: Box) -> None:
    wish(house.books, [News.ISSUED], by=house.pat, at=NOW)
    house.issued()
    box.refuses = ["451 later"]
    watch = Watch(NOW)
    post = courier(house, box, watch)
    assert post.round() == 1
    assert box.letters == []
    watch.at += WAITS[0]
    assert post.round() == 1
    assert box.letters[0]["Message-ID"].startswith("<msg_")


def test_without_a_server_nothing_is_lost_and_nothing_is_said_to_be_sent(house: House, box: Box) -> None:
    wish(house.books, [News.ISSUED], by=house.pat, at=NOW)
    house.issued()
    without = Courier(house.books, house.press, Watch(NOW))
    assert without.round() == 0
    gather(courier(house, box, Watch(NOW)))
    assert without.round() == 0, "it is left to whoever has a server"
    assert courier(house, box, Watch(NOW)).round() == 1


def test_a_password_goes_only_to_a_server_that_encrypts(house: House, box: Box) -> None:
    assert box.mail
    wish(house.books, [News.ISSUED], by=house.pat, at=NOW)
    house.issued()
    told = replace(courier(house, box, Watch(NOW)), mail=replace(box.mail, user="us", password="secret"))
    told.round()
    assert box.letters == []


def test_exactly_what_is_wished_is_sent(house: House) -> None:
    wish(house.books, [News.ISSUED, News.WAITING, News.SETTLED], by=house.pat, at=NOW)
    assert {kind for each in mine(house.books, by=house.pat) for kind in each.kinds} == {News.ISSUED, News.WAITING}
    wish(house.books, [News.WAITING], by=house.pat, at=NOW)
    [left] = mine(house.books, by=house.pat)
    assert left.kinds == {News.WAITING}
    nobody = house.pat.__class__(house.pat.id, "N", house.pat.organisation, frozenset())
    said = wish(house.books, [News.ISSUED], by=nobody, at=NOW)
    assert refused(said) == "person.role"
