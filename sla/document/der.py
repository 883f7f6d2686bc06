"""Distinguished encoding: one way to write each value, and the few tags and names that seals are made of."""

from __future__ import annotations

SEQUENCE, SET, OCTETS, CONSTRUCTED, SECOND, DIRECTORY_NAME = 0x30, 0x31, 0x04, 0xA0, 0xA1, 0xA4
VERSION_1, VERSION_3 = bytes.fromhex("020101"), bytes.fromhex("020103")
SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")


def der(tag: int, *parts: bytes) -> bytes:
    """One value: its tag, its length in as few bytes as can be, its parts."""
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8)
    return bytes([tag, 128 + len(length)]) + length + content
