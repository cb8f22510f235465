"""A crowd that talks: people in bubbles who all write, and what each of them heard of it.

They stand on a bare field drawn for them, bubble by bubble too far apart to hear one another.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from server.client import OfficeClient
from server.client.state import OfficeState
from server.wire.messages import AnyEvent, Said

TILE = 32
_APART = 12  # tiles between the middles of two bubbles: more than twice what a bubble reaches
_SEATS = [(x, y) for y in (-1, 0, 1) for x in (-1.5, -0.5, 0.5, 1.5)]  # tiles round a middle
_AT_ONCE = 20  # people who come in together


def field_map(path: Path, groups: int) -> Path:
    """Draws a field without walls for so many bubbles."""
    columns, rows = _size(groups)
    layer = {
        "id": 1,
        "name": "ground",
        "type": "tilelayer",
        "x": 0,
        "y": 0,
        "width": columns,
        "height": rows,
        "opacity": 1,
        "visible": True,
        "data": [0] * (columns * rows),
    }
    document = {
        "type": "map",
        "version": "1.10",
        "orientation": "orthogonal",
        "infinite": False,
        "width": columns,
        "height": rows,
        "tilewidth": TILE,
        "tileheight": TILE,
        "tilesets": [],
        "layers": [layer],
    }
    path.write_text(json.dumps(document))
    return path


def _size(groups: int) -> tuple[int, int]:
    across = max(2, round(groups**0.5))
    return across * _APART, -(-groups // across) * _APART


def _seat(group: int, groups: int, number: int) -> tuple[int, int]:
    across = _size(groups)[0] // _APART
    x, y = _SEATS[number]
    middle = (group % across + 0.5) * _APART, (group // across + 0.5) * _APART
    return round((middle[0] + x) * TILE), round((middle[1] + y) * TILE)


@dataclass(slots=True)
class Talk:
    """What was said, and what went wrong with it. `waits` are seconds from sending to hearing."""

    said: dict[int, list[str]] = field(default_factory=dict)  # texts by group
    waits: list[float] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def wait(self, share: float) -> float:
        """The time that so large a share of all hearings took at most, seconds."""
        return sorted(self.waits)[min(len(self.waits) - 1, int(len(self.waits) * share))]


class Talkers:
    """Groups of people on a field, each group in one bubble."""

    def __init__(self, url: str, groups: int, size: int) -> None:
        assert size <= len(_SEATS)
        self._url = url
        self._groups = groups
        self._size = size
        self.clients: list[list[OfficeClient]] = [[] for _ in range(groups)]

    async def gather(self) -> None:
        """Everybody enters, walks to their seat, and is in a bubble with their group alone."""
        seats = list(itertools.product(range(self._size), range(self._groups)))
        for start in range(0, len(seats), _AT_ONCE):
            some = seats[start : start + _AT_ONCE]
            await asyncio.gather(*(self._arrive(group, number) for number, group in some))
        for group in self.clients:
            everybody = {client.state.me for client in group}
            for client in group:
                await client.wait_for(partial(_together, everybody), seconds=60)

    async def _arrive(self, group: int, number: int) -> None:
        client = await OfficeClient.enter(self._url, f"g{group}n{number}")
        await client.connect()
        others = next((c for c in itertools.chain(*self.clients)), None)
        if others is not None:
            client.know_walk(await others.walk())
        self.clients[group].append(client)
        assert await client.walk_to(*_seat(group, self._groups, number)), "a field has no walls"

    async def talk(self, seconds: float, every: float, dice: random.Random) -> Talk:
        """Everybody writes to their bubble, once in `every` seconds; waits until all is heard."""
        talk = Talk(said={group: [] for group in range(self._groups)})
        for group, clients in enumerate(self.clients):
            for client in clients:
                client.listeners.append(partial(_hear, talk, group))
        until = time.monotonic() + seconds
        await asyncio.gather(
            *(
                self._write(talk, group, client, until, every, random.Random(dice.random()))
                for group, clients in enumerate(self.clients)
                for client in clients
            )
        )
        for group, clients in enumerate(self.clients):
            for client in clients:
                await client.wait_for(partial(_holds, len(talk.said[group])), seconds=60)
        return talk

    async def _write(
        self,
        talk: Talk,
        group: int,
        client: OfficeClient,
        until: float,
        every: float,
        dice: random.Random,
    ) -> None:
        await asyncio.sleep(dice.uniform(0, every))
        number = 0
        while time.monotonic() < until:
            text = f"{group} {client.state.me} {number} {time.monotonic()}"
            talk.said[group].append(text)
            await client.say(text)
            number += 1
            await asyncio.sleep(every)

    async def check(self, talk: Talk) -> None:
        """Everybody knows all that their group said and nothing else, now and from the history."""
        await asyncio.gather(
            *(
                self._check(talk, group, client)
                for group, clients in enumerate(self.clients)
                for client in clients
            )
        )

    async def _check(self, talk: Talk, group: int, client: OfficeClient) -> None:
        expected = sorted(talk.said[group])
        if sorted(s.text for s in client.state.chat) != expected:
            talk.problems.append(f"{client.state.me} of group {group} heard something else")
        if sorted(await _all_history(client)) != expected:
            talk.problems.append(f"{client.state.me} of group {group}: history differs")

    async def leave(self) -> None:
        """Everybody goes."""
        await asyncio.gather(*(c.leave() for c in itertools.chain(*self.clients)))


def _holds(count: int, state: OfficeState) -> bool:
    return len(state.chat) >= count


def _together(everybody: set[int], state: OfficeState) -> bool:
    mine = state.card.bubble
    return mine != 0 and {p.id for p in state.people.values() if p.bubble == mine} == everybody


def _hear(talk: Talk, group: int, event: AnyEvent) -> None:
    if not isinstance(event, Said):
        return
    spoken_in, _, _, at = event.text.split()
    if int(spoken_in) != group:
        talk.problems.append(f"group {group} heard group {spoken_in}")
    talk.waits.append(time.monotonic() - float(at))


async def _all_history(client: OfficeClient) -> list[str]:
    """The bubble's history, page by page to its beginning."""
    texts: list[str] = []
    before = 0
    while True:
        page = await client.history("bubble", before=before)
        texts += [said.text for said in page.messages]
        if not page.more:
            return texts
        before = page.messages[0].id
        await asyncio.sleep(0.34)  # within the rate
