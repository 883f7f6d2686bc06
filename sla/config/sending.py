"""How news leave the house: the server that takes our mail, and the networks of our own that webhooks may reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.parse import unquote, urlsplit

from sla.config.sealing import Misconfigured

Network = IPv4Network | IPv6Network
PORTS = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """A server that takes mail, and whom it is from."""

    host: str
    port: int
    sender: str
    encrypted: bool
    """From the first byte on; otherwise as soon as the server offers it."""
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Mail | None:
        """Read `SLA_MAIL` (`smtp://user@mail.example:587`), `SLA_MAIL_FROM`, `SLA_MAIL_PASSWORD`; None without them."""
        text, sender = environment.get("SLA_MAIL") or "", environment.get("SLA_MAIL_FROM") or ""
        if not text and not sender:
            return None
        try:
            parts = urlsplit(text)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in PORTS or not parts.hostname or parts.password or parts.path.strip("/"):
            raise Misconfigured(f"SLA_MAIL is as smtp://user@mail.example:587 or smtps://..., not {text!r}")
        if "@" not in sender or not sender.isprintable():
            raise Misconfigured(f"SLA_MAIL_FROM is the address that our mail comes from, not {sender!r}")
        user, password = unquote(parts.username or ""), environment.get("SLA_MAIL_PASSWORD") or ""
        return cls(parts.hostname, port or PORTS[parts.scheme], sender, parts.scheme == "smtps", user, password)


def inside(environment: Mapping[str, str]) -> tuple[Network, ...]:
    """Read `SLA_WEBHOOKS_INSIDE`: networks that are not the public one and may be reached, as `10.0.0.0/8, ::1`."""
    text = environment.get("SLA_WEBHOOKS_INSIDE") or ""
    try:
        return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError:
        raise Misconfigured(f"SLA_WEBHOOKS_INSIDE is a list of networks, as 10.0.0.0/8, not {text!r}") from None
