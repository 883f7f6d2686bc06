"""How the pages speak with the sealer: one question and one answer, each a line of JSON and the bytes it announces."""

from __future__ import annotations

import json
from io import BufferedIOBase
from typing import Any

LONGEST_LINE, LARGEST = 64_000, 50_000_000
"""Bytes of a line, and of what follows it."""
Message = dict[str, Any]


class Garbled(ValueError):
    """This is neither a question nor an answer."""


def send(to: BufferedIOBase, message: Message, body: bytes = b"") -> None:
    """Write a message and the bytes that go with it."""
    to.write(json.dumps({**message, "size": len(body)}).encode() + b"\n" + body)
    to.flush()


def receive(source: BufferedIOBase) -> tuple[Message, bytes]:
    """Read a message and its bytes. Raises `Garbled`."""
    try:
        message = json.loads(source.readline(LONGEST_LINE))
        size = message.pop("size")
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise Garbled("this is no message") from wrong
    if not isinstance(size, int) or not 0 <= size <= LARGEST:
        raise Garbled("this announces too much")
    body = source.read(size)
    if len(body) != size:
        raise Garbled("this breaks off")
    return message, body
