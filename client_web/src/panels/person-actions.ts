/** What one may do with somebody, by who both are and where. Pure: the card only shows it. */

export type Act =
  | "walk"
  | "locate"
  | "follow"
  | "message"
  | "wave"
  | "ping"
  | "lead"
  | "come"
  | "invite"
  | "visit";

export interface Between {
  readonly guest: boolean; // I am one
  readonly theirs: boolean; // they are one
  readonly here: boolean; // they are on my floor
  readonly lingering: boolean; // their line is down: nobody would see a question
  readonly room: number; // the room that I am in
  readonly sameRoom: boolean;
  readonly written: boolean; // we wrote to each other before
}

/** In the order in which they are offered. A guest asks for a visit, to be led, and no more. */
export function actsBetween(between: Between): readonly Act[] {
  const { guest, theirs, here, lingering, room, sameRoom, written } = between;
  const may: readonly [Act, boolean][] = [
    ["walk", here || !guest], // to another floor they walk by its list first
    ["locate", here],
    ["follow", here && !guest],
    ["message", !guest || (!theirs && written)],
    ["wave", here && !lingering],
    ["visit", guest && !theirs && !lingering],
    ["ping", !guest && !lingering],
    ["lead", here && !theirs && !lingering],
    ["come", here && !guest && !lingering],
    ["invite", !guest && room !== 0 && !sameRoom && here && !lingering],
  ];
  return may.filter(([, allowed]) => allowed).map(([act]) => act);
}

export const ASKS = ["visit", "ping", "lead", "come", "invite"] as const;
export const isAsk = (act: Act): act is (typeof ASKS)[number] =>
  (ASKS as readonly Act[]).includes(act);
