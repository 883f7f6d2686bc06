"""The `sla` command: check, settle and explain contracts, make and verify statements, serve the pages."""

from sla.cli.command import main

__all__ = ["main"]
