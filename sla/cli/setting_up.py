"""`found`, `person`, `activate`, `agree` and `open`: from an empty database to a period that waits for figures."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from sla.cli import shown
from sla.cli.acting import AS, Acting, now, signed_in
from sla.config import Config
from sla.contract.parties import parties
from sla.cycle import Agreement, Role
from sla.operations import definitions
from sla.values import Findings

if TYPE_CHECKING:
    from sla.operations.opening import Opened

Thing = TypeVar("Thing")
ROLES = click.Choice([str(role) for role in Role])


def done(answer: Thing | Findings) -> Thing:
    """What was done; findings are printed and end the command."""
    if isinstance(answer, Findings):
        shown.refuse(answer)
    return answer


def new_password() -> str:
    """Asked twice, or taken from SLA_NEW_PASSWORD."""
    given = os.environ.get("SLA_NEW_PASSWORD")
    return given or str(click.prompt("New password", hide_input=True, confirmation_prompt=True, err=True))


@click.command()
@click.option("--company", required=True, help="The company that runs this installation.")
@click.option("--name", required=True, help="Its first administrator.")
@click.option("--email", required=True, help="The address that the administrator signs in with.")
def found(company: str, name: str, email: str) -> None:
    """Begin an installation: the database is brought up to date, and its first administrator can sign in.

    The password is asked, or taken from SLA_NEW_PASSWORD.
    """
    from sla.operations.people import found_installation
    from sla.store.books import Books
    from sla.store.database import migrate

    config = Config.from_environment(os.environ)
    migrate(config.database)
    books = Books.open(config.database)
    try:
        first = done(found_installation(books, company, name, email, new_password(), at=now()))
    finally:
        books.close()
    click.echo(f"{first.name} is the administrator of {company}. Next: sla person --as {first.email} ...")


@click.command()
@AS
@click.option("--company", required=True, help="Theirs; a name that is new adds the company.")
@click.option("--name", required=True)
@click.option("--email", "address", required=True, help="The address that they sign in with.")
@click.option("--role", "roles", type=ROLES, multiple=True, required=True, help="May be repeated.")
def person(email: str, company: str, name: str, address: str, roles: tuple[str, ...]) -> None:
    """Add a person with their roles; their password is asked, or taken from SLA_NEW_PASSWORD."""
    from sla.operations.people import add_person

    with signed_in(email) as acting:
        held = [Role(role) for role in roles]
        added = add_person(acting.books, company, name, address, new_password(), held, by=acting.by, at=acting.clock())
        click.echo(f"{done(added).name} of {company}: {', '.join(roles)}")


@click.command()
@click.argument("email")
def readmit(email: str) -> None:
    """Print a link by which EMAIL chooses a new password: for when no administrator can sign in to make one.

    It needs no password, only the database: whoever runs the machine runs it. It stands in the log.
    """
    from sla.operations.clocks import clock_of
    from sla.operations.invitations import readmitted
    from sla.store.books import Books

    config = Config.from_environment(os.environ)
    books = Books.open(config.database)
    try:
        invited = done(readmitted(books, email, at=clock_of(books, now)()))
    finally:
        books.close()
    where = config.address or f"http://{config.host}:{config.port}"
    click.echo(f"{where}/invited/{invited.secret}")
    click.echo(
        f"It works once, until {invited.until:%Y-%m-%d}. Hand it to {invited.person.name} and to nobody else.", err=True
    )


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@AS
@click.option("--restating", default="", metavar="REASON", help="Why a version counts from a day that is settled.")
def activate(path: Path, email: str, restating: str) -> None:
    """Bring the contract at PATH into force: a file, or a folder with one file for each version.

    Versions that are active are never edited; a new one is added. Where one takes effect in a period that is settled,
    say why: what is issued and comes to something else is then restated.
    """
    from sla.operations.activation import activate_contract

    texts = done(definitions.texts(path))
    with signed_in(email) as acting:
        answer = activate_contract(acting.books, texts, by=acting.by, at=acting.clock(), reason=restating)
        whole = done(answer)
        versions = ", ".join(f"{each.head.version} from {each.head.effective}" for each in whole.versions)
        click.echo(f"{whole.key}: version {versions}")


@click.command()
@click.argument("contract")
@AS
@click.option("--vendor", required=True, help="The vendor's company, as its people have it.")
@click.option("--reference", required=True, help="Your own name for the agreement.")
@click.option("--series", default="", help="How its statement numbers begin; by default made of the reference.")
@click.option("--reading", "readings", multiple=True, metavar="NAME=ANSWER", help="An answer the contract leaves open.")
@click.option(
    "--parties",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with customer, vendor and invoice as this agreement has them, in the contract's words.",
)
def agree(
    contract: str, email: str, vendor: str, reference: str, series: str, readings: tuple[str, ...], file: Path | None
) -> None:
    """Conclude CONTRACT, by its key, with a vendor."""
    from sla.operations.agreements import AS_AGREED, add_agreement

    own = done(parties(file.read_bytes().decode(errors="replace"), file.name)) if file else AS_AGREED
    with signed_in(email) as acting:
        answers = {name: answer for name, _, answer in (each.partition("=") for each in readings)}
        added = add_agreement(
            acting.books,
            contract,
            vendor,
            reference,
            by=acting.by,
            at=acting.clock(),
            series=series,
            parties=own,
            readings=answers,
        )
        click.echo(f"{done(added).reference}: statements are numbered {done(added).series}-0001 and so on")


def _named(references: Sequence[str], acting: Acting, hint: str) -> list[Agreement]:
    """The agreements that are meant, by the references that whoever acts has for them."""
    from sla.operations.pages import list_agreements

    known = {each.reference: each for each in list_agreements(acting.books, by=acting.by)}
    if odd := [each for each in references if each not in known]:
        raise click.BadParameter(f"there is no agreement {odd[0]}; see the portfolio", param_hint=hint)
    return [known[each] for each in references]


@click.command("parties")
@click.argument("reference")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@AS
@click.option("--from", "since", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The first day it holds on.")
def rename(reference: str, file: Path, email: str, since: datetime) -> None:
    """Record who the parties of your agreement REFERENCE are from a day on, and how its statements become e-invoices.

    FILE has `customer`, `vendor` and `invoice` in the contract's words; what it leaves out stays. Papers that are
    issued from that day on show it, those that correct an earlier one too; what is issued stays as it is.
    """
    from sla.operations.parties import change_parties

    own = done(parties(file.read_bytes().decode(errors="replace"), file.name))
    with signed_in(email) as acting:
        (meant,), day = _named((reference,), acting, "REFERENCE"), since.date()
        after = done(change_parties(acting.books, meant.id, own, day, by=acting.by, at=acting.clock()))
        click.echo(f"{reference}: {after.customer_party.name} and {after.vendor_party.name} from {day} on")


@click.command("open")
@click.argument("period")
@AS
@click.option(
    "--agreement", "references", multiple=True, metavar="REFERENCE", help="Your reference of it. May be repeated."
)
@click.option(
    "--closes", type=click.DateTime(["%Y-%m-%dT%H:%M%z"]), help="Last moment for figures, as 2026-04-08T18:00+0200."
)
def open_one(period: str, email: str, references: tuple[str, ...], closes: datetime | None) -> None:
    """Open PERIOD, as 2026-03, for figures: of every agreement of which it is next and has begun, or of those named.

    What is refused is said and stops no other.
    """
    from sla.operations.opening import open_many

    with signed_in(email) as acting:
        meant = [each.series for each in _named(references, acting, "--agreement")]
        opened = done(
            open_many(
                acting.books,
                period,
                by=acting.by,
                at=acting.clock(),
                series=meant or None,
                closes=closes,
                progress=_told,
            )
        )
    if not opened:
        click.echo(f"{period} is next and has begun in no agreement; name one with --agreement to open it earlier")
    raise SystemExit(1 if any(isinstance(each.answer, Findings) for each in opened) else 0)


def _told(opened: Opened) -> None:
    if isinstance(opened.answer, Findings):
        click.echo(f"{opened.of.reference:<24} refused   {' '.join(opened.answer.sentences())}")
    else:
        click.echo(f"{opened.of.reference:<24} {opened.answer.period.label} waits for figures")
