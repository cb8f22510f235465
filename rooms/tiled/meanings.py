"""What custom properties and classes mean: the tables behind docs/maps.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rooms.plan import ZoneKind
from rooms.tiled.errors import shown
from rooms.tiled.fields import truthy

Takes = Literal["yes", "name", "target", "link"]
"""yes: true or false · name: the same, or any text · target: a text · link: a web address."""

ZONE_PROPERTIES: Mapping[str, tuple[ZoneKind, Takes]] = {
    # Of existing office maps.
    "exitUrl": (ZoneKind.EXIT, "target"),
    "exitSceneUrl": (ZoneKind.EXIT, "target"),
    "silent": (ZoneKind.SILENT, "yes"),
    "focusable": (ZoneKind.FOCUS, "yes"),
    "jitsiRoom": (ZoneKind.MEETING, "name"),
    "livekitRoom": (ZoneKind.MEETING, "name"),
    "meetingRoomName": (ZoneKind.MEETING, "name"),
    "openWebsite": (ZoneKind.LINK, "link"),
    "openTab": (ZoneKind.LINK, "link"),
    "playAudio": (ZoneKind.SOUND, "link"),
    "playAudioLoop": (ZoneKind.SOUND, "link"),
    "speakerMegaphone": (ZoneKind.STAGE, "name"),
    "listenerMegaphone": (ZoneKind.AUDIENCE, "name"),
    # Our own.
    "serviceWindow": (ZoneKind.WINDOW, "target"),
    "reception": (ZoneKind.RECEPTION, "yes"),
    "stage": (ZoneKind.STAGE, "name"),
    "audience": (ZoneKind.AUDIENCE, "name"),
    "meeting": (ZoneKind.MEETING, "name"),
}

CLASSES: Mapping[str, ZoneKind] = {
    "meeting": ZoneKind.MEETING,
    "silent": ZoneKind.SILENT,
    "stage": ZoneKind.STAGE,
    "audience": ZoneKind.AUDIENCE,
    "window": ZoneKind.WINDOW,
    "servicewindow": ZoneKind.WINDOW,
    "reception": ZoneKind.RECEPTION,
    "focus": ZoneKind.FOCUS,
    "focusable": ZoneKind.FOCUS,
    "exit": ZoneKind.EXIT,
    "link": ZoneKind.LINK,
    "sound": ZoneKind.SOUND,
}
"""Classes (in lower case) of an object that make a zone of this kind without a property."""

AREA_CLASSES = frozenset({"area", "zone"})
START_CLASSES = frozenset({"start", "spawn"})
START_PROPERTIES = ("start", "startLayer")

OTHER_PROPERTIES = frozenset(
    {
        *START_PROPERTIES,
        "exitInstance",  # the old way to say more about exitSceneUrl
        "locked",
        "lobby",
        "capacity",
        "name:ja",
        "name:en",
        "collides",
        "seeThrough",
        "above",
        "standing",
    }
)
UNDERSTOOD = OTHER_PROPERTIES | ZONE_PROPERTIES.keys()

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One zone that a layer or an object asks for."""

    kind: ZoneKind
    name: str
    target: str


def is_start(properties: Mapping[str, object]) -> bool:
    """Whether people arrive here."""
    return any(truthy(properties.get(key)) for key in START_PROPERTIES)


def _harmful(link: str) -> bool:
    """Whether an address is of another kind than http, so that a click could run code.

    Browsers skip spaces and control characters inside a scheme, so they are taken out first.
    """
    match = _SCHEME.match("".join(char for char in link if char > " ").casefold())
    return match is not None and match[1] not in ("http", "https")


def meanings(
    properties: Mapping[str, object], name: str, kind: str, where: str, notes: list[str]
) -> Iterator[Meaning]:
    """The zones that the properties, and the class in lower case (or ""), ask for; each once.

    Values that make no sense become a note that names `where`.
    """
    seen: set[tuple[ZoneKind, str]] = set()
    kinds: set[ZoneKind] = set()
    for key, (zone, takes) in ZONE_PROPERTIES.items():
        value = properties.get(key)
        text = value.strip() if isinstance(value, str) else ""
        if takes in ("yes", "name"):
            named = takes == "name" and text.casefold() not in ("", "false", "0", "true", "1")
            if not truthy(value) and not named:
                continue
            found = Meaning(zone, name or (text if named else ""), "")
        elif not text:
            if value not in (None, "", False, True):
                notes.append(f"{key} of {where} is {shown(value)}, expected a text: ignored")
            continue
        elif takes == "link" and _harmful(text):
            notes.append(f"{key} of {where} is {shown(text)}, expected a web address: ignored")
            continue
        else:
            found = Meaning(zone, name, text)
        if (found.kind, found.target) not in seen:
            seen.add((found.kind, found.target))
            kinds.add(found.kind)
            yield found
    plain = CLASSES.get(kind)
    if plain is None or plain in kinds:
        return
    if plain in (ZoneKind.EXIT, ZoneKind.LINK, ZoneKind.SOUND):
        notes.append(f"{where} has the class '{kind}', but does not say where to: ignored")
        return
    yield Meaning(plain, name, name if plain is ZoneKind.WINDOW else "")
