"""`keys`: the keys that seal, changed in good order or given up."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from sla.cli import shown
from sla.cli.acting import now
from sla.config import Config
from sla.operations import keyring
from sla.values import Findings

NAME = click.argument("name")
AT = click.option("--at", type=click.DateTime(), help="Since when, in UTC; now by default.")


@click.group()
def keys() -> None:
    """The keys that seal statements. They lie in SLA_KEYS; what is public of them is in keys.json."""


@keys.command("list")
@click.option("--json", "in_json", is_flag=True, help="The register as it is handed to whoever verifies.")
def list_(in_json: bool) -> None:
    """Say which keys sealed here, since when, and what became of them. Hand --json to your partners: it is public."""
    folder = _config().keys
    if in_json:
        text = keyring.published(folder)
        if isinstance(text, Findings):
            shown.refuse(text)
        click.echo(text, nl=False)
        return
    found = keyring.list_keys(folder)
    if isinstance(found, Findings):
        shown.refuse(found)
    for each in found:
        fate = "seals" if each.seals else f"retired {each.retired:%Y-%m-%d %H:%M}" if each.retired else ""
        stolen = f"compromised {each.compromised:%Y-%m-%d %H:%M}" if each.compromised else ""
        says = ", ".join(filter(None, (fate, stolen)))
        click.echo(f"{each.name}  since {each.since:%Y-%m-%d %H:%M}  {says:<28} {keyring.owner(each)}")
    if not found:
        click.echo("No key yet: the first statement makes one for trying out, or put yours there.")


@keys.command()
@click.option(
    "--from",
    "prepared",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with root.pem, seal.pem, and seal.p12 or token.json. Without it, a test key is made.",
)
def rotate(prepared: Path | None) -> None:
    """Seal with a new key from now on. What the old one sealed stays genuine, and verifies as before."""
    config = _config()
    new = keyring.rotate(config.keys, config.sealing, now(), prepared)
    if isinstance(new, Findings):
        shown.refuse(new)
    click.echo(f"{new.name} seals from now on: {keyring.owner(new)}")
    click.echo("Hand your partners the new register: sla keys list --json. The old private key can be destroyed.")


@keys.command()
@NAME
@AT
def retire(name: str, at: datetime | None) -> None:
    """Let the key whose name begins with NAME seal no more. What it sealed before stays genuine."""
    changed = keyring.retire(_config().keys, name, _moment(at))
    if isinstance(changed, Findings):
        shown.refuse(changed)
    click.echo(f"{changed.name} is retired; what says that it was sealed later is refused.")
    _onward()


@keys.command()
@NAME
@AT
def compromised(name: str, at: datetime | None) -> None:
    """Say that the key whose name begins with NAME may be in other hands, since --at.

    What it sealed since then is refused. What it sealed before is only believed with a timestamp from before, or where
    the log of this installation took it in before.
    """
    changed = keyring.compromised(_config().keys, name, _moment(at))
    if isinstance(changed, Findings):
        shown.refuse(changed)
    click.echo(f"{changed.name} is refused for everything sealed since {changed.compromised:%Y-%m-%d %H:%M} UTC.")
    click.echo("What is older is believed with a timestamp from before, or by the log of this installation.")
    _onward()


def _config() -> Config:
    return Config.from_environment(os.environ)


def _moment(at: datetime | None) -> datetime:
    return at.replace(tzinfo=UTC) if at else now()


def _onward() -> None:
    found = keyring.list_keys(_config().keys)
    if not isinstance(found, Findings) and not any(each.seals for each in found):
        click.echo("No key is left to seal with; have a new one: sla keys rotate")
    click.echo("Hand your partners the new register: sla keys list --json")
