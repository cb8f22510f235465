"""Reads fields of an untrusted document. A field that is not what it has to be is a MapError."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rooms.tiled.errors import MapError, shown

LARGEST = 10_000_000
"""No number of a map (pixels, tiles, ids of tiles) may be larger. Keeps arithmetic exact."""

_COLOR = re.compile(r"#?(?:[0-9a-fA-F]{2})?([0-9a-fA-F]{6})")


def truthy(value: object) -> bool:
    """Whether a property says yes: true, 1, "true" or "1"."""
    if isinstance(value, str):
        return value.strip().casefold() in ("true", "1")
    return value is True or (isinstance(value, int | float) and value == 1)


@dataclass(frozen=True, slots=True)
class Fields:
    """One object of the document, with the place that an error names: file, layer and `what`."""

    data: Mapping[str, object]
    source: str
    layer: str = ""
    what: str = ""

    def error(self, reason: str) -> MapError:
        return MapError(self.source, self.layer, f"{self.what}: {reason}" if self.what else reason)

    def _wrong(self, key: str, value: object, expected: str) -> MapError:
        if value is None:
            return self.error(f"no {key}, expected {expected}")
        return self.error(f"{key} is {shown(value)}, expected {expected}")

    def number(self, key: str, default: float | None = None) -> float:
        """A finite number; the default where the key is missing or null, an error without one."""
        value = self.data.get(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, value, "a number")
        if not abs(value) <= LARGEST:  # also true for NaN
            raise self._wrong(key, value, f"a number of at most {LARGEST}")
        return float(value)

    def whole(
        self, key: str, default: int | None = None, *, least: int = -LARGEST, most: int = LARGEST
    ) -> int:
        """A whole number in [least, most]. 32.0 counts, since some exporters write it."""
        value = self.data.get(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key, value, "a whole number")
        if isinstance(value, float) and not (math.isfinite(value) and value == int(value)):
            raise self._wrong(key, value, "a whole number")
        if not least <= value <= most:
            raise self._wrong(key, value, f"{least} to {most}")
        return int(value)

    def text(self, key: str, default: str | None = "") -> str:
        value = self.data.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise self._wrong(key, value, "a text")
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self.data.get(key)
        if value is None:
            return default
        if not isinstance(value, bool) and value not in (0, 1):
            raise self._wrong(key, value, "true or false")
        return bool(value)

    def share(self, key: str) -> float:
        """A share from 0 to 1, cut to that range; 1 where it is missing."""
        return min(1.0, max(0.0, self.number(key, 1.0)))

    def color(self, key: str) -> str:
        """A colour as "#rrggbb" (an alpha part is dropped), or "" where there is none."""
        value = self.text(key)
        if not value:
            return ""
        match = _COLOR.fullmatch(value)
        if match is None:
            raise self._wrong(key, value, "a colour like #rrggbb")
        return f"#{match[1].lower()}"

    def class_name(self) -> str:
        """The user's class of a thing: `class` in Tiled 1.9, `type` before and after it."""
        return self.text("type") or self.text("class")

    def mapping(self, key: str) -> Fields | None:
        """The object under this key, or None."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            raise self._wrong(key, value, "an object")
        return Fields(value, self.source, self.layer, f"{self.what} {key}".strip())

    def sequence(self, key: str) -> Sequence[object]:
        """The list under this key; an empty one where it is missing or null."""
        value = self.data.get(key)
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            raise self._wrong(key, value, "a list")
        return value

    def items(self, key: str, what: str) -> Iterator[Fields]:
        """The objects of the list under this key; errors call each `what` and its id or place."""
        for index, value in enumerate(self.sequence(key)):
            if not isinstance(value, Mapping):
                raise self.error(f"{what} #{index} is {shown(value)}, expected an object")
            number = value.get("id", f"#{index}")
            label = f"{what} {number}" if isinstance(number, int | str) else what
            yield Fields(value, self.source, self.layer, f"{self.what} {label}".strip())

    def properties(self) -> dict[str, object]:
        """The custom properties by name: today's list, or the plain object of Tiled 1.0."""
        raw = self.data.get("properties")
        if raw is None:
            return {}
        if isinstance(raw, Mapping):
            return dict(raw)
        found: dict[str, object] = {}
        for entry in self.items("properties", "property"):
            found[entry.text("name", None)] = entry.data.get("value")
        return found
