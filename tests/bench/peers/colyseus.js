// A Colyseus 0.18 room as its documentation builds one: players in a map, patches at the tick rate.
// With "view" each client has a StateView, which holds the players of the 7 x 5 cells around the
// client's home cell, as in the office; it changes only when somebody crosses into another cell.
//
//     node colyseus.js PORT HZ view|full
import { Room, Server, matchMaker } from "@colyseus/core";
import { StateView, schema, t } from "@colyseus/schema";
import { WebSocketTransport } from "@colyseus/ws-transport";

const [port, hz] = process.argv.slice(2, 4).map(Number);
const views = process.argv[4] === "view";
const CELL = 256;
const COLUMNS = 16;
const ROWS = 16;
const ACROSS = 3;
const DOWN = 2;

const Player = schema({ seat: t.uint16(), x: t.uint16(), y: t.uint16(), facing: t.uint8() }, "Player");
const players = () => t.map(Player);
const Floor = schema({ players: views ? players().view() : players() }, "Floor");

function cellOf(player) {
  return (player.y >> 8) * COLUMNS + (player.x >> 8);
}

function around(cell) {
  const column = cell % COLUMNS;
  const row = (cell / COLUMNS) | 0;
  const found = [];
  for (let r = Math.max(row - DOWN, 0); r <= Math.min(row + DOWN, ROWS - 1); r += 1) {
    for (let c = Math.max(column - ACROSS, 0); c <= Math.min(column + ACROSS, COLUMNS - 1); c += 1) {
      found.push(r * COLUMNS + c);
    }
  }
  return found;
}

const AROUND = Array.from({ length: COLUMNS * ROWS }, (_, cell) => around(cell));
const HOLDS = AROUND.map((cells) => new Set(cells));

class Office extends Room {
  autoDispose = false;
  maxClients = 20_000;
  patchRate = 1000 / hz;
  state = new Floor();
  people = Array.from({ length: COLUMNS * ROWS }, () => new Set()); // clients by their home cell

  messages = {
    move: (client, { x, y, facing }) => {
      const player = client.userData.player;
      player.x = x;
      player.y = y;
      player.facing = facing;
      if (views) this.cross(client, cellOf(player));
    },
  };

  onJoin(client, { seat, x, y }) {
    const player = new Player();
    player.seat = seat;
    player.x = x;
    player.y = y;
    player.facing = 2;
    const cell = cellOf(player);
    client.userData = { player, cell };
    this.state.players.set(client.sessionId, player);
    if (!views) return;
    client.view = new StateView();
    this.people[cell].add(client);
    for (const near of AROUND[cell]) {
      for (const other of this.people[near]) {
        client.view.add(other.userData.player);
        if (other !== client) other.view.add(player);
      }
    }
  }

  onLeave(client) {
    const { player, cell } = client.userData;
    this.state.players.delete(client.sessionId);
    if (!views) return;
    this.people[cell].delete(client);
    for (const near of AROUND[cell]) {
      for (const other of this.people[near]) other.view.remove(player);
    }
  }

  // Who sees whom is symmetric, so both sides of it change together.
  cross(client, cell) {
    const before = client.userData.cell;
    if (cell === before) return;
    const { player } = client.userData;
    client.userData.cell = cell;
    this.people[before].delete(client);
    for (const far of AROUND[before]) {
      if (HOLDS[cell].has(far)) continue;
      for (const other of this.people[far]) {
        client.view.remove(other.userData.player);
        other.view.remove(player);
      }
    }
    for (const near of AROUND[cell]) {
      if (HOLDS[before].has(near)) continue;
      for (const other of this.people[near]) {
        client.view.add(other.userData.player);
        other.view.add(player);
      }
    }
    this.people[cell].add(client);
  }
}

const server = new Server({ transport: new WebSocketTransport({}), greet: false });
server.define("office", Office);
await server.listen(port, "127.0.0.1", 1024);
await matchMaker.createRoom("office", {});
