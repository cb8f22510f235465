"""A crowd of scripted people who walk about a floor; run as a process of its own:

python -m tests.support.wanderers URL PEOPLE SECONDS
"""

from __future__ import annotations

import asyncio
import random
import sys
import time

from rooms.grid import Grid
from rooms.model import Cell, Position
from server.client import OfficeClient

_AT_ONCE = 20  # people who come in together


def open_cells(grid: Grid) -> list[Cell]:
    """All cells that can be stood on."""
    return [
        Cell(col, row)
        for row in range(grid.rows)
        for col in range(grid.columns)
        if grid.open_cell(col, row)
    ]


async def wander(
    client: OfficeClient, cells: list[Cell], dice: random.Random, until: float
) -> None:
    """Walks to one place after another, with short rests, talking now and then."""
    grid = (await client.walk()).grid
    while time.monotonic() < until:
        await _stroll(client, grid, cells, dice)
        if dice.random() < 0.2:
            await client.say(f"こんにちは {dice.random():.3f}", scope="floor")
        await asyncio.sleep(dice.uniform(0, 1))


async def _stroll(client: OfficeClient, grid: Grid, cells: list[Cell], dice: random.Random) -> None:
    """A few tiles to somewhere near: long ways are looked for too slowly for a crowd in one
    process."""
    here = Position(client.state.card.x, client.state.card.y)
    near = [
        cell
        for cell in dice.sample(cells, min(60, len(cells)))
        if grid.line_open(here, grid.middle(cell))
    ]
    if not near:
        cell = grid.cell(here)
        near = [
            Cell(cell.col + dx, cell.row + dy)
            for dx, dy in ((8, 0), (-8, 0), (0, 8), (0, -8), (3, 0), (-3, 0), (0, 3), (0, -3))
            if grid.line_open(here, grid.middle(Cell(cell.col + dx, cell.row + dy)))
        ]
    if near:
        goal = grid.middle(dice.choice(near))
        await client.walk_to(goal.x, goal.y)


async def crowd(url: str, people: int, seconds: float, seed: int) -> None:
    """Lets a crowd in, wander, and out again. Prints a line when all are in."""
    dice = random.Random(seed)
    clients: list[OfficeClient] = []
    for start in range(0, people, _AT_ONCE):
        names = [f"歩く人{n}" for n in range(start, min(start + _AT_ONCE, people))]
        entered = await asyncio.gather(*(OfficeClient.enter(url, name) for name in names))
        await asyncio.gather(*(client.connect() for client in entered))
        clients += entered
    grid = (await clients[0].walk()).grid
    walk = await clients[0].walk()
    cells = open_cells(grid)
    for client in clients:
        client.know_walk(walk)
    print("all in", flush=True)
    until = time.monotonic() + seconds
    dices = [random.Random(dice.random()) for _ in clients]
    await asyncio.gather(*(wander(c, cells, d, until) for c, d in zip(clients, dices, strict=True)))
    reconnected = sum(client.connections - 1 for client in clients)
    await asyncio.gather(*(client.leave() for client in clients))
    print(f"all out, {reconnected} reconnected", flush=True)


if __name__ == "__main__":
    address, number, span, *rest = sys.argv[1:]
    chosen = int(rest[0]) if rest else random.randrange(1 << 32)
    print("seed", chosen, flush=True)
    asyncio.run(crowd(address, int(number), float(span), chosen))
