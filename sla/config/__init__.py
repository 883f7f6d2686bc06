"""Where things are: database, folders, address. The one place that reads the environment."""

from sla.config.config import Config, Misconfigured

__all__ = ["Config", "Misconfigured"]
