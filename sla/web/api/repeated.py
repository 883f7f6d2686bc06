"""`Idempotency-Key`: whoever sends a writing request again under the same key gets the first answer again."""

from __future__ import annotations

import json
from hashlib import sha256

from flask import Response, g, request

from sla.cycle import Person
from sla.operations import repeating
from sla.store.answers import Answer
from sla.values import Findings
from sla.web.visitor import desk, now

HEADER = "Idempotency-Key"
AGAIN = "Idempotent-Replayed"
"""Says of an answer that it is the first one again."""
KEPT = ("Content-Type", "ETag", "Location")
"""Headers that belong to an answer; all others are those of its moment."""


def begin(by: Person) -> Response | Findings | None:
    """The first answer, or why there is none; None if there is something to do."""
    key = request.headers.get(HEADER)
    if key is None:
        return None
    known = repeating.begin(desk().books, key, _said(), by=by, at=now())
    if isinstance(known, Answer):
        return Response(known.body, known.status, [*known.headers, (AGAIN, "true")])
    if known is None:
        g.repeatable = key
    return known


def end(answer: Response, by: Person) -> None:
    """Keep what was answered; what failed on our side may be asked again, and a link to come in by is kept nowhere."""
    key: str | None = g.pop("repeatable", None)
    if key is not None:
        headers = tuple((name, answer.headers[name]) for name in KEPT if name in answer.headers)
        kept = Answer(answer.status_code, headers, answer.get_data())
        repeating.end(desk().books, key, kept if answer.status_code < 500 and not g.get("told_once") else None, by=by)


def _said() -> str:
    """The hash of what a request says. A form is the same whatever stands between its fields."""
    told = [request.method, request.full_path, request.headers.get("If-Match", "")]
    if request.mimetype != "multipart/form-data":
        return sha256(json.dumps(told).encode() + request.get_data()).hexdigest()
    told += sorted(str(pair) for pair in request.form.items(multi=True))
    for name, file in request.files.items(multi=True):
        told += [str(name), file.filename or "", sha256(file.stream.read()).hexdigest()]
        file.stream.seek(0)
    return sha256(json.dumps(told).encode()).hexdigest()
