"""The provider of single sign-on (OpenID Connect), if there is one, and for whose addresses it is believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sla.config.sealing import Misconfigured

NEEDED = ("SLA_OIDC_ISSUER", "SLA_OIDC_CLIENT", "SLA_OIDC_SECRET", "SLA_OIDC_DOMAINS")
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom to ask who somebody is. Several companies meet here, so it speaks for some domains and no others."""

    issuer: str
    client: str
    secret: str = field(repr=False)
    domains: frozenset[str]
    """What comes after the @ of the addresses that it answers for, in small letters."""
    name: str
    """What people call it: `Sign in with ...`."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Provider | None:
        """Read `SLA_OIDC_ISSUER`, `_CLIENT`, `_SECRET`, `_DOMAINS` and `_NAME`. Raises `Misconfigured`."""
        issuer, client, secret, domains = (environment.get(name) or "" for name in NEEDED)
        if not any((issuer, client, secret, domains)):
            return None
        if not all((issuer, client, secret, domains)):
            raise Misconfigured(f"{', '.join(NEEDED)} go together: set all of them or none")
        address = urlsplit(issuer)
        if not address.hostname or (address.scheme != "https" and address.hostname not in HERE):
            raise Misconfigured(f"SLA_OIDC_ISSUER is the https address of a provider, not {issuer!r}")
        named = environment.get("SLA_OIDC_NAME") or address.hostname
        believed = frozenset(each.lstrip("@").lower() for each in domains.replace(",", " ").split())
        return cls(issuer, client, secret, believed, named)
