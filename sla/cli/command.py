"""The command itself: every word a person can type after `sla`."""

from __future__ import annotations

import click

from sla import __version__
from sla.cli.agreed import check, explain, settle
from sla.cli.audit import audit
from sla.cli.closing import approve, close, worker
from sla.cli.delivering import deliver
from sla.cli.forms import schema, template
from sla.cli.house import db, demo, sealer, serve
from sla.cli.journal import journal, payments, statements
from sla.cli.keeping import advance, backup, restore
from sla.cli.keys import keys
from sla.cli.papers import statement, verify
from sla.cli.periods import period
from sla.cli.setting_up import activate, agree, found, open_one, person, readmit, rename


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="sla")
def main() -> None:
    """Hold outsourcing vendors to what was agreed, and settle it to the cent."""


COMMANDS = (
    check,
    settle,
    explain,
    template,
    schema,
    statement,
    verify,
    audit,
    serve,
    sealer,
    db,
    demo,
    close,
    approve,
    worker,
    deliver,
    journal,
    statements,
    payments,
    period,
    backup,
    restore,
    advance,
    keys,
    found,
    person,
    readmit,
    activate,
    agree,
    open_one,
    rename,
)
for command in COMMANDS:
    main.add_command(command)
