"""`/api`: the machines' door described, for people and for programs; both are made from what answers there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, jsonify, render_template, request
from werkzeug.wrappers import Response

from sla.operations.repeating import LONGEST
from sla.web.api.repeated import HEADER

pages = Blueprint("api", __name__)
METHODS = ("get", "post", "put", "patch", "delete")
KEY: dict[str, Any] = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST},
    "description": "Of your making. The same request again under the same key, within a day, gets the first answer.",
}
SEEN: dict[str, Any] = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of what was looked at.",
}
HEADERS = {"key": KEY, "seen": SEEN}
"""Headers that many requests take; where the answer may be 428, If-Match is needed."""
SENT = {"application/json": "--json @body.json", "multipart/form-data": "-F file=@FILE"}
"""How `curl` sends a body."""


@dataclass(frozen=True, slots=True)
class Request:
    """One address under one method, to read: `takes` are name, place and sense of what it asks for."""

    method: str
    path: str
    part: str
    says: str
    takes: tuple[tuple[str, str, str], ...]
    body: str
    """The name of the schema of what is sent, if there is one."""
    answers: tuple[tuple[str, str, str], ...]
    """Status, sense, and the name of the schema."""
    curl: str

    @property
    def anchor(self) -> str:
        """Names it in the address of the page."""
        return f"{self.method}{self.path}".lower().translate(str.maketrans("/.", "--", "{}"))


@pages.get("/api/openapi.json")
def spec() -> Response:
    """The description in OpenAPI 3.1."""
    return jsonify(_spec())


@pages.get("/api")
def page() -> str:
    """The same to read."""
    said = _spec()
    every = tuple(_requests(said))
    parts = [
        (each["name"], each.get("description", ""), [one for one in every if one.part == each["name"]])
        for each in said["tags"]
    ]
    return render_template("api.html", said=said, parts=parts)


@pages.get("/api/wire")
def wire() -> str:
    """What requests carry and answers hold, field by field."""
    return render_template("api-wire.html", schemas=_spec()["components"]["schemas"])


def _requests(said: Mapping[str, Any]) -> Iterator[Request]:
    for path, item in said["paths"].items():
        for method in METHODS:
            if of := item.get(method):
                takes = [_plain(one) for one in (*item.get("parameters", ()), *of.get("parameters", ()))]
                kinds = of.get("requestBody", {}).get("content", {})
                yield Request(
                    method.upper(),
                    path,
                    of["tags"][0],
                    " ".join(filter(None, (of.get("summary"), of.get("description")))),
                    tuple((one["name"], _where(one), one.get("description", "")) for one in takes),
                    next((_named(each) for each in kinds.values()), ""),
                    tuple(_answers(of["responses"])),
                    _curl(method, path, takes, next(iter(kinds), "")),
                )


def _plain(one: Mapping[str, Any]) -> Mapping[str, Any]:
    return HEADERS.get(one.get("$ref", "").split("/")[-1], one)


def _where(one: Mapping[str, Any]) -> str:
    choice = ", ".join(map(str, one.get("schema", {}).get("enum", ())))
    return f"{one['in']}{', needed' if one.get('required') else ''}{f': {choice}' if choice else ''}"


def _answers(responses: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for status, answer in responses.items():
        if "description" in answer:
            content = answer.get("content", {}).values()
            yield status, answer["description"], next((_named(each) for each in content), "")


def _named(content: Mapping[str, Any]) -> str:
    """The name of a schema, or of what its list is of."""
    schema = content.get("schema", {})
    return str(schema.get("items", schema).get("$ref", "")).split("/")[-1]


def _curl(method: str, path: str, takes: list[Mapping[str, Any]], kind: str) -> str:
    """The line that asks it."""
    words = ["curl", *([f"-X {method.upper()}"] if method != "get" and not kind else [])]
    words.append('-H "Authorization: Bearer $SLA_TOKEN"')
    if SEEN in takes:
        words.append("-H 'If-Match: \"1.2\"'")
    return " ".join([*words, *([SENT[kind]] if kind else []), f'"{request.host_url.rstrip("/")}{path}"'])


def _spec() -> dict[str, Any]:
    made: dict[str, Any] = deepcopy(current_app.extensions["sla-api"].spec.to_dict())
    made["components"]["parameters"] = made["components"].get("parameters", {}) | HEADERS
    for path in made["paths"].values():
        for method, of in path.items():
            if method in METHODS and method != "get":
                headers = ["key", *(["seen"] if "428" in of["responses"] else [])]
                of.setdefault("parameters", []).extend({"$ref": f"#/components/parameters/{name}"} for name in headers)
    return made
