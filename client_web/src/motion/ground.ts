/**
 * Where this person may walk now: the floor's walk grid without the rooms that are shut to them, and
 * for a guest only the lobby and where they were let in (ROOM-2, ROOM-3, GUEST-2, GUEST-3).
 *
 * It foretells what the server will say, so that one stops at a shut door and is not put back.
 * It is built anew only when something of that changed.
 */

import type { Opened, Person } from "../state";
import type { FloorView, RoomState, ZoneView } from "../wire.gen";
import { type Grid, gridOf, isOpenAt, type Point, zoneHolds } from "./grid";

/** So many tiles beside the way a guest may walk. */
const ASIDE = 2;

/** What doors depend on, as the state has it. */
export interface Doors {
  readonly me: number;
  readonly guestUntil: number;
  readonly people: ReadonlyMap<number, Person>;
  readonly rooms: ReadonlyMap<number, RoomState>;
  readonly letIns: ReadonlyMap<number, Opened>;
}

export class Ground {
  /** All that has a floor, whatever is shut. */
  readonly whole: Grid;
  /** Where this person may walk now. */
  grid: Grid;
  private readonly roomOf: Uint16Array; // by cell: the room there, the last one of the map; 0 for none
  private readonly lobby: Uint8Array; // by cell: 1 where every guest may be
  private known = "";

  constructor(private readonly view: FloorView) {
    this.whole = gridOf(view.walk);
    this.grid = this.whole;
    this.roomOf = new Uint16Array(this.whole.open.length);
    for (const zone of view.zones) {
      if (zone.kind === "meeting") eachCell(this.whole, zone, (cell) => this.put(cell, zone.id));
    }
    this.lobby = this.lobbyCells();
  }

  private put(cell: number, room: number): void {
    this.roomOf[cell] = room;
  }

  /** The room at a place, 0 for none. */
  roomAt(x: number, y: number): number {
    const col = Math.floor(x / this.whole.cellWidth);
    const row = Math.floor(y / this.whole.cellHeight);
    if (col < 0 || row < 0 || col >= this.whole.columns || row >= this.whole.rows) return 0;
    return this.roomOf[row * this.whole.columns + col] ?? 0;
  }

  /** Looks at the doors; true if `grid` is another one now. `at`: where this person is. */
  update(doors: Doors, at: Point, now: number): boolean {
    const shut = this.shutTo(doors, at, now);
    const opened = doors.guestUntil === 0 ? [] : openNow(doors, now);
    const known = `${doors.guestUntil !== 0}:${shut.join()}:${opened.map(wordFor).join()}`;
    if (known === this.known) return false;
    this.known = known;
    this.grid = this.without(new Set(shut), doors.guestUntil === 0 ? null : opened);
    return true;
  }

  /** The zones that this person can't walk into from where they are. */
  shutTo(doors: Doors, at: Point, now: number): readonly number[] {
    const mine = this.roomAt(at.x, at.y);
    const opened = new Set(openNow(doors, now).map(({ room }) => room));
    const within = this.countInside(doors);
    const shut: number[] = [];
    for (const zone of this.view.zones) {
      if (zone.id === mine) continue;
      const barred = zone.locked && !opened.has(zone.id) && !zoneHolds(zone, at.x, at.y);
      if (barred || this.keepsOut(doors, zone, opened, within)) shut.push(zone.id);
    }
    return shut;
  }

  private keepsOut(
    doors: Doors,
    zone: ZoneView,
    opened: ReadonlySet<number>,
    within: ReadonlyMap<number, number>,
  ): boolean {
    const door = zone.kind === "meeting" ? doors.rooms.get(zone.id) : undefined;
    if (!door) return false;
    const { capacity, locked, only_for } = door;
    if (capacity > 0 && (within.get(zone.id) ?? 0) >= capacity) return true;
    const forOthers = only_for.length > 0 && !only_for.includes(doors.me);
    return (locked || forOthers) && !opened.has(zone.id);
  }

  private countInside({ people, me }: Doors): ReadonlyMap<number, number> {
    const within = new Map<number, number>();
    for (const person of people.values()) {
      const room = person.id === me ? 0 : this.roomAt(person.x, person.y);
      if (room !== 0) within.set(room, (within.get(room) ?? 0) + 1);
    }
    return within;
  }

  /** `ground`: for a guest, the rooms that they were let into; for a member null. */
  private without(shut: ReadonlySet<number>, ground: readonly Opened[] | null): Grid {
    const open = this.whole.open.slice();
    if (ground) {
      const mine = this.groundOf(ground);
      for (let cell = 0; cell < open.length; cell++) if (mine[cell] === 0) open[cell] = 0;
    }
    for (const zone of this.view.zones) {
      if (!shut.has(zone.id)) continue;
      const isRoom = zone.kind === "meeting";
      eachCell(this.whole, zone, (cell) => {
        if (!isRoom || this.roomOf[cell] === zone.id) open[cell] = 0;
      });
    }
    return { ...this.whole, open };
  }

  private lobbyCells(): Uint8Array {
    const named = this.view.zones.filter((zone) => zone.lobby || zone.kind === "reception");
    const lobby = new Uint8Array(this.whole.open.length).fill(named.length === 0 ? 1 : 0);
    const put = (cell: number) => {
      lobby[cell] = 1;
    };
    for (const zone of named) eachCell(this.whole, zone, put);
    const lobbies = new Set(named.filter((zone) => zone.lobby).map((zone) => zone.id));
    for (let cell = 0; cell < lobby.length; cell++) {
      const room = this.roomOf[cell] ?? 0;
      if (room !== 0 && !lobbies.has(room)) lobby[cell] = 0;
    }
    return lobby;
  }

  /** The lobby, the rooms that were opened, and what lies beside the ways there but other rooms. */
  private groundOf(opened: readonly Opened[]): Uint8Array {
    const mine = this.lobby.slice();
    for (const { room, way } of opened) {
      const passed = new Set([0, room, ...way.map(([x, y]) => this.roomAt(x, y))]);
      this.eachBeside(way, (cell) => {
        if (passed.has(this.roomOf[cell] ?? 0)) mine[cell] = 1;
      });
      for (let cell = 0; cell < mine.length; cell++) if (this.roomOf[cell] === room) mine[cell] = 1;
    }
    return mine;
  }

  private eachBeside(way: Opened["way"], put: (cell: number) => void): void {
    const { cellWidth, cellHeight, columns, rows } = this.whole;
    const reach = ASIDE * this.view.drawing.tile_width;
    way.slice(1).forEach(([x1, y1], i) => {
      const [x0, y0] = way[i] as readonly [number, number];
      const left = Math.max(0, Math.floor((Math.min(x0, x1) - reach) / cellWidth));
      const right = Math.min(columns - 1, Math.ceil((Math.max(x0, x1) + reach) / cellWidth));
      const top = Math.max(0, Math.floor((Math.min(y0, y1) - reach) / cellHeight));
      const bottom = Math.min(rows - 1, Math.ceil((Math.max(y0, y1) + reach) / cellHeight));
      for (let row = top; row <= bottom; row++) {
        for (let col = left; col <= right; col++) {
          const at = { x: (col + 0.5) * cellWidth, y: (row + 0.5) * cellHeight };
          if (distanceTo(at, x0, y0, x1, y1) <= reach) put(row * columns + col);
        }
      }
    });
  }

  isOpen({ x, y }: Point): boolean {
    return isOpenAt(this.grid, x, y);
  }
}

const openNow = ({ letIns }: Doors, now: number): readonly Opened[] =>
  [...letIns.values()].filter(({ until }) => until === 0 || until > now);

const wordFor = ({ room, way }: Opened): string => `${room}/${way.join("/")}`;

function distanceTo(at: Point, x0: number, y0: number, x1: number, y1: number): number {
  const dx = x1 - x0;
  const dy = y1 - y0;
  const long = Math.max(1, dx * dx + dy * dy);
  const along = Math.min(1, Math.max(0, ((at.x - x0) * dx + (at.y - y0) * dy) / long));
  return Math.hypot(at.x - x0 - along * dx, at.y - y0 - along * dy);
}

/** The cells whose middle lies in a zone. */
function eachCell(grid: Grid, zone: ZoneView, put: (cell: number) => void): void {
  for (const [x, y, width, height] of zone.rects) {
    const left = Math.max(0, Math.ceil(x / grid.cellWidth - 0.5));
    const top = Math.max(0, Math.ceil(y / grid.cellHeight - 0.5));
    const right = Math.min(grid.columns, Math.ceil((x + width) / grid.cellWidth - 0.5));
    const bottom = Math.min(grid.rows, Math.ceil((y + height) / grid.cellHeight - 0.5));
    for (let row = top; row < bottom; row++) {
      for (let col = left; col < right; col++) put(row * grid.columns + col);
    }
  }
}
