"""Every published schedule pays what its source says: its features, and the worked examples in its own file."""

from pytest_bdd import scenarios

scenarios("published")
