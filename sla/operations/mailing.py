"""Mail: a statement as it is issued, with its paper; and once a day what waits. Each says how to get no more."""

from __future__ import annotations

import json
import smtplib
import ssl
from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from sla.config import Mail
from sla.cycle import Person
from sla.cycle.news import News, Subscription
from sla.operations import queue
from sla.operations.bundle import file_name
from sla.operations.outward import SECONDS, Outcome
from sla.operations.press import Press
from sla.operations.verifying import statement_file
from sla.statement.wording import money
from sla.store.books import Books
from sla.store.deliveries import Delivery
from sla.store.issued import Issued

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
    made["To"] = Address(person.name.encode("ascii", "ignore").decode().strip(), addr_spec=person.email)
    made["Date"] = format_datetime(each.made)
    if address:
        made["List-Unsubscribe"] = f"<{address}/no-more/{to.secret}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return made


def _issued(books: Books, press: Press, each: Delivery, person: Person, address: str) -> EmailMessage | None:
    number = json.loads(each.body)["data"]["detail"]["number"]
    found = statement_file(books, press, number, by=person)
    if found is None:
        return None
    issued, content = found
    made = EmailMessage()
    made["Subject"] = f"Statement {issued.number}, {issued.period.label}: {_owes(issued)}"
    look = f"Look at it: {address}/statements/{issued.number}\n" if address else ""
    made.set_content(
        f"{_owes(issued)}.\n\n{issued.vendor} for {issued.customer}, agreement {issued.reference}, "
        f"{issued.period.label}.\nThe sealed statement is attached. {look}"
    )
    made.add_attachment(content, maintype="application", subtype="pdf", filename=f"{file_name(issued)}.pdf")
    return made


def _owes(issued: Issued) -> str:
    if issued.net.amount < 0:
        return f"{issued.vendor} owes {issued.customer} {money(-issued.net)}"
    if issued.net.amount > 0:
        return f"{issued.customer} owes {issued.vendor} {money(issued.net)}"
    return "nothing is owed"


def _waiting(books: Books, person: Person, address: str, at: datetime) -> EmailMessage | None:
    lines = list(_lines(books, person, at))
    if not lines:
        return None
    made = EmailMessage()
    made["Subject"] = f"Waiting for you: {len(lines)}"
    look = f"\nDecide there: {address}/approvals\n" if address else ""
    made.set_content("\n".join(lines) + f"\n{look}")
    return made


def _lines(books: Books, person: Person, at: datetime) -> Iterator[str]:
    for each in queue.queue(books, by=person, at=at):
        yield f"- {each.cell.vendor}, {each.cell.period.label}: {ACTS[each.act]}"
    for asked in queue.unanswered(books, by=person):
        matter = asked.matter
        by = f", by {matter.answer_by:%Y-%m-%d}" if matter.answer_by else ""
        yield f"- {asked.cell.vendor}, {asked.cell.period.label}: decide on {matter.kind} {matter.number}{by}"


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
