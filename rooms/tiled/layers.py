"""The map's layers as a flat list from the bottom to the top, with what their groups pass on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rooms.tiled.errors import MAX_DEPTH
from rooms.tiled.fields import Fields, truthy

AVATARS_LAYER = "floorLayer"
"""Office maps paint what follows an object layer of this name above the avatars."""

KINDS = frozenset({"tilelayer", "objectgroup", "imagelayer"})


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer that is no group. dx, dy (px), opacity, visibility and tint include its groups'."""

    kind: str
    name: str
    fields: Fields  # errors name this layer
    properties: Mapping[str, object]
    visible: bool
    opacity: float
    dx: float
    dy: float
    tint: str
    above: bool


def mixed(one: str, other: str) -> str:
    """Two tints ("#rrggbb" or "") on top of each other: each channel is multiplied."""
    if not one or not other:
        return one or other
    channels = (
        round(int(one[at : at + 2], 16) * int(other[at : at + 2], 16) / 255) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


class Layers:
    """Flattens the layer tree; `notes` then says what was left out."""

    def __init__(self, document: Fields, notes: list[str]) -> None:
        self._notes = notes
        self._over_avatars = False
        self.flat = tuple(self._walk(document, None, "", 0))

    def _walk(self, holder: Fields, group: Layer | None, path: str, depth: int) -> Iterator[Layer]:
        if depth > MAX_DEPTH:
            raise holder.error(f"groups stand more than {MAX_DEPTH} deep")
        for index, raw in enumerate(holder.items("layers", "layer")):
            name = raw.data.get("name")
            label = path + (name if isinstance(name, str) and name else f"#{index}")
            fields = Fields(raw.data, raw.source, label)
            kind = fields.text("type", None)
            layer = self._layer(kind, fields, group)
            if kind == "group":
                yield from self._walk(fields, layer, f"{label}/", depth + 1)
            elif kind in KINDS:
                yield layer
                if kind == "objectgroup" and layer.name == AVATARS_LAYER:
                    self._over_avatars = True
            else:
                self._notes.append(f"layer '{label}' has the unknown type '{kind[:40]}': ignored")

    def _layer(self, kind: str, fields: Fields, group: Layer | None) -> Layer:
        properties = fields.properties()
        above = truthy(properties.get("above")) or (group is not None and group.above)
        if any(fields.number(key, 1.0) != 1.0 for key in ("parallaxx", "parallaxy")):
            note = "parallax is not supported: layers stay in place"
            if note not in self._notes:
                self._notes.append(note)
        return Layer(
            kind=kind,
            name=fields.text("name"),
            fields=fields,
            properties=properties,
            visible=fields.flag("visible", True) and (group is None or group.visible),
            opacity=fields.share("opacity") * (group.opacity if group else 1.0),
            dx=fields.number("offsetx", 0.0) + (group.dx if group else 0.0),
            dy=fields.number("offsety", 0.0) + (group.dy if group else 0.0),
            tint=mixed(fields.color("tintcolor"), group.tint if group else ""),
            above=above or (self._over_avatars and kind != "group"),
        )
