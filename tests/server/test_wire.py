"""The wire: one definition, read alike by others, and a decoder that nothing upsets."""

from __future__ import annotations

import gc
import json
import random
import re
import tracemalloc
from pathlib import Path
from typing import Any, get_args

import msgpack
import msgspec
import pytest

from server.client.connection import _decoder as client_decoder
from server.wire import cells, generate, http, limits, messages
from server.wire.close import Close
from server.wire.codec import (
    MalformedFrameError,
    batch,
    command_kind,
    decode_command,
    encode,
    encode_command,
)
from server.wire.move import unpack
from tests.golden import make_frames
from tests.support import seats
from tests.support.valid import OPTIONAL, VALID

# --- one definition -------------------------------------------------------------------------------


@pytest.mark.spec("WIRE-1")
def test_the_generated_files_say_what_the_definitions_say() -> None:
    advice = "run `python -m server.wire.generate`"
    assert generate.TYPESCRIPT.read_text("utf-8") == generate.typescript(), advice
    assert generate.PROTOCOL.read_text("utf-8") == generate.protocol(), advice


@pytest.mark.spec("WIRE-1")
@pytest.mark.parametrize(
    ("where", "name", "changed"),
    [
        ("messages", "VERSION", messages.VERSION + 1),
        ("http", "NAME_LENGTH", http.NAME_LENGTH + 1),
        ("limits", "LIMITS", {**limits.LIMITS, "move": limits.Limit(101, 60, 120)}),
        ("generate", "COMMANDS", generate.COMMANDS[:-1]),
        ("generate", "EVENTS", (*generate.EVENTS[:-1], messages.FloorName)),
    ],
)
def test_a_changed_definition_changes_the_generated_files(
    where: str, name: str, changed: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the test above would prove nothing."""
    before = generate.typescript(), generate.protocol()
    module = {"messages": messages, "http": http, "limits": limits, "generate": generate}[where]
    monkeypatch.setattr(module, name, changed)
    assert (generate.typescript(), generate.protocol()) != before


@pytest.mark.spec("WIRE-1")
def test_every_kind_is_generated_once() -> None:
    text = generate.typescript()
    tags = [cls.__struct_config__.tag for cls in (*generate.COMMANDS, *generate.EVENTS)]
    for tag in tags:  # a command and what answers it may have the same
        assert text.count(f'readonly t: "{tag}";') == tags.count(tag) <= 2
    names = re.findall(r"export (?:interface|type) (\w+)", text)
    assert len(names) == len(set(names)), "TypeScript would merge interfaces of one name"
    for close in Close:
        assert f"  {close.name}: {close.code}," in text


@pytest.mark.spec("WIRE-1")
def test_close_codes_say_by_their_range_what_to_do() -> None:
    codes = [close.code for close in Close]
    assert len(set(codes)) == len(codes)
    assert all(4000 <= code <= 4999 for code in codes)
    for close in Close:
        assert close.final == (close.code >= 4500)
        assert len(close.meaning.encode()) <= 123, "it is sent as the reason"


@pytest.mark.spec("WIRE-4")
def test_every_command_has_limits_that_its_largest_form_fits_in() -> None:
    kinds = {cls.__struct_config__.tag for cls in get_args(messages.AnyCommand)}
    assert set(limits.LIMITS) == kinds
    ref, largest = "r" * 40, 2**53 - 1
    emoji = "\U0001f600"
    for command in (
        messages.Hello(version=2**31, token="t" * 200, tab=ref, last=largest, take_over=True),
        messages.Move(x=-(2**31), y=-(2**31), facing="n", epoch=largest),
        messages.Say(ref=ref, scope="bubble", text=emoji * 2000, to=largest),
        messages.Edit(id=largest, text=emoji * 2000),
        messages.Delete(id=largest),
        messages.Typing(scope="direct", to=largest),
        messages.History(scope="direct", to=largest, before=largest),
        messages.Search(text=emoji * 100, before=largest),
        messages.SetStatus(status="available", minutes=24 * 60),
        messages.SetIdle(idle=False),
        messages.SetProfile(name=emoji * 200, about=emoji * 60, tz="z" * 40, listed=False),
        messages.SetHand(up=False),
        messages.React(emoji="❤️", to=largest),
        messages.SetLock(room=largest, locked=False),
        messages.SetRoom(room=largest, capacity=1000, only_for=[largest] * 50),
        messages.Ask(ref=ref, kind="invite", person=largest, room=largest, note=emoji * 200),
        messages.AnswerAsk(ask=largest, answer="redirect", person=largest, room=largest),
        messages.CancelAsk(ask=largest),
        messages.Pin(ref=ref, text=emoji * 500),
        messages.Unpin(id=largest),
        messages.GoFloor(floor="f" * 64),
        messages.Leave(),
    ):
        kinds.discard(command_kind(command))
        frame = encode_command(command)
        assert len(frame) <= limits.LIMITS[command_kind(command)].size
        assert isinstance(command, messages.Move) or decode_command(frame) == command
    assert not kinds, "each kind has its largest form above"


# --- others read it alike -------------------------------------------------------------------------


GOLDEN = make_frames.frames()


@pytest.mark.spec("WIRE-1")
def test_the_golden_frames_are_what_the_server_writes() -> None:
    advice = "run `python -m tests.golden.make_frames`"
    for path, (frame, held) in GOLDEN.items():
        assert path.read_bytes() == frame, advice
        assert path.with_suffix(".json").read_text("utf-8") == make_frames.text(held), advice
    kinds = {c.__struct_config__.tag for c in (*generate.COMMANDS, *generate.EVENTS)}
    assert {path.stem for path in GOLDEN} == kinds | {"tick"}
    assert set(make_frames.FOLDER.rglob("*.bin")) == set(GOLDEN), "and no others"


def as_json(read: object) -> object:
    """What a frame holds as JSON says it, which has no bytes."""
    return json.loads(msgspec.json.encode(read))


@pytest.mark.spec("WIRE-1")
def test_the_cells_of_a_golden_frame_hold_who_was_put_there() -> None:
    held = json.loads((make_frames.FOLDER / "cells.json").read_text("utf-8"))
    assert make_frames.text(held) == make_frames.text(make_frames.cells())
    found = cells.unpack(make_frames.CELLS, held["columns"])
    assert [list(one) for one in found] == held["people"]


@pytest.mark.spec("WIRE-1")
@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_an_independent_messagepack_reads_and_writes_every_kind(path: Path) -> None:
    held = json.loads(path.with_suffix(".json").read_text("utf-8"))
    frame = path.read_bytes()
    if path.stem == "move":
        assert frame == seats.move(**{k: v for k, v in held.items() if k != "t"})
        assert unpack(frame) == (held["x"], held["y"], held["facing"], held["epoch"])
        return
    read = msgpack.unpackb(frame)
    assert as_json(read) == held
    written = msgpack.packb(read)
    if isinstance(held, dict):
        command = next(c for c in make_frames.COMMANDS if command_kind(c) == path.stem)
        assert decode_command(written) == decode_command(frame) == command
    else:
        events = client_decoder.decode(written)
        assert events == client_decoder.decode(frame)
        assert json.loads(msgspec.json.encode(events)) == held


@pytest.mark.spec("WIRE-1")
@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 65535, 65536, 70000])
def test_a_batch_is_an_array_of_any_length(count: int) -> None:
    assert msgpack.unpackb(batch([encode(messages.Beat())] * count)) == [{"t": "beat"}] * count


# --- what cannot be read --------------------------------------------------------------------------

PACKED = {kind: fields for kind, fields in VALID.items() if kind != "move"}
"""The commands that travel in MessagePack."""

NAN, HUGE = float("nan"), 2**64 - 1
NO_ID = (-1, 2**53, HUGE, 1.5, "0", None)
NO_FLAG = (0, 1, "true", None)
WRONG: dict[str, tuple[Any, ...]] = {
    "version": ("1", 1.0, None, True, []),
    "token": ("short", "t" * 201, 5, None, b"t" * 43),
    "tab": ("", "a b", "t" * 41, "た", "tab\n", 5),
    "last": NO_ID,
    "take_over": NO_FLAG,
    "x": (NAN, float("inf"), 1.0, 2**31, -(2**31) - 1, HUGE, "1", None, [1], {}),
    "y": (NAN, -float("inf"), 1.5, 2**31, -(2**63), "", True),
    "facing": ("", "N", "north", 0, None),
    "epoch": (-1, 2**53, 0.0, None),
    "ref": ("", "a/b", "r" * 41, "r\n", 5),
    "scope": ("", "all", None, 1),
    "text": ("", "x" * 2001, 5, None, b"bytes"),
    "to": NO_ID,
    "id": NO_ID,
    "before": NO_ID,
    "status": ("", "meeting", "serving", "offline", 0),
    "minutes": (-1, 24 * 60 + 1, 0.5, "5", None),
    "idle": NO_FLAG,
    "name": ("", "n" * 201, 5, None),
    "about": ("a" * 61, 5, None),
    "tz": ("Asia/Tokyo; x", "t" * 41, "東京", 5, "UTC\n"),
    "listed": NO_FLAG,
    "up": NO_FLAG,
    "emoji": ("", "🖕", "👍👍", "thumbs", 0),
    "room": NO_ID,
    "locked": NO_FLAG,
    "capacity": (-1, 1001, 1.5, None),
    "only_for": (None, 5, [1] * 51),
    "kind": ("", "slap", None),
    "person": NO_ID,
    "note": ("n" * 201, 5, None),
    "ask": NO_ID,
    "answer": ("", "maybe", None),
    "floor": ("", "f" * 65, 0, None),
}


@pytest.mark.spec("WIRE-2")
@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, fields in PACKED.items() for field in fields]
)
def test_each_wrong_field_is_named(kind: str, field: str) -> None:
    for value in WRONG[field]:
        with pytest.raises(MalformedFrameError, match=rf"\$\.{field}\b"):
            decode_command(msgpack.packb({"t": kind, **VALID[kind], field: value}))
    if (kind, field) not in OPTIONAL:
        missing = {name: value for name, value in VALID[kind].items() if name != field}
        with pytest.raises(MalformedFrameError, match=f"`{field}`"):
            decode_command(msgpack.packb({"t": kind, **missing}))


@pytest.mark.spec("WIRE-2")
@pytest.mark.parametrize("kind", PACKED)
def test_what_is_no_field_is_named(kind: str) -> None:
    with pytest.raises(MalformedFrameError, match="`admin`"):
        decode_command(msgpack.packb({"t": kind, **VALID[kind], "admin": True}))


@pytest.mark.spec("WIRE-2")
@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\xc0",
        b"\xc1",
        b"\x80",
        b"\x90" + b"\x80",
        b"\x91" * 100_000,
        b"\x81\xa1t" + b"\x91" * 8000,
        b"\xdf\xff\xff\xff\xff",
        b"\xdd\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xff",
        b"\xdb\xff\xff\xff\xff",
        b"\xc9\xff\xff\xff\xff\x01",
        msgpack.packb([VALID["edit"]]),
        msgpack.packb({"t": "beat"}),
        msgpack.packb({"t": ["leave"]}),
        msgpack.packb({1: 2}),
        msgpack.packb({"t": "leave"}) + b"\0",
        msgpack.packb({"t": "say", **VALID["say"]})[:-1] + b"\xff",
        msgpack.packb({"t": msgpack.ExtType(5, b"\0" * 4)}),
    ],
)
def test_odd_frames_are_malformed(frame: bytes) -> None:
    with pytest.raises(MalformedFrameError, match=r"\w"):
        decode_command(frame)


@pytest.mark.spec("WIRE-2")
def test_a_hundred_thousand_random_and_broken_frames_upset_nothing() -> None:
    """Only MalformedFrameError comes out, and nothing of the frames stays in memory."""
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    good = [frame for frame, held in GOLDEN.values() if isinstance(held, dict)]
    good += [msgpack.packb({"t": kind, **fields}) for kind, fields in PACKED.items()]
    accepted = 0

    def try_frames(count: int) -> None:
        nonlocal accepted
        for number in range(count):
            if number % 4 == 0:
                frame = chance.randbytes(chance.randrange(80))
            else:
                frame = mutated(chance, chance.choice(good))
            try:
                command = decode_command(frame)
            except MalformedFrameError as error:
                assert str(error), frame
            else:
                accepted += 1
                assert isinstance(command, messages.Command)

    try_frames(5_000)  # caches fill
    gc.collect()
    tracemalloc.start()
    try_frames(20_000)
    gc.collect()
    first = tracemalloc.get_traced_memory()[0]
    try_frames(20_000)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - first
    tracemalloc.stop()
    try_frames(55_000)
    # 20,000 frames of some 100 bytes: one byte kept of each would be 20 kB.
    assert grown < 10_000, f"{grown} bytes stayed, seed {seed}"
    assert 0 < accepted < 60_000, "some mutations are harmless, most are not"


def mutated(chance: random.Random, frame: bytes) -> bytes:
    """A frame with one to three things done to it."""
    changed = bytearray(frame)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(changed) + 1)
        match chance.randrange(5):
            case 0 if at < len(changed):
                changed[at] = chance.randrange(256)
            case 1:
                changed[at:at] = chance.randbytes(chance.randint(1, 4))
            case 2:
                del changed[at : at + chance.randint(1, 8)]
            case 3:
                changed += frame[at:]
            case _ if at < len(changed):
                changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)
