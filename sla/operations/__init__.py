"""One function per thing a person can do: load, decide, save, in one transaction."""
