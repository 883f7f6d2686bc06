"""How statements are sealed: the PAdES profile, and the authority that confirms the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit


class Misconfigured(ValueError):
    """A setting cannot be used. The message names the variable and what it takes."""


class Profile(StrEnum):
    """What a seal carries besides the signature; each holds what the one before it holds."""

    PLAIN = "B-B"
    STAMPED = "B-T"
    """The time, confirmed by an authority."""
    LASTING = "B-LT"
    """What is needed to check the certificates when their issuers no longer answer."""
    ARCHIVED = "B-LTA"
    """One more confirmed time over all of it, which an archive can renew."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """The profile, and the address of an RFC 3161 authority, which every profile but the plain one asks."""

    profile: Profile = Profile.PLAIN
    authority: str = ""
    passphrase: str = field(default="", repr=False)
    """Opens the key, or is the PIN of its token; empty: it lies in a file."""
    passphrase_file: Path | None = None
    """Where, if not beside the key."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Sealing:
        """Read `SLA_SEAL`, `SLA_TIMESTAMPS`, and `SLA_PASSPHRASE` or `SLA_PASSPHRASE_FILE`. Raises `Misconfigured`."""
        wanted = environment.get("SLA_SEAL") or Profile.PLAIN
        authority = environment.get("SLA_TIMESTAMPS") or ""
        if wanted not in tuple(Profile):
            raise Misconfigured(f"SLA_SEAL is one of {', '.join(Profile)}, not {wanted!r}")
        if authority and (urlsplit(authority).scheme not in {"http", "https"} or not urlsplit(authority).hostname):
            raise Misconfigured(f"SLA_TIMESTAMPS is the http address of an RFC 3161 authority, not {authority!r}")
        if (wanted != Profile.PLAIN) != bool(authority):
            raise Misconfigured("SLA_SEAL=B-T, B-LT or B-LTA and SLA_TIMESTAMPS go together: set both or neither")
        file = environment.get("SLA_PASSPHRASE_FILE")
        return cls(Profile(wanted), authority, environment.get("SLA_PASSPHRASE") or "", Path(file) if file else None)


PLAIN = Sealing()
"""Nobody but the seal says when it was made."""
