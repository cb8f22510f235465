"""The HTTP API in OpenAPI 3.1, from the same definitions that the server decodes with."""

from __future__ import annotations

import functools
from importlib.metadata import version
from typing import Any

import msgspec

from server.wire import http

_SCHEMAS = (
    http.NewSession,
    http.SessionGranted,
    http.NewPass,
    http.PassGranted,
    http.PassView,
    http.GuestPass,
    http.AboutMe,
    http.OfficeInfo,
    http.Problem,
)
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


def _json_body(cls: type) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": _schema(cls)}}}


def _refusals(**more: str) -> dict[str, Any]:
    """The refusals of a path for those with a token, and more by their codes, as `s404`."""
    told = {
        "401": "No session has this token",
        "429": "Too many requests from one address",
        **{code.removeprefix("s"): text for code, text in more.items()},
    }
    return {code: _answer(text, _schema(http.Problem)) for code, text in told.items()}


def _for_bearers(summary: str, responses: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"summary": summary, "security": [{"token": []}], "responses": responses, **more}


def _own_paths() -> dict[str, Any]:
    """What needs a session's token: one's passes, and what is stored about oneself."""
    passes = {"type": "array", "items": _schema(http.PassView)}
    granted = _answer("The pass; its code is shown once", _schema(http.PassGranted))
    number = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    for_guests = "Guests have no passes"
    return {
        "/api/passes": {
            "post": _for_bearers(
                "Make a guest's pass",
                {
                    "201": granted,
                    **_refusals(
                        s400="The body can't be used", s403=for_guests, s409="Too many passes"
                    ),
                },
                requestBody=_json_body(http.NewPass),
            ),
            "get": _for_bearers(
                "One's passes that go on",
                {"200": _answer("The passes", passes), **_refusals(s403=for_guests)},
            ),
        },
        "/api/passes/{id}": {
            "delete": _for_bearers(
                "Take a pass back: its guests' sessions end",
                {"204": _answer("Done"), **_refusals(s403=for_guests, s404="No such pass")},
                parameters=[number],
            )
        },
        "/api/me": {
            "get": _for_bearers(
                "All that is stored about oneself, and until when",
                {"200": _answer("What is held", _schema(http.AboutMe)), **_refusals()},
            ),
            "delete": _for_bearers(
                "Delete all that is stored about oneself, and leave",
                {"204": _answer("Done"), **_refusals()},
            ),
        },
    }


def _paths() -> dict[str, Any]:
    problem = _schema(http.Problem)
    text = {"type": "string"}
    enter = {
        "summary": "Enter: a session, to be shown to the WebSocket at /ws in `hello`",
        "requestBody": _json_body(http.NewSession),
        "responses": {
            "201": _answer("The session", _schema(http.SessionGranted)),
            "400": _answer("The body can't be used, or the pass has ended", problem),
            "429": _answer("Too many entries from one address", problem),
        },
    }
    floor = _answer("The floor: a FloorView, see docs/protocol.md", {"type": "object"})
    picture = _answer("A picture", {"type": "string", "format": "binary"}, "image/png")
    return {
        "/api/office": _get("The office", _answer("The office", _schema(http.OfficeInfo))),
        "/api/sessions": {"post": enter},
        "/api/guest/{code}": _get(
            "A guest's pass, by its code",
            _answer("Who invites, and until when", _schema(http.GuestPass)),
            ("code", "string"),
        ),
        **_own_paths(),
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
            "components": {
                "schemas": components,
                "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            },
        }
    )
