"""Where things are: database, folders, address. The one place that reads the environment."""

from sla.config.config import Config
from sla.config.sealing import PLAIN, Misconfigured, Profile, Sealing

__all__ = ["PLAIN", "Config", "Misconfigured", "Profile", "Sealing"]
