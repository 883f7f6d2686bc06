"""Paper: a statement rendered, sealed and verified."""
