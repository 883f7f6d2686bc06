"""Mirrors `sla/` path for path; besides, `acceptance` runs the features and `shape` looks at the code itself."""
