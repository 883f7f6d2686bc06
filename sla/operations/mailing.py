"""Mail: a statement as it is issued, with its paper; and once a day what waits. Each says how to get no more.

It speaks the language that whoever gets it chose: `languages/*.po` has the sentences.
"""

from __future__ import annotations

import json
import smtplib
import ssl
from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path

from sla.config import Mail
from sla.contract.model import Language
from sla.cycle import Person
from sla.cycle.news import News, Subscription
from sla.document.tongue import Tongue
from sla.operations import queue
from sla.operations.bundle import file_name
from sla.operations.invitations import Invited
from sla.operations.outward import SECONDS, Outcome
from sla.operations.press import Press
from sla.operations.verifying import statement_file
from sla.statement.wording import day, money
from sla.store.books import Books
from sla.store.deliveries import Delivery
from sla.store.issued import Issued

LANGUAGES = Path(__file__).parent / "languages"
ACTS = {"submit": "send figures", "settle": "settle", "approve": "approve", "issue": "issue the statement"}
"""What a period waits for, in the words of a list."""


def letter(
    books: Books, press: Press, each: Delivery, to: Subscription, person: Person, address: str, at: datetime
) -> EmailMessage | None:
    """The message, addressed; None where there is nothing to tell by now."""
    made = (
        _waiting(books, person, address, at)
        if each.kind is News.WAITING
        else _issued(books, press, each, person, address)
    )
    if made is None:
        return None
    _addressed(made, person, each.made)
    if address:
        made["List-Unsubscribe"] = f"<{address}/no-more/{to.secret}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return made


def link(made: Invited, by: Person, company: str, way: str, at: datetime) -> EmailMessage:
    """The link by which somebody comes in, from whoever made it for them: in their language, or else in that one's."""
    tongue, person = speaking(made.person.language or by.language), made.person
    letter = EmailMessage()
    letter["Subject"] = tongue.say("Your link to come in")
    until, maker = tongue.when(day(made.until.date())), {"by": by.name, "company": company}
    lines = (
        tongue.say("{by} of {company} made this link for you. By it you choose a password, and are in:", **maker),
        "",
        way,
        "",
        tongue.say("It works once, and until {day}. If you did not expect it, ask {by}.", day=until, by=by.name),
    )
    letter.set_content("\n".join(lines) + "\n")
    _addressed(letter, person, at)
    return letter


def _addressed(letter: EmailMessage, person: Person, at: datetime) -> None:
    letter["To"] = Address(person.name.encode("ascii", "ignore").decode().strip(), addr_spec=person.email)
    letter["Date"] = format_datetime(at)


def _issued(books: Books, press: Press, each: Delivery, person: Person, address: str) -> EmailMessage | None:
    number = json.loads(each.body)["data"]["detail"]["number"]
    found = statement_file(books, press, number, by=person)
    if found is None:
        return None
    issued, content = found
    tongue, period = speaking(person.language), speaking(person.language).when(issued.period.label)
    owes = _owes(issued, tongue)
    who = {"vendor": issued.vendor, "customer": issued.customer, "reference": issued.reference, "period": period}
    made = EmailMessage()
    made["Subject"] = tongue.say("Statement {number}, {period}: {owes}", number=issued.number, period=period, owes=owes)
    lines = [
        f"{owes}.",
        "",
        tongue.say("{vendor} for {customer}, agreement {reference}, {period}.", **who),
        tongue.say("The sealed statement is attached."),
        *([tongue.say("Look at it: {link}", link=f"{address}/statements/{issued.number}")] if address else []),
    ]
    made.set_content("\n".join(lines) + "\n")
    made.add_attachment(content, maintype="application", subtype="pdf", filename=f"{file_name(issued)}.pdf")
    return made


def _owes(issued: Issued, tongue: Tongue) -> str:
    if not issued.net:
        return tongue.say("nothing is owed")
    parties = (issued.vendor, issued.customer) if issued.net.amount < 0 else (issued.customer, issued.vendor)
    amount = tongue.numbers(money(-issued.net if issued.net.amount < 0 else issued.net))
    return tongue.say("{one} owes {other} {amount}", one=parties[0], other=parties[1], amount=amount)


def _waiting(books: Books, person: Person, address: str, at: datetime) -> EmailMessage | None:
    tongue = speaking(person.language)
    lines = list(_lines(books, person, tongue, at))
    if not lines:
        return None
    made = EmailMessage()
    made["Subject"] = tongue.say("Waiting for you: {count}", count=len(lines))
    look = ["", tongue.say("Decide there: {link}", link=f"{address}/approvals")] if address else []
    made.set_content("\n".join([*lines, *look]) + "\n")
    return made


def _lines(books: Books, person: Person, tongue: Tongue, at: datetime) -> Iterator[str]:
    for each in queue.queue(books, by=person, at=at).waiting:
        yield f"- {each.cell.vendor}, {tongue.when(each.cell.period.label)}: {tongue.say(ACTS[each.act])}"
    for asked in queue.unanswered(books, by=person, at=at):
        matter = asked.matter
        by, what = matter.answer_by, {"kind": tongue.say(matter.kind), "number": matter.number}
        decide = (
            tongue.say("decide on {kind} {number}, by {day}", **what, day=tongue.when(day(by.date())))
            if by
            else tongue.say("decide on {kind} {number}", **what)
        )
        yield f"- {asked.cell.vendor}, {tongue.when(asked.cell.period.label)}: {decide}"


@lru_cache(maxsize=8)
def speaking(language: str) -> Tongue:
    """What mails are said with to somebody who chose a language; English to whoever chose none."""
    known = Language(language) if language in set(Language) else Language.ENGLISH
    return Tongue(known, LANGUAGES / f"{known}.po")


def sent(mail: Mail, message: EmailMessage, name: str) -> Outcome:
    """Hand it to our server, under the same number at every try."""
    message["From"] = mail.sender
    message["Message-ID"] = f"<{name}@{mail.sender.rpartition('@')[2].rstrip('>')}>"
    try:
        with _server(mail) as server:
            if not mail.encrypted and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
                server.ehlo()
            elif mail.user and not mail.encrypted:
                return Outcome(None, "the mail server does not encrypt, and gets no password")
            if mail.user:
                server.login(mail.user, mail.password)
            server.send_message(message)
    except smtplib.SMTPResponseException as wrong:
        return Outcome(None, f"the mail server answered {wrong.smtp_code}")
    except (smtplib.SMTPException, OSError) as wrong:
        return Outcome(None, f"the mail server cannot be reached, or refuses: {type(wrong).__name__}")
    return Outcome(250, "taken by the mail server")


def _server(mail: Mail) -> smtplib.SMTP:
    if mail.encrypted:
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(mail.host, mail.port, timeout=SECONDS)
    server.ehlo()
    return server
