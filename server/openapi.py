"""The HTTP API in OpenAPI 3.1, from the same definitions that the server decodes with."""

from __future__ import annotations

import functools
from importlib.metadata import version
from typing import Any

import msgspec

from server.wire import http

_SCHEMAS = (http.NewSession, http.SessionGranted, http.OfficeInfo, http.Problem)
_REFERENCE = "#/components/schemas/{name}"


def _answer(text: str, schema: Any = None, kind: str = "application/json") -> dict[str, Any]:
    content = {} if schema is None else {"content": {kind: {"schema": schema}}}
    return {"description": text, **content}


def _schema(cls: type) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(name=cls.__name__)}


def _get(summary: str, answer: dict[str, Any], *parameters: tuple[str, str]) -> dict[str, Any]:
    operation: dict[str, Any] = {"summary": summary, "responses": {"200": answer}}
    if parameters:
        operation["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": {"type": kind}}
            for name, kind in parameters
        ]
        operation["responses"]["404"] = _answer("There is none", _schema(http.Problem))
    return {"get": operation}


def _paths() -> dict[str, Any]:
    problem = _schema(http.Problem)
    text = {"type": "string"}
    enter = {
        "summary": "Enter: a session, to be shown to the WebSocket at /ws in `hello`",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _schema(http.NewSession)}},
        },
        "responses": {
            "201": _answer("The session", _schema(http.SessionGranted)),
            "400": _answer("The body can't be used", problem),
            "429": _answer("Too many entries from one address", problem),
        },
    }
    floor = _answer("The floor: a FloorView, see docs/protocol.md", {"type": "object"})
    picture = _answer("A picture", {"type": "string", "format": "binary"}, "image/png")
    return {
        "/api/office": _get("The office", _answer("The office", _schema(http.OfficeInfo))),
        "/api/sessions": {"post": enter},
        "/api/floors/{floor}": _get(
            "A floor, to paint it and to walk on it", floor, ("floor", "string")
        ),
        "/api/floors/{floor}/images/{number}": _get(
            "A picture of a floor", picture, ("floor", "string"), ("number", "integer")
        ),
        "/healthz": _get("Is the process alive?", _answer("Yes", text, "text/plain")),
        "/readyz": _get("Can it serve people?", _answer("Yes", text, "text/plain")),
        "/metrics": _get("Numbers for Prometheus", _answer("Sums", text, "text/plain")),
    }


@functools.cache
def document() -> bytes:
    """The whole description as JSON."""
    _, components = msgspec.json.schema_components(_SCHEMAS, ref_template=_REFERENCE)
    return msgspec.json.encode(
        {
            "openapi": "3.1.0",
            "info": {"title": "Madoguchi", "version": version("madoguchi")},
            "paths": _paths(),
            "components": {"schemas": components},
        }
    )
