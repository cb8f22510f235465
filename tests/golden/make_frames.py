"""Writes a golden frame for each kind of message as NAME.bin, and what it holds as NAME.json.

What the server sends lies in this folder, what clients send in `commands`. Both sides are tested
against the same files: pytest checks that the server still writes these bytes and that an
independent MessagePack reads them, vitest (golden.test.ts) that the web client does. Run it after
a change of the messages: `python -m tests.golden.make_frames`.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import msgspec

from server.wire import messages as m
from server.wire.codec import batch, command_kind, encode, encode_command

FOLDER = Path(__file__).resolve().parent

LARGEST_ID = 2**53 - 1
FAMILY = "山田 太郎 👨‍👩‍👧"

CARD = m.PersonCard(
    id=7,
    seat=16383,
    name=FAMILY,
    avatar="auto",
    about="経理 & more",
    tz="Asia/Tokyo",
    guest=False,
    x=0,
    y=70000,
    facing="w",
    status="dnd",
    wished=True,
    until=1_790_000_000_123,
    lingering=False,
    hand=2,
    bubble=300,
)
OTHER = msgspec.structs.replace(
    CARD, id=LARGEST_ID, seat=0, name="ß<b>&amp;", x=127, y=128, bubble=0
)

ROOM = m.RoomState(room=421, locked=True, owner=7, capacity=8, only_for=[7, LARGEST_ID])
SAID = m.Said(
    id=LARGEST_ID,
    seq=LARGEST_ID,
    ref="Tab_1-a-1",
    person=7,
    name=FAMILY,
    scope="floor",
    to=0,
    floor="town",
    text="長" * 40 + "\u202e<img onerror=x>",
    at=1_790_000_000_123,
    heard_by=199,
)

COLUMNS = 300
STANDING = ((7, 0, 128, "e"), (8, 255, 255, "n"), (16383, 76799, 55807, "w"), (0, 256, 256, "s"))
"""Who stands where on a floor of so many cells a row: seat, x, y, facing."""

CELLS = struct.pack(
    "<7I",
    0 | 2 << 16,
    7 | 1 << 14 | 0 << 16 | 128 << 24,
    8 | 0 << 14 | 255 << 16 | 255 << 24,
    (217 * COLUMNS + 299) | 1 << 16,
    16383 | 3 << 14 | 255 << 16 | 255 << 24,
    (1 * COLUMNS + 1) | 1 << 16,
    0 | 2 << 14 | 0 << 16 | 0 << 24,
)

COMMANDS: tuple[m.AnyCommand, ...] = (
    m.Hello(version=3, token="t" * 43, tab="Tab_1-a", last=LARGEST_ID, take_over=True),
    m.Move(x=-1, y=65536, facing="n", epoch=200),
    m.Say(ref="Tab_1-a-1", scope="bubble", text="こんにちは\n<script>\0🏳️‍🌈"),
    m.Edit(id=LARGEST_ID, text="直した"),
    m.Delete(id=1),
    m.Typing(scope="direct", to=7),
    m.History(scope="room", to=421, before=LARGEST_ID),
    m.Search(text="年末調整 %_", before=0),
    m.SetStatus(status=None, minutes=30),
    m.SetIdle(idle=True),
    m.SetProfile(name=FAMILY, about="経理", tz="Asia/Tokyo", listed=True),
    m.SetHand(up=True),
    m.React(emoji="👋", to=7),
    m.SetLock(room=421, locked=True),
    m.SetRoom(room=421, capacity=8, only_for=[7, LARGEST_ID]),
    m.Ask(ref="Tab_1-a-2", kind="knock", person=0, room=421, note="今いい?"),
    m.AnswerAsk(ask=3, answer="redirect", person=9, room=0),
    m.CancelAsk(ask=3),
    m.Pin(ref="Tab_1-a-3", text="鍵は受付に\nあります"),
    m.Unpin(id=5),
    m.GoFloor(floor="rooftop"),
    m.Leave(),
)

EVENTS: tuple[m.AnyEvent, ...] = (
    m.Welcome(
        version=3,
        you=7,
        resumed=False,
        guest_until=0,
        listed=True,
        speed=6.0,
        tick_hz=20.5,
        beat_seconds=3.0,
        join_radius=3.25,
        away_seconds=300.5,
        keep=m.Keep(bubble=3600, room=86400, direct=2592000, floor=604800, note=1209600),
        floors=[m.FloorName(id="town", ja="まちの広場", en="Town")],
        now=1_790_000_000_123,
    ),
    m.Snapshot(floor="town", epoch=3, columns=300, people=[CARD, OTHER], rooms=[ROOM]),
    m.Entered(person=CARD),
    m.Left(person=LARGEST_ID, why="timed_out"),
    m.Moved(cells=CELLS),
    m.Placed(x=31, y=32, epoch=4, why="speed"),
    m.Changed(person=7, status="away", wished=False, until=0, lingering=True, hand=0),
    m.Profiled(person=7, name=FAMILY, about="", tz=""),
    m.Bubbled(people=[(7, 300), (8, 0)]),
    m.Reacted(person=7, emoji="❤️", to=0),
    m.Elsewhere(
        whole=False,
        people=[
            m.Listed(
                id=9, name="Bob", avatar="auto", about="", tz="", floor="rooftop", status="meeting"
            )
        ],
        gone=[LARGEST_ID],
    ),
    m.Today(people=[m.Absent(id=9, name="Bob", avatar="auto", about="", at=1_790_000_000_123)]),
    m.RoomChanged(room=ROOM),
    m.LetIn(room=421, until=1_790_000_000_123, way=[(1, 2), (70000, 3)], walk=True),
    m.Asked(
        id=3,
        kind="visit",
        person=7,
        name=FAMILY,
        to=9,
        to_name="Bob",
        room=0,
        note="納品です",
        expires=1_790_000_060_123,
    ),
    m.AskOver(id=3, why="redirected", person=9, name="Bob"),
    SAID,
    m.HistoryPage(scope="floor", to=0, before=0, floor="town", messages=[SAID], more=True),
    m.Found(text="長", before=LARGEST_ID, messages=[SAID], more=False),
    m.TypingBy(person=7, scope="bubble", to=0),
    m.Board(notes=[m.Note(id=5, person=7, name=FAMILY, text="鍵", at=1_790_000_000_123)]),
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
        made[path] = encode_command(command), _plain(command)
    for event in EVENTS:
        path = FOLDER / f"{event.__struct_config__.tag}.bin"
        made[path] = batch([encode(event)]), _plain([event])
    everything = [*EVENTS, *EVENTS]  # more than 15: the longer form of a MessagePack array
    frame = batch([encode(event) for event in everything])
    made[FOLDER / "tick.bin"] = frame, _plain(everything)
    return made


def _plain(value: object) -> Any:
    return json.loads(msgspec.json.encode(value))


def cells() -> object:
    """Who stands where in the frame `moved`."""
    return {"columns": COLUMNS, "people": STANDING}


def text(held: object) -> str:
    """The text of a NAME.json."""
    return json.dumps(held, indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    """Writes all files."""
    for path, (frame, held) in frames().items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(frame)
        path.with_suffix(".json").write_text(text(held), encoding="utf-8")
    (FOLDER / "cells.json").write_text(text(cells()), encoding="utf-8")


if __name__ == "__main__":
    main()
