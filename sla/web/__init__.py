"""Pages for people: rendered on the server, working without scripts, showing both sides the same figures."""

from sla.web.app import create_app

__all__ = ["create_app"]
