"""The command itself: every word a person can type after `sla`."""

from __future__ import annotations

import click

from sla import __version__
from sla.cli.agreed import check, explain, settle


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="sla")
def main() -> None:
    """Hold outsourcing vendors to what was agreed, and settle it to the cent."""


main.add_command(check)
main.add_command(settle)
main.add_command(explain)
