/** The name that is being typed after an @, and what the text becomes when it is chosen. Pure. */

import { plain } from "../finding";

/** Where a mention begins (its @), and what was typed of the name up to the caret. */
export interface MentionQuery {
  readonly from: number;
  readonly name: string;
}

const LONGEST = 20; // characters of a name
const OFFERED = 6;
/** A letter or digit before an @ makes it an address of mail, not a mention. */
const IN_ADDRESS = /[A-Za-z0-9._%+-]$/;

export function mentionAt(text: string, caret: number): MentionQuery | null {
  const before = text.slice(0, caret);
  const from = Math.max(before.lastIndexOf("@"), before.lastIndexOf("＠"));
  if (from < 0 || IN_ADDRESS.test(before.slice(0, from))) return null;
  const name = before.slice(from + 1);
  if (/^\s|\n/.test(name) || [...name].length > LONGEST) return null;
  return { from, name };
}

/** Names that fit, those that begin so first; in the order given otherwise. */
export function offers(names: readonly string[], query: MentionQuery): readonly string[] {
  const wanted = plain(query.name);
  const fitting = [...new Set(names)].filter((name) => plain(name).includes(wanted));
  const begins = (name: string) => Number(plain(name).startsWith(wanted));
  return fitting.sort((a, b) => begins(b) - begins(a)).slice(0, OFFERED);
}

export function completed(
  text: string,
  caret: number,
  query: MentionQuery,
  name: string,
): { text: string; caret: number } {
  const head = `${text.slice(0, query.from)}@${name} `;
  return { text: head + text.slice(caret).replace(/^ /, ""), caret: head.length };
}
