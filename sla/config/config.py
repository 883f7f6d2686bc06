"""The settings of one installation, from environment variables whose names start with `SLA_`."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

from sla.config.provider import Provider
from sla.config.sealing import Misconfigured, Sealing
from sla.config.sending import Mail, Network, inside


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. Without any variable set, everything lives in `instance/` beside the contracts."""

    database: str
    """URL of the database: `sqlite:///instance/sla.db` or `postgresql://host/name`."""
    owner: str
    """The same as the role that owns the tables, for `sla db migrate`; on PostgreSQL another than serves people."""
    instance: Path
    contracts: Path
    keys: Path
    archive: Path
    host: str
    port: int
    proxies: int
    """How many servers of our own stand between the visitors and us, and say whom they speak for."""
    sealing: Sealing
    sealer: Path
    """The socket of the process that seals for the pages."""
    address: str
    """Where others find the pages, as `https://sla.example`; printed on statements, and empty where they find none."""
    mail: Mail | None
    """The server that takes our mail; None where no mail is sent."""
    inside: tuple[Network, ...]
    """Networks that are not the public one, and that webhooks may reach all the same."""
    trust: Path
    """What the pages believe: a copy of the register of keys, or the folder of keys itself."""

    provider: Provider | None
    """Who signs people in besides ourselves, if anybody does."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """Read `SLA_DATABASE`, `SLA_DATABASE_OWNER`, `SLA_INSTANCE`, `SLA_CONTRACTS`, `SLA_KEYS`, `SLA_ARCHIVE`, ...

        The others are `SLA_HOST`, `SLA_PORT`, `SLA_PROXIES`, `SLA_SEALER`, `SLA_TRUST`, `SLA_ADDRESS`
        and those of `Sealing`, `Mail`, `Provider` and `inside`.
        """
        instance = Path(environment.get("SLA_INSTANCE") or "instance")
        database = environment.get("SLA_DATABASE") or f"sqlite:///{instance / 'sla.db'}"
        return cls(
            database=database,
            owner=environment.get("SLA_DATABASE_OWNER") or database,
            instance=instance,
            contracts=Path(environment.get("SLA_CONTRACTS") or "contracts"),
            keys=Path(environment.get("SLA_KEYS") or instance / "keys"),
            archive=Path(environment.get("SLA_ARCHIVE") or instance / "archive"),
            host=environment.get("SLA_HOST") or "127.0.0.1",
            port=_port(environment.get("SLA_PORT") or "8080"),
            proxies=_proxies(environment.get("SLA_PROXIES") or "0"),
            sealing=Sealing.from_environment(environment),
            sealer=Path(environment.get("SLA_SEALER") or instance / "sealer.sock"),
            address=_address(environment.get("SLA_ADDRESS") or ""),
            mail=Mail.from_environment(environment),
            inside=inside(environment),
            provider=Provider.from_environment(environment),
            trust=Path(environment.get("SLA_TRUST") or environment.get("SLA_KEYS") or instance / "keys"),
        )

    @property
    def mails_links(self) -> bool:
        """Whether links to come in by go by mail: there is a server that takes it, and an address to lead to."""
        return self.mail is not None and bool(self.address)

    def second_step_secret(self) -> bytes:
        """The key that one-time codes are kept under, in a file of its own: without it nobody's codes are known."""
        return self.secret("second-step-secret")

    def secret(self, name: str = "secret") -> bytes:
        """The key that signs sessions: made once, kept in `instance/secret`, readable by its owner only."""
        path = self.instance / name
        if not path.exists():
            _make(path)
        if path.stat().st_mode & 0o077:
            raise Misconfigured(f"{path} can be read by others: delete it, and everybody signs in again")
        key = path.read_bytes()
        if len(key) < 32:
            raise Misconfigured(f"{path} is too short to be a secret: delete it, and a new one is made")
        return key


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Misconfigured(f"SLA_PORT is a number from 1 to 65535, not {text!r}")


def _address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment):
        raise Misconfigured(f"SLA_ADDRESS is where others find the pages, as https://sla.example, not {text!r}")
    return text.rstrip("/")


def _proxies(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 10:
        return int(text)
    raise Misconfigured(f"SLA_PROXIES is a number from 0 to 9, not {text!r}")


def _make(path: Path) -> None:
    """Write the whole secret aside and link it into place: of two processes that start together, one wins."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=".secret-") as aside:
        aside.write(secrets.token_hex(32))
        aside.flush()
        try:
            os.link(aside.name, path)
        except FileExistsError:
            return
