"""Where things are: database, folders, address. The one place that reads the environment."""

from sla.config.config import Config
from sla.config.provider import Provider
from sla.config.sealing import PLAIN, Misconfigured, Profile, Sealing
from sla.config.sending import Mail, Network

__all__ = ["PLAIN", "Config", "Mail", "Misconfigured", "Network", "Profile", "Provider", "Sealing"]
