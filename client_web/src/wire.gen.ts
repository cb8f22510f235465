// Generated from server/wire by `python -m server.wire.generate`. Do not edit.

export const VERSION = 3;

export const NAME_LENGTH = 20;

export type Facing = "e" | "n" | "s" | "w";

export type Scope = "bubble" | "direct" | "floor" | "room";

export type Status = "available" | "away" | "dnd" | "meeting" | "serving";

export type Wish = "available" | "away" | "dnd";

export type AskKind = "come" | "invite" | "knock" | "lead" | "ping" | "visit";

export type Answer = "accept" | "decline" | "later" | "redirect";

export type AskEnd =
  | "accepted"
  | "cancelled"
  | "declined"
  | "expired"
  | "gone"
  | "later"
  | "redirected";

export type Emoji = "❤️" | "🎉" | "👋" | "👍" | "👏" | "😂" | "😮" | "🙏";

export type PlaceReason = "edge" | "full" | "guest" | "locked" | "speed" | "wall";

export type Refusal =
  | "already_here"
  | "asked_already"
  | "bad_name"
  | "empty"
  | "full"
  | "gone"
  | "inside"
  | "nobody_in"
  | "nobody_near"
  | "not_allowed"
  | "not_in_room"
  | "not_inside"
  | "not_owner"
  | "not_shut"
  | "not_stored"
  | "too_fast"
  | "too_many"
  | "unknown_floor"
  | "unknown_person"
  | "unknown_room";

/**
 * What everyone on a floor may know of a person there. `wished`: the status is a wish and not
 * derived, and ends at `until` (ms since 1970, 0: not by itself). `hand` is 0, or a number that
 * grows in the order of raising. `seat` is their number on the floor while they are there, by which
 * moves tell of them.
 */
export interface PersonCard {
  readonly id: number;
  readonly seat: number;
  readonly name: string;
  readonly avatar: string;
  readonly about: string;
  readonly tz: string;
  readonly guest: boolean;
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly status: Status;
  readonly wished: boolean;
  readonly until: number;
  readonly lingering: boolean;
  readonly hand: number;
  readonly bubble: number;
}

/**
 * A room's door. `owner` is 0 for an empty room, `capacity` 0 for no limit; the room is for all if
 * `only_for` names nobody.
 */
export interface RoomState {
  readonly room: number;
  readonly locked: boolean;
  readonly owner: number;
  readonly capacity: number;
  readonly only_for: readonly number[];
}

/**
 * A floor as the list of floors shows it.
 */
export interface FloorName {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
}

/**
 * Somebody on another floor.
 */
export interface Listed {
  readonly id: number;
  readonly name: string;
  readonly avatar: string;
  readonly about: string;
  readonly tz: string;
  readonly floor: string;
  readonly status: Status;
}

/**
 * Somebody who was here today and wished that it is known; `at` is when they left.
 */
export interface Absent {
  readonly id: number;
  readonly name: string;
  readonly avatar: string;
  readonly about: string;
  readonly at: number;
}

/**
 * A note on a floor's board.
 */
export interface Note {
  readonly id: number;
  readonly person: number;
  readonly name: string;
  readonly text: string;
  readonly at: number;
}

/**
 * For how many seconds chat is kept, by scope, and notes.
 */
export interface Keep {
  readonly bubble: number;
  readonly room: number;
  readonly direct: number;
  readonly floor: number;
  readonly note: number;
}

/**
 * Opens a session on this socket; nothing else is accepted before it. `tab` lets the same tab
 * replace its own dead socket silently while a second tab is asked first. `last` is the newest
 * `seq` of chat that the client holds; the missed messages follow.
 */
export interface Hello {
  readonly t: "hello";
  readonly version: number;
  readonly token: string;
  readonly tab: string;
  readonly last?: number;
  readonly take_over?: boolean;
}

/**
 * Speaks in text to the bubble, the room, one person (`to`, for "direct" only) or the floor. `ref`
 * is the client's own key for the message: sent again after a reconnect, it is stored once.
 */
export interface Say {
  readonly t: "say";
  readonly ref: string;
  readonly scope: Scope;
  readonly text: string;
  readonly to?: number;
}

/**
 * Puts another text in the place of one's own message.
 */
export interface Edit {
  readonly t: "edit";
  readonly id: number;
  readonly text: string;
}

/**
 * Deletes one's own message, for all who may read it.
 */
export interface Delete {
  readonly t: "delete";
  readonly id: number;
}

/**
 * Somebody writes to a conversation now; sent at most every few seconds, and never what.
 */
export interface Typing {
  readonly t: "typing";
  readonly scope: Scope;
  readonly to?: number;
}

/**
 * Asks for a page of what was said before message `before` (0: from the end). `to` is the person of
 * a direct conversation, or the room; else 0.
 */
export interface History {
  readonly t: "history";
  readonly scope: Scope;
  readonly to?: number;
  readonly before?: number;
}

/**
 * Looks for a text in all that this person may read, before message `before` (0: the end).
 */
export interface Search {
  readonly t: "search";
  readonly text: string;
  readonly before?: number;
}

/**
 * Wishes for a status in the place of the derived one; null takes the wish back. For so many
 * minutes, or until it is taken back (0).
 */
export interface SetStatus {
  readonly t: "status";
  readonly status: Wish | null;
  readonly minutes?: number;
}

/**
 * Nobody has touched this client for a while, or somebody does again.
 */
export interface SetIdle {
  readonly t: "idle";
  readonly idle: boolean;
}

/**
 * What others may know: a name; what one does and an IANA time zone if one likes. `listed` asks to
 * be among those who were here today, when one has gone.
 */
export interface SetProfile {
  readonly t: "profile";
  readonly name: string;
  readonly about?: string;
  readonly tz?: string;
  readonly listed?: boolean;
}

/**
 * Raises or lowers one's hand.
 */
export interface SetHand {
  readonly t: "hand";
  readonly up: boolean;
}

/**
 * Shows a sign over one's avatar for a moment; to somebody, or to all (0).
 */
export interface React {
  readonly t: "react";
  readonly emoji: Emoji;
  readonly to?: number;
}

/**
 * Locks or unlocks the room that one is in.
 */
export interface SetLock {
  readonly t: "lock";
  readonly room: number;
  readonly locked: boolean;
}

/**
 * The room's owner says how many it holds (0: as the map says) and whom it is only for (nobody: for
 * all).
 */
export interface SetRoom {
  readonly t: "room";
  readonly room: number;
  readonly capacity: number;
  readonly only_for: readonly number[];
}

/**
 * Asks something of a person (`person`) or, for a knock, of those in a room (`room`). An invitation
 * is into the room that one is in. `ref` names it in a refusal.
 */
export interface Ask {
  readonly t: "ask";
  readonly ref: string;
  readonly kind: AskKind;
  readonly person?: number;
  readonly room?: number;
  readonly note?: string;
}

/**
 * Answers what was asked. `person` is whom a visit is redirected to; `room` where an accepted guest
 * is let into (0: I come to the lobby).
 */
export interface AnswerAsk {
  readonly t: "answer";
  readonly ask: number;
  readonly answer: Answer;
  readonly person?: number;
  readonly room?: number;
}

/**
 * Takes back what one asked.
 */
export interface CancelAsk {
  readonly t: "cancel";
  readonly ask: number;
}

/**
 * Leaves a note on the floor's board. `ref` as with `say`.
 */
export interface Pin {
  readonly t: "pin";
  readonly ref: string;
  readonly text: string;
}

/**
 * Takes one's own note down.
 */
export interface Unpin {
  readonly t: "unpin";
  readonly id: number;
}

/**
 * Changes floors by the list instead of walking to an exit.
 */
export interface GoFloor {
  readonly t: "go_floor";
  readonly floor: string;
}

/**
 * Leaves the office now, instead of lingering until the deadline.
 */
export interface Leave {
  readonly t: "leave";
}

/**
 * Claims a new place, in whole map pixels. The server checks it at the next tick. The one message
 * that is no MessagePack: 12 bytes, little-endian, as `server/wire/move.py` packs them: 0xC1, the
 * facing (0 to 3 for n, e, s, w), the low 16 bits of the epoch, x, y. `epoch` is the number from
 * the last snapshot or `placed`: a claim made before the server moved the person is stale and is
 * dropped without a word.
 */
export interface Move {
  readonly t: "move";
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly epoch: number;
}

/**
 * Answers `hello`: who you are here, and the numbers by which the client walks and waits.
 * `guest_until` is when a guest's pass ends (ms since 1970), 0 for a member; `listed` as in
 * `profile`.
 */
export interface Welcome {
  readonly t: "welcome";
  readonly version: number;
  readonly you: number;
  readonly resumed: boolean;
  readonly guest_until: number;
  readonly listed: boolean;
  readonly speed: number;
  readonly tick_hz: number;
  readonly beat_seconds: number;
  readonly join_radius: number;
  readonly away_seconds: number;
  readonly keep: Keep;
  readonly floors: readonly FloorName[];
  readonly now: number;
}

/**
 * The whole floor as it is now: on arrival, after a change of floors, and to heal a client that was
 * skipped. It replaces all that was known before of people, bubbles, rooms, asks and let-ins; those
 * that go on follow in the same frame.
 */
export interface Snapshot {
  readonly t: "snapshot";
  readonly floor: string;
  readonly epoch: number;
  readonly columns: number;
  readonly people: readonly PersonCard[];
  readonly rooms: readonly RoomState[];
}

/**
 * All missed messages have been sent; what follows is live.
 */
export interface CaughtUp {
  readonly t: "caught_up";
  readonly last: number;
}

/**
 * A well-formed command could not be done; nothing changed. `ref` names it where it had one.
 */
export interface Refused {
  readonly t: "refused";
  readonly command: string;
  readonly ref: string;
  readonly why: Refusal;
}

/**
 * Says what was wrong with a frame, and where, just before the socket is closed.
 */
export interface Malformed {
  readonly t: "malformed";
  readonly problem: string;
}

/**
 * Nothing happened, but the server is alive: lets a browser notice a dead line.
 */
export interface Beat {
  readonly t: "beat";
}

/**
 * Somebody came onto the floor.
 */
export interface Entered {
  readonly t: "entered";
  readonly person: PersonCard;
}

/**
 * Somebody went: by choice, to another floor, because their connection did not return, or because a
 * guest's pass ended.
 */
export interface Left {
  readonly t: "left";
  readonly person: number;
  readonly why: "left" | "floor" | "timed_out" | "pass_ended";
}

/**
 * Where some people of the floor are now: those who walked near one since the last frame, who
 * stands in what one has come nearer to, and at times all others who walked. `cells` are 32-bit
 * words, little-endian, as `server/wire/cells.py` packs them. A cell of 256 px begins with its
 * number (row × the snapshot's `columns` + column) in the low 16 bits and the count of the words
 * that follow for it in the high ones; each of those is a person's seat (14 bits from the lowest),
 * facing (2; 0 to 3 for n, e, s, w), and x and y inside the cell (8 each).
 */
export interface Moved {
  readonly t: "moved";
  readonly cells: Uint8Array;
}

/**
 * Puts the client's own avatar back: its claim was not accepted. Only its owner sees this.
 */
export interface Placed {
  readonly t: "placed";
  readonly x: number;
  readonly y: number;
  readonly epoch: number;
  readonly why: PlaceReason;
}

/**
 * A person's status, hand or line changed.
 */
export interface Changed {
  readonly t: "changed";
  readonly person: number;
  readonly status: Status;
  readonly wished: boolean;
  readonly until: number;
  readonly lingering: boolean;
  readonly hand: number;
}

/**
 * A person goes by another name, does something else, or lives by another clock.
 */
export interface Profiled {
  readonly t: "profiled";
  readonly person: number;
  readonly name: string;
  readonly about: string;
  readonly tz: string;
}

/**
 * Who is in which bubble now: [person, bubble] for each whose bubble changed, 0 for none.
 */
export interface Bubbled {
  readonly t: "bubbled";
  readonly people: readonly (readonly [number, number])[];
}

/**
 * Somebody shows a sign, to somebody or to all (0).
 */
export interface Reacted {
  readonly t: "reacted";
  readonly person: number;
  readonly emoji: Emoji;
  readonly to: number;
}

/**
 * Who is on other floors: all of them (`whole`), or those who came or changed, and who went.
 */
export interface Elsewhere {
  readonly t: "elsewhere";
  readonly whole: boolean;
  readonly people: readonly Listed[];
  readonly gone: readonly number[];
}

/**
 * Who was here today and has gone, of those who wished that it is known.
 */
export interface Today {
  readonly t: "today";
  readonly people: readonly Absent[];
}

/**
 * A room's door changed.
 */
export interface RoomChanged {
  readonly t: "room";
  readonly room: RoomState;
}

/**
 * A room is open to this person until then (ms since 1970; 0: as long as they stay in it, or until
 * the pass ends), along `way` in map pixels. `walk`: the client should go there now.
 */
export interface LetIn {
  readonly t: "let_in";
  readonly room: number;
  readonly until: number;
  readonly way: readonly (readonly [number, number])[];
  readonly walk: boolean;
}

/**
 * Something is asked: told to the asker (`person`) and to those who may answer. `to` is the person
 * asked, 0 for a knock; `room` the room of a knock or an invitation.
 */
export interface Asked {
  readonly t: "asked";
  readonly id: number;
  readonly kind: AskKind;
  readonly person: number;
  readonly name: string;
  readonly to: number;
  readonly to_name: string;
  readonly room: number;
  readonly note: string;
  readonly expires: number;
}

/**
 * What was asked needs no answer any more. `person` is who answered, 0 for nobody.
 */
export interface AskOver {
  readonly t: "ask_over";
  readonly id: number;
  readonly why: AskEnd;
  readonly person: number;
  readonly name: string;
}

/**
 * A chat message, stored; told again under the same `id` and a new `seq` once it was edited or
 * deleted (then `text` is empty). `heard_by` counts those it was for, without the speaker. `to` is
 * the person of a direct message, or the room. `name` is the speaker's at that time.
 */
export interface Said {
  readonly t: "said";
  readonly id: number;
  readonly seq: number;
  readonly ref: string;
  readonly person: number;
  readonly name: string;
  readonly scope: Scope;
  readonly to: number;
  readonly floor: string;
  readonly text: string;
  readonly at: number;
  readonly heard_by: number;
  readonly edited: boolean;
  readonly deleted: boolean;
}

/**
 * Answers `history`: up to 50 messages, by id; `more` if there are earlier ones.
 */
export interface HistoryPage {
  readonly t: "history";
  readonly scope: Scope;
  readonly to: number;
  readonly before: number;
  readonly floor: string;
  readonly messages: readonly Said[];
  readonly more: boolean;
}

/**
 * Answers `search`: up to 50 messages, by id; `more` if there are earlier ones.
 */
export interface Found {
  readonly t: "found";
  readonly text: string;
  readonly before: number;
  readonly messages: readonly Said[];
  readonly more: boolean;
}

/**
 * Somebody writes to this person. `to` as in `said`: the reader, the room, or 0.
 */
export interface TypingBy {
  readonly t: "typing";
  readonly person: number;
  readonly scope: Scope;
  readonly to: number;
}

/**
 * All notes on the floor's board, the oldest first.
 */
export interface Board {
  readonly t: "board";
  readonly notes: readonly Note[];
}

export type AnyCommand =
  | Hello
  | Say
  | Edit
  | Delete
  | Typing
  | History
  | Search
  | SetStatus
  | SetIdle
  | SetProfile
  | SetHand
  | React
  | SetLock
  | SetRoom
  | Ask
  | AnswerAsk
  | CancelAsk
  | Pin
  | Unpin
  | GoFloor
  | Leave
  | Move;

export type AnyEvent =
  | Welcome
  | Snapshot
  | CaughtUp
  | Refused
  | Malformed
  | Beat
  | Entered
  | Left
  | Moved
  | Placed
  | Changed
  | Profiled
  | Bubbled
  | Reacted
  | Elsewhere
  | Today
  | RoomChanged
  | LetIn
  | Asked
  | AskOver
  | Said
  | HistoryPage
  | Found
  | TypingBy
  | Board;

/**
 * A rectangle of one image, in that image's pixels; dx, dy shift where it is painted.
 */
export interface Sprite {
  readonly image: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly dx: number;
  readonly dy: number;
}

/**
 * One picture of an animation: which sprite, for how long in milliseconds.
 */
export interface Frame {
  readonly sprite: number;
  readonly ms: number;
}

/**
 * A grid of sprites, row by row; each is painted with its bottom left on the tile's.
 */
export interface TileLayer {
  readonly name: string;
  readonly values: readonly number[];
  readonly opacity: number;
  readonly dx: number;
  readonly dy: number;
  readonly above: boolean;
  readonly tint: string;
  readonly kind: "tiles";
}

/**
 * A sprite set down freely. x, y is its top left in map pixels before it is turned about (pivot_x,
 * pivot_y) by `rotation` degrees clockwise.
 */
export interface FreeSprite {
  readonly sprite: number;
  readonly flips: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rotation: number;
  readonly pivot_x: number;
  readonly pivot_y: number;
  readonly opacity: number;
}

/**
 * A text written on the floor. x, y is the top left of its box in map pixels.
 */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly size: number;
  readonly color: string;
  readonly align: string;
  readonly bold: boolean;
}

/**
 * Free sprites and texts. `standing` ones are sorted among the avatars by their bottom edge.
 */
export interface ObjectLayer {
  readonly name: string;
  readonly sprites: readonly FreeSprite[];
  readonly labels: readonly Label[];
  readonly standing: boolean;
  readonly above: boolean;
  readonly tint: string;
  readonly kind: "objects";
}

/**
 * One whole image laid on the floor.
 */
export interface ImageLayer {
  readonly name: string;
  readonly image: number;
  readonly x: number;
  readonly y: number;
  readonly opacity: number;
  readonly repeat_x: boolean;
  readonly repeat_y: boolean;
  readonly above: boolean;
  readonly tint: string;
  readonly kind: "image";
}

/**
 * A picture file by its path relative to the map file; 0 × 0 where the map does not say.
 */
export interface Image {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly transparent: string;
}

/**
 * All that the scene paints, layers from the bottom to the top.
 */
export interface Drawing {
  readonly tile_width: number;
  readonly tile_height: number;
  readonly columns: number;
  readonly rows: number;
  readonly background: string;
  readonly images: readonly Image[];
  readonly sprites: readonly Sprite[];
  readonly animations: Readonly<Record<string, readonly Frame[]>>;
  readonly layers: readonly (TileLayer | ObjectLayer | ImageLayer)[];
}

/**
 * A text in both languages of the office.
 */
export interface Names {
  readonly ja: string;
  readonly en: string;
}

/**
 * Body of POST /api/sessions: all that one has to say to enter.
 */
export interface NewSession {
  readonly name: string;
  readonly avatar?: string;
  readonly guest_pass?: string;
}

/**
 * Answer to POST /api/sessions. The token is shown once and stored by the client only.
 */
export interface SessionGranted {
  readonly token: string;
  readonly person: number;
  readonly name: string;
  readonly avatar: string;
}

/**
 * Body of POST /api/passes, by a member: for how many hours, and for whom, as a reminder.
 */
export interface NewPass {
  readonly hours: number;
  readonly note: string;
}

/**
 * Answer to POST /api/passes. The code is shown once; the guest opens `path`.
 */
export interface PassGranted {
  readonly id: number;
  readonly code: string;
  readonly path: string;
  readonly expires: number;
}

/**
 * A pass as its maker sees it in GET /api/passes.
 */
export interface PassView {
  readonly id: number;
  readonly note: string;
  readonly expires: number;
  readonly used: number;
}

/**
 * GET /api/guest/{code}: what the holder of a pass is shown before entering.
 */
export interface GuestPass {
  readonly host: number;
  readonly host_name: string;
  readonly expires: number;
}

/**
 * One kind of thing stored about a person: how much of it, why, and until when (ms since 1970, or 0
 * where it is not a matter of time).
 */
export interface Held {
  readonly what: string;
  readonly count: number;
  readonly until: number;
  readonly content: readonly string[];
}

/**
 * GET /api/me: all that is stored about the person whose token it is (LIST-4).
 */
export interface AboutMe {
  readonly person: number;
  readonly name: string;
  readonly held: readonly Held[];
}

/**
 * GET /api/office: what the entry page shows before anybody has a session.
 */
export interface OfficeInfo {
  readonly title: Names;
  readonly version: number;
  readonly name_length: number;
  readonly people: number;
  readonly floors: readonly FloorName[];
}

/**
 * The walk grid: `blocked` is base64 of its bits, row by row, most significant bit first.
 */
export interface WalkGrid {
  readonly cell_width: number;
  readonly cell_height: number;
  readonly columns: number;
  readonly rows: number;
  readonly blocked: string;
}

/**
 * A zone as rectangles [x, y, width, height] in map pixels.
 */
export interface ZoneView {
  readonly id: number;
  readonly kind: string;
  readonly name: Names;
  readonly locked: boolean;
  readonly lobby: boolean;
  readonly capacity: number;
  readonly target: string;
  readonly rects: readonly (readonly [number, number, number, number])[];
}

/**
 * GET /api/floors/{id}: all a client needs to paint a floor and to walk on it. `image_urls` runs
 * beside `drawing.images`; null where the file is missing.
 */
export interface FloorView {
  readonly id: string;
  readonly name: Names;
  readonly drawing: Drawing;
  readonly image_urls: readonly (string | null)[];
  readonly walk: WalkGrid;
  readonly zones: readonly ZoneView[];
}

/**
 * Body of every 4xx answer: what was wrong and what was expected.
 */
export interface Problem {
  readonly error: string;
  readonly field: string;
  readonly expected: string;
}

const FACINGS: readonly Facing[] = ["n", "e", "s", "w"];

/** A `move` as it travels. */
export function encodeMove({ x, y, facing, epoch }: Move): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0xc1);
  view.setUint8(1, FACINGS.indexOf(facing));
  view.setUint16(2, epoch, true); // its low bits
  view.setInt32(4, x, true);
  view.setInt32(8, y, true);
  return bytes;
}

/** Calls back for each person of a `moved` on a floor with so many cells in a row. */
export function readCells(
  cells: Uint8Array,
  columns: number,
  each: (seat: number, x: number, y: number, facing: Facing) => void,
): void {
  const view = new DataView(cells.buffer, cells.byteOffset, cells.byteLength);
  for (let at = 0; at < cells.byteLength; at += 4) {
    const head = view.getUint32(at, true);
    const left = ((head % 65536) % columns) * 256;
    const top = Math.floor((head % 65536) / columns) * 256;
    for (let count = head >>> 16; count > 0; count -= 1) {
      at += 4;
      const word = view.getUint32(at, true);
      const facing = FACINGS[(word >>> 14) & 3] as Facing;
      const x = left + ((word >>> 16) & 255);
      each(word & 16383, x, top + (word >>> 24), facing);
    }
  }
}

/** Close codes: below 4500 try again, from 4500 the person has to act. */
export const CLOSE = {
  RESTARTING: 4000,
  TOO_SLOW: 4001,
  TOO_FAST: 4002,
  SILENT: 4003,
  BUSY: 4004,
  MALFORMED: 4500,
  VERSION: 4501,
  UNKNOWN_TOKEN: 4502,
  ELSEWHERE: 4503,
  TAKEN_OVER: 4504,
  LEFT: 4505,
  HELLO_FIRST: 4506,
  TOO_LARGE: 4507,
  PASS_ENDED: 4508,
} as const;
