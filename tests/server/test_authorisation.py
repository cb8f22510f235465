"""docs/authorisation.md, cell by cell, against a running office."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from tests.golden.make_plain import TILE
from tests.support.office import ROOT
from tests.support.raw import Event, Raw, raw
from tests.support.roles import ROOM, Cast, cast, http
from tests.support.valid import VALID

TEXT = (ROOT / "docs/authorisation.md").read_text(encoding="utf-8")
INSIDE = ("in the room", "owner")
Fields = dict[str, Any]


def table(first: str) -> list[tuple[str, str, str]]:
    """The filled cells of the table whose first column has this heading: row, role, expected."""
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in re.findall(r"^\|.*\|$", TEXT, re.MULTILINE)
    ]
    start = next(i for i, row in enumerate(rows) if row[0] == first)
    roles, cells = rows[start], []
    for row in rows[start + 2 :]:
        if row[0] in ("command", "address"):
            break
        cells += [
            (row[0], role, cell) for role, cell in zip(roles[1:], row[1:], strict=True) if cell
        ]
    return cells


# --- what each row sends, what has to be so before, and what shows that it was done --------------


async def locked(them: Cast, actor: str) -> Fields:
    """The owner locks the room."""
    await them["owner"].send("lock", room=ROOM, locked=True)
    await them["neighbour"].until(lambda e: e["t"] == "room" and e["room"]["locked"])
    return {}


async def full(them: Cast, actor: str) -> Fields:
    """The room holds as many as are in it."""
    await them["owner"].send("room", room=ROOM, capacity=2, only_for=[])
    await them["neighbour"].until(lambda e: e["t"] == "room" and e["room"]["capacity"] == 2)
    return {}


async def for_others(them: Cast, actor: str) -> Fields:
    """The room is only for somebody who is not here."""
    await them["owner"].send("room", room=ROOM, capacity=0, only_for=[them["neighbour"].me])
    await them["neighbour"].until(lambda e: e["t"] == "room" and e["room"]["only_for"] != [])
    return {}


async def own_words(them: Cast, actor: str) -> Fields:
    """The actor says something to those near."""
    return {"id": await _said(them, actor)}


async def spoken(them: Cast, actor: str) -> Fields:
    """The actor has said something before."""
    await own_words(them, actor)
    return {}


async def others_words(them: Cast, actor: str) -> Fields:
    """Somebody else in the actor's bubble says something."""
    speaker = {"guest": "member", "owner": "in the room"}.get(actor, "owner")
    return {"id": await _said(them, "neighbour" if actor == "member" else speaker)}


async def _said(them: Cast, speaker: str) -> int:
    await in_bubble(them, speaker)
    await them[speaker].send("say", ref="before", scope="bubble", text="before")
    said = await them[speaker].until(lambda e: e.get("ref") == "before")
    assert said["t"] == "said", said
    return int(said["id"])


async def in_bubble(them: Cast, actor: str) -> Fields:
    """Waits until the actor is told of a bubble that they are in."""
    client = them[actor]

    def bubbled(event: Event) -> bool:
        if event["t"] == "snapshot":
            return any(p["id"] == client.me and p["bubble"] for p in event["people"])
        return event["t"] == "bubbled" and any(p == client.me and b for p, b in event["people"])

    await client.until(bubbled)
    return {}


async def a_knock(them: Cast, actor: str) -> Fields:
    """The neighbour knocks at the locked room."""
    await locked(them, actor)
    await them["neighbour"].send("ask", ref="knock", kind="knock", room=ROOM)
    return {"ask": (await them["owner"].until("asked"))["id"]}


async def a_ping(them: Cast, actor: str) -> Fields:
    """The neighbour pings somebody who is not the actor."""
    to = "owner" if actor != "owner" else "member"
    await them["neighbour"].send("ask", ref="ping", kind="ping", person=them[to].me)
    return {"ask": (await them[to].until("asked"))["id"]}


async def own_ask(them: Cast, actor: str) -> Fields:
    """The actor asks to be led."""
    await them[actor].send("ask", ref="own", kind="lead", person=them["neighbour"].me)
    return {"ask": (await them[actor].until("asked"))["id"]}


async def own_note(them: Cast, actor: str) -> Fields:
    """The actor pins a note."""
    return {"id": await _pinned(them[actor])}


async def others_note(them: Cast, actor: str) -> Fields:
    """The neighbour pins a note."""
    return {"id": await _pinned(them["neighbour"])}


async def _pinned(client: Raw) -> int:
    await client.send("pin", ref="pinned", text="note")
    return int((await client.until(lambda e: e["t"] == "board" and e["notes"]))["notes"][0]["id"])


async def rested(them: Cast, actor: str) -> Fields:
    """Who has just come has earned no way yet: half a second of walking is two tiles and a half."""
    await asyncio.sleep(0.5)
    return {}


async def nothing(them: Cast, actor: str) -> Fields:
    """All is as it should be."""
    return {}


def near(them: Cast, actor: str) -> Fields:
    """A pixel beside the actor."""
    card = them[actor].card()
    return {"x": card["x"] + 1, "y": card["y"], "epoch": them[actor].epoch}


def into_room(them: Cast, actor: str) -> Fields:
    """Just inside the door, or a step on for those inside."""
    if actor in INSIDE:
        return near(them, actor)
    return {"x": int(21.5 * TILE), "y": int(4.5 * TILE), "epoch": them[actor].epoch}


def out_of_lobby(them: Cast, actor: str) -> Fields:
    """A little south of the lobby."""
    return {"x": int(17.5 * TILE), "y": int(7.5 * TILE), "epoch": them[actor].epoch}


def to_neighbour(them: Cast, actor: str) -> Fields:
    """For the neighbour."""
    return {"person": them["neighbour"].me}


Prepare = Callable[[Cast, str], Awaitable[Fields]]
Make = Callable[[Cast, str], Fields]
Proof = Callable[[Event, int], bool]


def told(kind: str, field: str = "person") -> Proof:
    """An event of a kind about the actor."""
    return lambda event, me: event["t"] == kind and event.get(field) == me


def moved(event: Event, me: int) -> bool:
    """The actor went on."""
    return event["t"] == "moved" and any(person == me for person, *_ in event["people"])


def always(event: Event, me: int) -> bool:
    """Nothing proves it: the row never says yes."""
    return False


def row(
    kind: str, proof: Proof, /, *prepare: Prepare, make: Make | None = None, **fields: object
) -> tuple[str, Proof, tuple[Prepare, ...], Make | None, Fields]:
    """A row: the command, what the neighbour or the actor is told if it is done, and the rest."""
    return kind, proof, prepare, make, fields


said = told("said")
ROWS = {
    "`hello` once more": row("hello", always),
    "`move` about where one is": row("move", moved, rested, make=near),
    "`move` out of the lobby": row("move", moved, rested, make=out_of_lobby),
    "`move` into the open room": row("move", moved, rested, make=into_room),
    "`move` into the locked room": row("move", moved, locked, rested, make=into_room),
    "`move` into the full room": row("move", moved, full, rested, make=into_room),
    "`move` into the room for others": row("move", moved, for_others, rested, make=into_room),
    "`say` to the bubble": row("say", said, in_bubble, scope="bubble"),
    "`say` to the room": row("say", said, scope="room"),
    "`say` to a person": row(
        "say", said, make=lambda t, a: {"to": t["neighbour"].me}, scope="direct"
    ),
    "`say` to the floor": row("say", said, scope="floor"),
    "`edit` one's own": row("edit", lambda e, me: bool(e.get("edited")), own_words),
    "`edit` somebody else's": row("edit", always, others_words),
    "`delete` one's own": row("delete", lambda e, me: bool(e.get("deleted")), own_words),
    "`delete` somebody else's": row("delete", always, others_words),
    "`typing` to the floor": row("typing", told("typing"), scope="floor"),
    "`typing` to the room": row("typing", told("typing"), scope="room"),
    "`history` of one's bubbles": row(
        "history",
        lambda e, me: e["t"] == "history" and e["messages"] != [],
        spoken,
        scope="bubble",
    ),
    "`history` of the floor": row(
        "history", lambda e, me: e["t"] == "history" and e["scope"] == "floor", scope="floor"
    ),
    "`search`": row("search", lambda e, me: e["t"] == "found"),
    "`status`": row("status", lambda e, me: told("changed")(e, me) and e["status"] == "dnd"),
    "`idle`": row("idle", told("changed"), make=None),
    "`profile`": row("profile", told("profiled")),
    "`hand`": row("hand", lambda e, me: told("changed")(e, me) and e["hand"]),
    "`react`": row("react", told("reacted")),
    "`lock` the room": row(
        "lock", lambda e, me: e["t"] == "room" and e["room"]["locked"], room=ROOM
    ),
    "`lock`: unlock the room": row(
        "lock",
        lambda e, me: e["t"] == "room" and not e["room"]["locked"],
        locked,
        room=ROOM,
        locked=False,
    ),
    "`room`: capacity and for whom": row(
        "room",
        lambda e, me: e["t"] == "room" and e["room"]["capacity"] == 5,
        room=ROOM,
        capacity=5,
    ),
    "`ask`: knock at the locked room": row(
        "ask", told("asked"), locked, kind="knock", person=0, room=ROOM
    ),
    "`ask`: knock at the open room": row("ask", told("asked"), kind="knock", person=0, room=ROOM),
    **{
        f"`ask`: {kind}": row("ask", told("asked"), make=to_neighbour, kind=kind)
        for kind in ("invite", "ping", "lead", "come", "visit")
    },
    "`answer` a knock at the room": row("answer", told("ask_over"), a_knock),
    "`answer` a ping that is for another": row("answer", always, a_ping),
    "`cancel` what one asked": row("cancel", lambda e, me: e["t"] == "ask_over", own_ask),
    "`cancel` what another asked": row("cancel", always, a_ping),
    "`pin`": row("pin", lambda e, me: e["t"] == "board" and e["notes"] != []),
    "`unpin` one's own": row("unpin", lambda e, me: e["t"] == "board" and not e["notes"], own_note),
    "`unpin` somebody else's": row("unpin", always, others_note),
    "`go_floor`": row("go_floor", told("left"), floor="second"),
    "`leave`": row("leave", told("left")),
}


# --- the cells ------------------------------------------------------------------------------------


async def outcome(them: Cast, name: str, role: str) -> str:
    """What came of a row's command when somebody sent it, in the words of the table."""
    kind, proof, prepares, make, fields = ROWS[name]
    if role == "outsider":
        async with raw(them.url) as stranger:
            token = {"token": "x" * 43} if kind == "hello" else {}
            await stranger.send(kind, **{**VALID[kind], **fields, **token})
            return "closed" if await stranger.closed() in (4506, 4502) else "?"
    actor, me = them[role], them[role].me
    given: Fields = {}
    for prepare in prepares:
        given |= await prepare(them, role)
    given |= make(them, role) if make is not None else {}
    witnesses = [actor, them["neighbour"], them["owner"], them["in the room"]]
    marks = [len(witness.events) for witness in witnesses]
    await actor.send(kind, **{**VALID[kind], **fields, **given})
    if kind == "hello":
        return "closed" if await actor.closed() == 4506 else "?"
    if kind != "leave":
        await actor.send("answer", ask=2**40, answer="accept")  # is refused in any case
    async with asyncio.timeout(10):
        while True:
            fresh = [e for w, mark in zip(witnesses, marks, strict=True) for e in w.events[mark:]]
            if any(proof(event, me) for event in fresh):
                return "yes"
            own = actor.events[marks[0] :]
            refused = [e["why"] for e in own if e["t"] == "refused" and e["command"] == kind]
            placed = [e["why"] for e in own if e["t"] == "placed" and kind == "move"]
            expected = 2 if kind == "answer" else 1
            if placed or len(refused) >= expected:
                return f"({(placed or refused)[0]})"
            if kind in ("typing", "idle") and any(e["t"] == "refused" for e in own):
                return "nothing"  # what was sent later has been answered already
            await asyncio.sleep(0.01)


@pytest.mark.spec("ROOM-1", "ROOM-2", "ROOM-4", "GUEST-2", "GUEST-4", "GUEST-5", "ASK-8", "ASK-11")
@pytest.mark.parametrize("name", ROWS)
async def test_each_cell_of_the_table_of_commands(tmp_path: Path, name: str) -> None:
    for command, role, expected in table("command"):
        if command == name:
            folder = tmp_path / role.replace(" ", "-")
            folder.mkdir()
            async with cast(folder) as them:
                assert await outcome(them, name, role) == expected, f"{name}, {role}"


def test_every_command_has_a_row_and_every_row_is_driven() -> None:
    assert [command for command, _, _ in table("command")] != []
    assert {command for command, _, _ in table("command")} == set(ROWS)
    assert {kind for kind, *_ in ROWS.values()} == set(VALID)


@pytest.mark.spec("GUEST-1", "GUEST-4", "LIST-4")
@pytest.mark.parametrize("cell", table("address"), ids=lambda cell: f"{cell[0]}, {cell[1]}")
async def test_each_cell_of_the_table_of_addresses(
    tmp_path: Path, cell: tuple[str, str, str]
) -> None:
    request, role, expected = cell
    method, path = re.findall(r"`([A-Z]+) (\S+)`", request)[0]
    who = "neighbour" if request.endswith("that one made") else role
    async with cast(tmp_path) as them:
        body = {"hours": 1} if method == "POST" else None
        assert await http(them, method, path, who, body) == int(expected)
