"""Pages travel compressed, except where the length of an answer could tell a stranger what is in it.

A site that makes a signed-in visitor's browser ask for a page, with words of its choosing in the address, and sees how
long the encrypted answer is, could learn letter by letter what else stands there. Browsers say who asks
(`Sec-Fetch-Site`); only what our own pages or the visitor asked for is compressed.
"""

from __future__ import annotations

from flask import Flask, Response, request
from flask_compress import Compress

KINDS = ("text/html", "text/css", "text/javascript", "image/svg+xml", "application/schema+json")
"""Not other JSON: its ETags are given back to us as they were sent. Fonts and papers are compressed in themselves."""
METHODS = ("br", "gzip")
OURS = frozenset({"same-origin", "none"})


def install(app: Flask) -> None:
    """Compress what may be compressed, by what the browser understands."""
    app.config.update(
        COMPRESS_MIMETYPES=KINDS,
        COMPRESS_ALGORITHM=METHODS,
        COMPRESS_REGISTER=False,
    )
    compress = Compress(app)

    def shortened(answer: Response) -> Response:
        if request.endpoint == "static":
            read(answer)
        elif request.headers.get("Sec-Fetch-Site") not in OURS:
            return answer
        return compress.after_request(answer)

    app.after_request(shortened)


def read(answer: Response) -> None:
    """Read a file and close it here: nobody else does where it is compressed as it streams, or the visitor is gone."""
    file = answer.response
    answer.direct_passthrough = False
    answer.make_sequence()
    if close := getattr(file, "close", None):
        close()
