/** What in a message is more than text: addresses, and names of people. Pure. */

export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string }
  | { readonly kind: "mention"; readonly text: string; readonly name: string };

const ADDRESS = /https?:\/\/[^\s<>"'`「」『』【】（）、。，．！？；：…]+/giu;

/** These end a sentence rather than an address. */
const TRAILING = /[.,!?;:'"*_~」』）】。、！？]+$/u;

/** A text in its parts, whose texts together are the text. `names` are those that may be called. */
export function partsOf(text: string, names: readonly string[] = []): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const link = linkOf(match[0]);
    if (!link) continue;
    addText(parts, text.slice(at, match.index), names);
    parts.push(link);
    at = match.index + link.text.length;
  }
  addText(parts, text.slice(at), names);
  return parts;
}

/** True if the name is called as "@name". */
export const mentions = (text: string, name: string): boolean =>
  name !== "" && partsOf(text, [name]).some((part) => part.kind === "mention");

function linkOf(found: string): Part | null {
  let text = found.replace(TRAILING, "");
  // A bracket that was opened before the address closes after it.
  while (text.endsWith(")") && count(text, ")") > count(text, "(")) {
    text = text.slice(0, -1).replace(TRAILING, "");
  }
  try {
    const { href, protocol, hostname } = new URL(text);
    const safe = (protocol === "http:" || protocol === "https:") && hostname !== "";
    return safe ? { kind: "link", text, href } : null;
  } catch {
    return null;
  }
}

const count = (text: string, sign: string): number => text.split(sign).length - 1;

/** Of names that begin alike the longest counts; a name has no blank before its "@" to need. */
function addText(parts: Part[], text: string, names: readonly string[]): void {
  const longest = [...names].filter(Boolean).sort((a, b) => b.length - a.length);
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const name = isSign(text[at]) ? longest.find((one) => follows(text, at + 1, one)) : undefined;
    if (name === undefined) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) parts.push({ kind: "text", text: plain });
    plain = "";
    parts.push({ kind: "mention", text: text.slice(at, at + 1 + name.length), name });
    at += 1 + name.length;
  }
  if (plain) parts.push({ kind: "text", text: plain });
}

const isSign = (sign: string | undefined): boolean => sign === "@" || sign === "＠";

/** Latin letters and digits go on a word, so that @Ann is not in @Anna; kana and kanji may follow. */
function follows(text: string, at: number, name: string): boolean {
  if (text.slice(at, at + name.length).toLowerCase() !== name.toLowerCase()) return false;
  const next = text[at + name.length] ?? "";
  const last = name.at(-1) ?? "";
  return !(/[a-z0-9_]/i.test(next) && /[a-z0-9_]/i.test(last));
}
