"""`/api`: the machines' door described, for people and for programs; both are made from what answers there."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from flask import Blueprint, current_app, jsonify, render_template
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


@pages.get("/api/openapi.json")
def spec() -> Response:
    """The description in OpenAPI 3.1."""
    return jsonify(_spec())


@pages.get("/api")
def page() -> str:
    """The same to read."""
    said = _spec()
    tags = {each["name"]: each.get("description", "") for each in said["tags"]}
    requests = [
        {
            "method": method.upper(),
            "path": path,
            "tag": of["tags"][0],
            "takes": [
                HEADERS.get(one.get("$ref", "").split("/")[-1], one) for one in (*above, *of.get("parameters", []))
            ],
            **of,
        }
        for path, item in said["paths"].items()
        for above in [item.get("parameters", [])]
        for method, of in item.items()
        if method in METHODS
    ]
    return render_template("api.html", said=said, tags=tags, requests=requests, schemas=said["components"]["schemas"])


def _spec() -> dict[str, Any]:
    made: dict[str, Any] = deepcopy(current_app.extensions["sla-api"].spec.to_dict())
    made["components"]["parameters"] = made["components"].get("parameters", {}) | HEADERS
    for path in made["paths"].values():
        for method, of in path.items():
            if method in METHODS and method != "get":
                headers = ["key", *(["seen"] if "428" in of["responses"] else [])]
                of.setdefault("parameters", []).extend({"$ref": f"#/components/parameters/{name}"} for name in headers)
    return made
