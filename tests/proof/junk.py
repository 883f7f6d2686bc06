"""What can be hung onto a sealed paper, before it or behind it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.document import sample


def junk(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Each with its name."""
    other = sample.printed()
    for called, tail in (
        ("a space", b" "),
        ("an empty line", b"\n"),
        ("a comment", b"% nothing\n"),
        ("a second end", b"%%EOF\n"),
        ("zeros", bytes(4096)),
        ("words", b"settled in full"),
        ("another paper", other),
        ("the paper again", content),
        ("an archive", b"PK\x03\x04" + bytes(40)),
        ("a page of the web", b"<html><script>alert(1)</script></html>\n%%EOF\n"),
        ("a bare object", b"1 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"),
    ):
        yield f"junk at the end: {called}", content + tail
    yield "junk at the beginning", b"\n" + content
    yield "another paper before it", other + content
    yield "the seal moved to the end", content.replace(b"/ByteRange [0 ", b"/ByteRange [1 ", 1)
