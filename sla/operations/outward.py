"""Reaching out: one POST to an address that somebody else named, to the public network and nowhere else.

The name is looked up once, every address it has is held against what may be reached, and the connection goes to one of
those, so that a name that says something else a moment later leads nowhere. Redirects are answers like any other.
"""

from __future__ import annotations

import base64
import hmac
import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

from sla.config import Network

SECONDS = 15
"""How long a receiver may take, to be reached and again to answer."""
LONGEST = 500
"""Characters of an address."""
PORTS = {"http": 80, "https": 443}
CARRYING = tuple(map(ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")))
"""Addresses that carry one of the old kind inside, which may be anywhere."""
Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the status of the answer, if there was one, and what happened in words."""

    status: int | None
    says: str

    @property
    def good(self) -> bool:
        """Whether it arrived."""
        return self.status is not None and 200 <= self.status < 300


def is_address(url: str, inside: tuple[Network, ...]) -> bool:
    """Whether something could be sent there: https to a host, or http where there are networks of our own."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    plain = parts.username is None and parts.password is None and not parts.fragment and port != 0
    schemes = {"https", "http"} if inside else {"https"}
    fits = len(url) <= LONGEST and url.isascii() and url.isprintable() and " " not in url
    return fits and plain and parts.scheme in schemes and bool(parts.hostname)


def signature(secret: str, name: str, at: int, body: bytes) -> str:
    """What a receiver holds a message against, after Standard Webhooks: `v1,` and an HMAC with SHA-256 in base64."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    said = f"{name}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, said, sha256).digest()).decode()


def post(url: str, body: bytes, headers: Mapping[str, str], inside: tuple[Network, ...]) -> Outcome:
    """Send it, once. Whatever goes wrong is an outcome."""
    if not is_address(url, inside):
        return Outcome(None, "this is no address that may be reached")
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        found = tuple(dict.fromkeys(_addresses(host, port)))
    except (OSError, UnicodeError):
        return Outcome(None, f"{host} has no address")
    if not found or not all(may_reach(each, inside) for each in found):
        return Outcome(None, f"{host} is in a network that may not be reached")
    if parts.scheme == "http" and not all(_within(each, inside) for each in found):
        return Outcome(None, "outside our own networks only https is reached")
    return _sent(parts, found[0], port, body, headers)


def _addresses(host: str, port: int) -> Iterator[Address]:
    for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        yield ip_address(str(where[0]).partition("%")[0])


def may_reach(address: Address, inside: tuple[Network, ...]) -> bool:
    """Whether it is an address of the public network, or of one that is let in."""
    plain = address.ipv4_mapped if isinstance(address, IPv6Address) and address.ipv4_mapped else address
    if _within(plain, inside):
        return True
    return plain.is_global and not plain.is_multicast and not _within(plain, CARRYING)


def _within(address: Address, networks: tuple[Network, ...]) -> bool:
    return any(address.version == each.version and address in each for each in networks)


def _sent(parts: SplitResult, address: Address, port: int, body: bytes, headers: Mapping[str, str]) -> Outcome:
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, Timeout
    from urllib3.exceptions import HTTPError

    waiting = Timeout(connect=SECONDS, read=SECONDS)
    host = parts.hostname or ""
    if parts.scheme == "https":
        pool: HTTPConnectionPool = HTTPSConnectionPool(
            str(address), port, timeout=waiting, server_hostname=host, assert_hostname=host
        )
    else:
        pool = HTTPConnectionPool(str(address), port, timeout=waiting)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    told = {**headers, "Host": parts.netloc}
    try:
        with pool:
            answer = pool.urlopen("POST", path, body, told, retries=False, redirect=False, preload_content=False)
            answer.close()  # whatever it says beside its status is nobody's concern
    except (HTTPError, OSError, ValueError) as wrong:
        return Outcome(None, f"no answer: {type(wrong).__name__}")
    return Outcome(answer.status, f"answered {answer.status}")
