"""The servers that are compared: how each is started, who comes to it, and how they talk."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import socket
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rooms.model import BubbleId, FloorId, PersonId, position
from server.auth import new_token, token_hash
from server.clock import wall_ms
from server.store.records import PresenceRecord
from server.store.sqlite import SqliteStore
from server.wire import messages
from tests.bench.fanout.build import program
from tests.bench.fanout.floor import Area, before_room, places, write_map
from tests.bench.fanout.processes import Measured
from tests.support.node import install_packages, node
from tests.support.office import free_port

PEERS = Path(__file__).parents[1] / "peers"


@dataclass(frozen=True)
class Load:
    """What is asked of a server: how many people at most, where, and how often it ticks."""

    people: int
    area: Area
    hz: float
    movers: float = 0.2
    slow: int = 0  # the first so many have small buffers, and stop reading when they are told to
    placed: bool = True  # people are where they were before a restart; else they come in anew
    floors: int = 1  # people are dealt to them in turn
    chat: float = 0.0  # messages a second of each
    knockers: int = 0  # on each floor, beside the `people`: one in the room, the others before it


@dataclass(frozen=True)
class Running:
    """A started server: its process, its port, and the list of people for the generator."""

    process: Measured
    port: int
    people: Path
    dialect: str
    version: int = messages.VERSION


@dataclass(frozen=True)
class Candidate:
    """A server that can be started."""

    name: str
    what: str
    start: Callable[[Load, Path], Running] = field(repr=False)
    guess: int = 400
    """With how many people the search begins."""
    resident: bool = False
    """Whether all of the list are there from the start, on a line or not: then each number of
    people needs a fresh server."""

    @contextlib.contextmanager
    def running(self, load: Load, folder: Path) -> Iterator[Running]:
        """Starts it and stops it."""
        started = self.start(load, folder)
        try:
            yield started
        finally:
            started.process.stop()


# --- the product ----------------------------------------------------------------------------------


def product_dialect() -> str:
    """How this office's clients claim places: the binary form where the server has it."""
    binary = importlib.util.find_spec("server.wire.move") is not None
    return "product-binary" if binary else "product-msgpack"


def _product(load: Load, folder: Path) -> Running:
    port = free_port()
    write_map(folder / "bench.tmj")
    names = [f"bench{number}" for number in range(1, load.floors + 1)]
    lines = [
        f"max_people = {load.people + load.knockers * load.floors + 100}",
        f"tick_hz = {load.hz}",
        "linger_seconds = 86400",
        'data = "data"',
        *(f'[[floors]]\nid = "{name}"\nmap = "bench.tmj"' for name in names),
    ]
    (folder / "office.toml").write_text("\n".join(lines) + "\n")
    people = folder / "people.txt"
    asyncio.run(_let_in(folder / "data", load, names, people))
    process = Measured(
        [
            sys.executable,
            "-m",
            "server",
            "--port",
            str(port),
            "--config",
            str(folder / "office.toml"),
        ],
        folder / "office.log",
    )
    process.wait_until(lambda: _answers(f"http://127.0.0.1:{port}/readyz"), seconds=120)
    return Running(process, port, people, product_dialect())


async def _let_in(data: Path, load: Load, floors: list[str], people: Path) -> None:
    """Sessions and places for all, as the server would have stored them before a restart."""
    store = SqliteStore(data)
    await store.start()
    spots = places(load.people, load.area)
    spots += [before_room(number // load.floors) for number in range(load.knockers * load.floors)]
    tokens = [new_token() for _ in spots]
    sessions = await asyncio.gather(
        *(
            store.create_session(token_hash(token), f"歩く人 {number}", "", wall_ms())
            for number, token in enumerate(tokens)
        )
    )
    presences = [
        _presence(session.person, FloorId(floors[number % len(floors)]), *spot)
        for number, (session, spot) in enumerate(zip(sessions, spots, strict=True))
    ]
    if load.placed:
        store.save_presences(presences, _raise)
    await store.stop()
    _write_people(people, [s.person for s in sessions], spots, tokens)


def _presence(person: PersonId, floor: FloorId, x: int, y: int) -> PresenceRecord:
    return PresenceRecord(person, floor, position(x, y), "s", "", 0, 0, BubbleId(0))


def _raise(error: Exception) -> None:
    raise error


# --- the peers ------------------------------------------------------------------------------------


def _reference(load: Load, folder: Path) -> Running:
    port = free_port()
    phases = 2 if load.hz <= 10 else 1
    command = [str(program("reference")), "--port", str(port)]
    command += ["--hz", str(load.hz), "--phases", str(phases)]
    return _listed(Measured(command, folder / "reference.log"), port, load, folder, "grid")


def _node(script: str, dialect: str, *more: str) -> Callable[[Load, Path], Running]:
    """A peer in Node; its packages are installed when the first one is started."""

    def start(load: Load, folder: Path) -> Running:
        install_packages(PEERS)
        port = free_port()
        command = [node(), str(PEERS / script), str(port), str(load.hz), *more]
        environment = {"NODE_ENV": "production"}
        process = Measured(command, folder / f"{script}.log", environment)
        return _listed(process, port, load, folder, dialect)

    return start


def _listed(process: Measured, port: int, load: Load, folder: Path, dialect: str) -> Running:
    """A server without an office behind it: people are numbers, and stand where they say."""
    people = folder / "people.txt"
    spots = places(load.people, load.area)
    _write_people(people, range(1, load.people + 1), spots, ["-"] * load.people)
    process.wait_until(lambda: _listens(port))
    return Running(process, port, people, dialect)


def _write_people(
    path: Path, persons: list[PersonId] | range, spots: list[tuple[int, int]], tokens: list[str]
) -> None:
    lines = (
        f"{person} {x} {y} {token}\n"
        for person, (x, y), token in zip(persons, spots, tokens, strict=True)
    )
    path.write_text("".join(lines))


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


PRODUCT = Candidate(
    "product", "this office, `python -m server`", _product, guess=800, resident=True
)
REFERENCE = Candidate("c", "a server in C that does only the sends", _reference, guess=2000)
COLYSEUS = Candidate(
    "colyseus",
    "Colyseus 0.18, a StateView for each client",
    _node("colyseus.js", "colyseus", "view"),
    guess=500,
)
GRID = Candidate("ws", "`ws` in Node, a grid in batches", _node("grid.js", "grid"), guess=1500)
FULL_SYNC = Candidate(
    "colyseus-full",
    "Colyseus 0.18, all to all",
    _node("colyseus.js", "colyseus", "full"),
    guess=800,
)
RELAY = Candidate("socketio", "Socket.IO, each move to all", _node("relay.js", "socketio"), 100)

CANDIDATES = {
    candidate.name: candidate
    for candidate in (PRODUCT, REFERENCE, GRID, COLYSEUS, FULL_SYNC, RELAY)
}
