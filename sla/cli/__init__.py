"""The command line, `sla`."""
