// Generated from server/wire by `python -m server.wire.generate`. Do not edit.

export const VERSION = 1;

export const NAME_LENGTH = 20;

export type Facing = "e" | "n" | "s" | "w";

export type Scope = "bubble" | "floor";

export type Refusal =
  | "already_here"
  | "empty"
  | "nobody_near"
  | "not_stored"
  | "too_fast"
  | "unknown_floor";

/**
 * What everyone on a floor may know of a person there.
 */
export interface PersonCard {
  readonly id: number;
  readonly name: string;
  readonly avatar: string;
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly dnd: boolean;
  readonly lingering: boolean;
  readonly bubble: number;
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
 * Opens a session on this socket; nothing else is accepted before it. `tab` lets the same tab
 * replace its own dead socket silently while a second tab is asked first. `last` is the newest chat
 * message the client holds; the missed ones follow.
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
 * Claims a new place, in whole map pixels. The server checks it at the next tick. `epoch` is the
 * number from the last snapshot or `placed`: a claim made before the server moved the person is
 * stale and is dropped without a word.
 */
export interface Move {
  readonly t: "move";
  readonly x: number;
  readonly y: number;
  readonly facing: Facing;
  readonly epoch: number;
}

/**
 * Speaks in text to the bubble or to the floor. `ref` is the client's own key for the message: sent
 * again after a reconnect, it is stored once.
 */
export interface Say {
  readonly t: "say";
  readonly ref: string;
  readonly scope: Scope;
  readonly text: string;
}

/**
 * Asks not to be disturbed (no bubble forms round this person), or ends that.
 */
export interface SetAvailability {
  readonly t: "availability";
  readonly dnd: boolean;
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
 * Answers `hello`: who you are here, and the numbers by which the client walks and waits.
 */
export interface Welcome {
  readonly t: "welcome";
  readonly version: number;
  readonly you: number;
  readonly resumed: boolean;
  readonly speed: number;
  readonly tick_hz: number;
  readonly beat_seconds: number;
  readonly join_radius: number;
  readonly chat_keep_seconds: number;
  readonly floors: readonly FloorName[];
}

/**
 * The whole floor as it is now: on arrival, after a change of floors, and to heal a client that was
 * skipped. It replaces all that was known before of people and bubbles.
 */
export interface Snapshot {
  readonly t: "snapshot";
  readonly floor: string;
  readonly epoch: number;
  readonly people: readonly PersonCard[];
}

/**
 * Somebody came onto the floor.
 */
export interface Entered {
  readonly t: "entered";
  readonly person: PersonCard;
}

/**
 * Somebody went: by choice, to another floor, or because their connection did not return.
 */
export interface Left {
  readonly t: "left";
  readonly person: number;
  readonly why: "left" | "floor" | "timed_out";
}

/**
 * Where those who moved in this tick are now: [person, x, y, facing] each.
 */
export interface Moved {
  readonly t: "moved";
  readonly people: readonly (readonly [number, number, number, Facing])[];
}

/**
 * Puts the client's own avatar back: its claim was not accepted. Only its owner sees this.
 */
export interface Placed {
  readonly t: "placed";
  readonly x: number;
  readonly y: number;
  readonly epoch: number;
  readonly why: "wall" | "speed" | "locked" | "edge";
}

/**
 * A person's card changed in something other than place and bubble.
 */
export interface Changed {
  readonly t: "changed";
  readonly person: number;
  readonly dnd: boolean;
  readonly lingering: boolean;
}

/**
 * Who is in which bubble now: [person, bubble] for each whose bubble changed, 0 for none.
 */
export interface Bubbled {
  readonly t: "bubbled";
  readonly people: readonly (readonly [number, number])[];
}

/**
 * A chat message, to its recipients and its sender only. `ref` is for the sender to match.
 */
export interface Said {
  readonly t: "said";
  readonly id: number;
  readonly ref: string;
  readonly person: number;
  readonly name: string;
  readonly scope: Scope;
  readonly floor: string;
  readonly text: string;
  readonly at: number;
  readonly heard_by: number;
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

export type AnyCommand = Hello | Move | Say | SetAvailability | GoFloor | Leave;

export type AnyEvent =
  | Welcome
  | Snapshot
  | Entered
  | Left
  | Moved
  | Placed
  | Changed
  | Bubbled
  | Said
  | CaughtUp
  | Refused
  | Malformed
  | Beat;

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
} as const;
