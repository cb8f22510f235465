// A batched grid server on `ws`, as good as we could make it in Node: the same claims and the same
// frames as the office's. Each cell is encoded once a tick, the frame of each home cell is put
// together once, WebSocket head included, and written to the socket of everybody who is at home
// there: one frame a client a tick. `ws` does the handshake, reads and control frames; outgoing
// frames go past its sender, because it would frame and copy for each client.
//
//     node grid.js PORT HZ
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const [port, hz] = process.argv.slice(2).map(Number);
const CELL = 256;
const COLUMNS = 16;
const ROWS = 16;
const ACROSS = 3; // a view: so many cells on each side of the home cell
const DOWN = 2;
const PHASES = hz <= 10 ? 2 : 1;
const OPENING = Buffer.concat([
  Buffer.from([0x91, 0x82, 0xa1]),
  Buffer.from("t"),
  Buffer.from([0xa5]),
  Buffer.from("moved"),
  Buffer.from([0xa5]),
  Buffer.from("cells"),
  Buffer.from([0xc6]),
]);

class Client {
  constructor(socket, seat) {
    this.socket = socket;
    this.seat = seat;
    this.phase = seat % PHASES;
    this.cell = -1;
    this.x = 0;
    this.y = 0;
    this.facing = 0;
    this.movedAt = 0;
  }
}

const clients = [new Set(), new Set()];
const people = Array.from({ length: COLUMNS * ROWS }, () => new Set());
const cells = new Array(COLUMNS * ROWS).fill(null);
const encodedAt = new Int32Array(COLUMNS * ROWS);
const frames = new Array(COLUMNS * ROWS).fill(null);
const madeAt = new Int32Array(COLUMNS * ROWS);
let round = 1;

function take(client, claim) {
  if (claim.length !== 12 || claim[0] !== 0xc1) return;
  const x = claim.readInt32LE(4);
  const y = claim.readInt32LE(8);
  if (x < 0 || y < 0 || x >= COLUMNS * CELL || y >= ROWS * CELL) return;
  client.x = x;
  client.y = y;
  client.facing = claim[1] & 3;
  client.movedAt = round;
  const cell = (y >> 8) * COLUMNS + (x >> 8);
  if (cell !== client.cell) {
    if (client.cell >= 0) people[client.cell].delete(client);
    people[cell].add(client);
    client.cell = cell;
  }
}

const scratch = new Uint32Array(1 << 14);

function encodeCell(cell) {
  encodedAt[cell] = round;
  let count = 0;
  for (const who of people[cell]) {
    if (who.movedAt + PHASES <= round) continue;
    count += 1;
    scratch[count] = (who.seat | (who.facing << 14) | ((who.x & 255) << 16) | ((who.y & 255) << 24)) >>> 0;
  }
  if (count === 0) {
    cells[cell] = null;
    return;
  }
  scratch[0] = (cell | (count << 16)) >>> 0;
  cells[cell] = Buffer.from(new Uint8Array(scratch.buffer, 0, 4 * (count + 1)));
}

function makeFrame(home) {
  madeAt[home] = round;
  const column = home % COLUMNS;
  const row = (home / COLUMNS) | 0;
  const parts = [];
  let length = 0;
  for (let r = Math.max(row - DOWN, 0); r <= Math.min(row + DOWN, ROWS - 1); r += 1) {
    for (let c = Math.max(column - ACROSS, 0); c <= Math.min(column + ACROSS, COLUMNS - 1); c += 1) {
      const cell = r * COLUMNS + c;
      if (encodedAt[cell] !== round) encodeCell(cell);
      if (cells[cell] !== null) {
        parts.push(cells[cell]);
        length += cells[cell].length;
      }
    }
  }
  if (length === 0) {
    frames[home] = null;
    return;
  }
  const payload = OPENING.length + 4 + length;
  const head = payload < 126 ? 2 : payload < 65536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + payload);
  frame[0] = 0x82;
  if (head === 2) {
    frame[1] = payload;
  } else if (head === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(payload, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(payload), 2);
  }
  OPENING.copy(frame, head);
  frame.writeUInt32BE(length, head + OPENING.length);
  let at = head + OPENING.length + 4;
  for (const part of parts) {
    part.copy(frame, at);
    at += part.length;
  }
  frames[home] = frame;
}

function tick() {
  for (const client of clients[round % PHASES]) {
    if (client.cell < 0) continue;
    if (madeAt[client.cell] !== round) makeFrame(client.cell);
    const frame = frames[client.cell];
    if (frame === null || client.socket.writableLength > 0) continue; // has not read the last one
    client.socket.write(frame);
  }
  round += 1;
}

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false, skipUTF8Validation: true });
sockets.on("connection", (line, request) => {
  const seat = Number(new URL(request.url, "http://localhost").searchParams.get("seat"));
  request.socket.setNoDelay(true);
  const client = new Client(request.socket, seat);
  clients[client.phase].add(client);
  line.on("message", (claim) => take(client, claim));
  line.on("error", () => line.terminate());
  line.on("close", () => {
    clients[client.phase].delete(client);
    if (client.cell >= 0) people[client.cell].delete(client);
  });
});
server.listen(port, "127.0.0.1", 1024);

const period = 1000 / (hz * PHASES);
let due = performance.now() + period;
function next() {
  tick();
  due = Math.max(due + period, performance.now());
  setTimeout(next, due - performance.now());
}
setTimeout(next, period);
