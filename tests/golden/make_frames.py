"""Writes a golden frame for each kind of message as NAME.bin, and what it holds as NAME.json.

What the server sends lies in this folder, what clients send in `commands`. Both sides are tested
against the same files: pytest checks that the server still writes these bytes and that an
independent MessagePack reads them, vitest (golden.test.ts) that the web client does. Run it after
a change of the messages: `python -m tests.golden.make_frames`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from server.wire import messages as m
from server.wire.codec import batch, command_kind, encode

FOLDER = Path(__file__).resolve().parent

LARGEST_ID = 2**53 - 1
FAMILY = "山田 太郎 👨‍👩‍👧"

CARD = m.PersonCard(
    id=7,
    name=FAMILY,
    avatar="auto",
    x=0,
    y=70000,
    facing="w",
    dnd=True,
    lingering=False,
    bubble=300,
)
OTHER = msgspec.structs.replace(CARD, id=LARGEST_ID, name="ß<b>&amp;", x=127, y=128, bubble=0)

COMMANDS: tuple[m.AnyCommand, ...] = (
    m.Hello(version=1, token="t" * 43, tab="Tab_1-a", last=LARGEST_ID, take_over=True),
    m.Move(x=-1, y=65536, facing="n", epoch=200),
    m.Say(ref="Tab_1-a-1", scope="bubble", text="こんにちは\n<script>\0🏳️‍🌈"),
    m.SetAvailability(dnd=True),
    m.GoFloor(floor="rooftop"),
    m.Leave(),
)

EVENTS: tuple[m.AnyEvent, ...] = (
    m.Welcome(
        version=1,
        you=7,
        resumed=False,
        speed=6.0,
        tick_hz=20.5,
        beat_seconds=3.0,
        join_radius=3.25,
        chat_keep_seconds=3600,
        floors=[m.FloorName(id="town", ja="まちの広場", en="Town")],
    ),
    m.Snapshot(floor="town", epoch=3, people=[CARD, OTHER]),
    m.Entered(person=CARD),
    m.Left(person=LARGEST_ID, why="timed_out"),
    m.Moved(people=[(7, 0, 128, "e"), (300, 65535, 65536, "s")]),
    m.Placed(x=31, y=32, epoch=4, why="speed"),
    m.Changed(person=7, dnd=False, lingering=True),
    m.Bubbled(people=[(7, 300), (8, 0)]),
    m.Said(
        id=LARGEST_ID,
        ref="Tab_1-a-1",
        person=7,
        name=FAMILY,
        scope="floor",
        floor="town",
        text="長" * 40 + "\u202e<img onerror=x>",
        at=1_790_000_000_123,
        heard_by=199,
    ),
    m.CaughtUp(last=LARGEST_ID),
    m.Refused(command="say", ref="Tab_1-a-1", why="nobody_near"),
    m.Malformed(problem="Expected `int`, got `str` - at `$.x`"),
    m.Beat(),
)


def frames() -> dict[Path, tuple[bytes, Any]]:
    """By its path each frame's bytes and what they hold, as plain JSON would say it."""
    made: dict[Path, tuple[bytes, Any]] = {}
    for command in COMMANDS:
        path = FOLDER / "commands" / f"{command_kind(command)}.bin"
        made[path] = msgspec.msgpack.encode(command), _plain(command)
    for event in EVENTS:
        path = FOLDER / f"{event.__struct_config__.tag}.bin"
        made[path] = batch([encode(event)]), _plain([event])
    everything = [*EVENTS, *EVENTS]  # more than 15: the longer form of a MessagePack array
    frame = batch([encode(event) for event in everything])
    made[FOLDER / "tick.bin"] = frame, _plain(everything)
    return made


def _plain(value: object) -> Any:
    return json.loads(msgspec.json.encode(value))


def text(held: object) -> str:
    """The text of a NAME.json."""
    return json.dumps(held, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Writes all files."""
    for path, (frame, held) in frames().items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(frame)
        path.with_suffix(".json").write_text(text(held), encoding="utf-8")


if __name__ == "__main__":
    main()
