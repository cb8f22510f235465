"""One well-formed form of every command, by its kind: what tests of the wire begin with."""

from __future__ import annotations

from typing import Any

from server.wire.messages import VERSION

VALID: dict[str, dict[str, Any]] = {
    "hello": {"version": VERSION, "token": "t" * 43, "tab": "tab", "last": 0, "take_over": False},
    "move": {"x": 1, "y": 1, "facing": "s", "epoch": 0},
    "say": {"ref": "a", "scope": "floor", "text": "x", "to": 0},
    "edit": {"id": 1, "text": "x"},
    "delete": {"id": 1},
    "typing": {"scope": "floor", "to": 0},
    "history": {"scope": "floor", "to": 0, "before": 0},
    "search": {"text": "x", "before": 0},
    "status": {"status": "dnd", "minutes": 0},
    "idle": {"idle": True},
    "profile": {"name": "n", "about": "a", "tz": "Asia/Tokyo", "listed": False},
    "hand": {"up": True},
    "react": {"emoji": "👋", "to": 0},
    "lock": {"room": 1, "locked": True},
    "room": {"room": 1, "capacity": 0, "only_for": []},
    "ask": {"ref": "a", "kind": "ping", "person": 1, "room": 0, "note": ""},
    "answer": {"ask": 1, "answer": "accept", "person": 0, "room": 0},
    "cancel": {"ask": 1},
    "pin": {"ref": "a", "text": "x"},
    "unpin": {"id": 1},
    "go_floor": {"floor": "plain"},
    "leave": {},
}

OPTIONAL = {
    ("hello", "last"),
    ("hello", "take_over"),
    ("say", "to"),
    ("typing", "to"),
    ("history", "to"),
    ("history", "before"),
    ("search", "before"),
    ("status", "minutes"),
    ("profile", "about"),
    ("profile", "tz"),
    ("profile", "listed"),
    ("react", "to"),
    ("ask", "person"),
    ("ask", "room"),
    ("ask", "note"),
    ("answer", "person"),
    ("answer", "room"),
}
"""The fields that may be left out."""
