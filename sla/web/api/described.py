"""`/api`: the machines' door described, for people and for programs; both are made from what answers there."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, jsonify, render_template
from werkzeug.wrappers import Response

pages = Blueprint("api", __name__)
METHODS = ("get", "post", "put", "patch", "delete")


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
            "takes": [*above, *of.get("parameters", [])],
            **of,
        }
        for path, item in said["paths"].items()
        for above in [item.get("parameters", [])]
        for method, of in item.items()
        if method in METHODS
    ]
    return render_template("api.html", said=said, tags=tags, requests=requests, schemas=said["components"]["schemas"])


def _spec() -> dict[str, Any]:
    made: dict[str, Any] = current_app.extensions["sla-api"].spec.to_dict()
    return made
