"""Moves as a client that is not ours packs and reads them: by docs/protocol.md, not by our code."""

from __future__ import annotations

import struct
from typing import Any

import msgpack

FACINGS = "nesw"


def move(x: int, y: int, facing: str = "s", epoch: int = 0) -> bytes:
    """A claim."""
    return struct.pack("<BBHii", 0xC1, FACINGS.index(facing), epoch % 65536, x, y)


class Seats:
    """Who has which seat, from the frames of one connection in order."""

    def __init__(self) -> None:
        self._seats: dict[int, int] = {}
        self._columns = 1

    def read(self, frame: bytes) -> list[dict[str, Any]]:
        """A frame's events; each `moved` has `people` as well: [person, x, y, facing] each."""
        events = msgpack.unpackb(frame, strict_map_key=False)
        for event in events:
            match event["t"]:
                case "snapshot":
                    self._columns = event["columns"]
                    self._seats = {p["seat"]: p["id"] for p in event["people"]}
                case "entered":
                    self._seats[event["person"]["seat"]] = event["person"]["id"]
                case "left":
                    self._seats = {s: p for s, p in self._seats.items() if p != event["person"]}
                case "moved":
                    event["people"] = self._people(event["cells"])
        return events

    def _people(self, cells: bytes) -> list[list[Any]]:
        words = [word for (word,) in struct.iter_unpack("<I", cells)]
        people: list[list[Any]] = []
        while words:
            cell, count = words[0] & 0xFFFF, words[0] >> 16
            row, column = divmod(cell, self._columns)
            assert count > 0 and len(words) > count, "a cell is as long as it says"
            for word in words[1 : count + 1]:
                x, y = 256 * column + (word >> 16 & 255), 256 * row + (word >> 24)
                person = self._seats.get(word & 0x3FFF)
                people.append([person, x, y, FACINGS[word >> 14 & 3]])
            del words[: count + 1]
        return people
