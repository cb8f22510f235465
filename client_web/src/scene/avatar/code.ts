/**
 * Avatar codes: `p-<skin>-<hair>-<hair colour>-<top>-<top colour>`, each a number. Anything else
 * ("auto", or a code from a newer client) stands for a look made from the person's name. Pure.
 */

import { FABRICS, HAIRS, SKINS } from "./palette";

export const HAIR_STYLES = [
  "short",
  "bob",
  "long",
  "bun",
  "curly",
  "cap",
  "scarf",
  "bald",
  "ponytail",
  "tousled",
] as const;

export const TOPS = ["shirt", "hoodie", "suit", "cardigan", "dress", "stripes"] as const;

export type HairStyle = (typeof HAIR_STYLES)[number];
export type Top = (typeof TOPS)[number];

export interface Look {
  readonly skin: number; // index into SKINS, and so on
  readonly hair: HairStyle;
  readonly hairColor: number;
  readonly top: Top;
  readonly topColor: number;
}

const SIZES = [SKINS.length, HAIR_STYLES.length, HAIRS.length, TOPS.length, FABRICS.length];

const PATTERN = /^p-(\d{1,2})-(\d{1,2})-(\d{1,2})-(\d{1,2})-(\d{1,2})$/;

/** The numbers of a code, or null where it is none of ours. */
function numbersOf(code: string): number[] | null {
  const parts = PATTERN.exec(code)?.slice(1).map(Number);
  return parts?.every((part, i) => part < (SIZES[i] ?? 0)) ? parts : null;
}

/** The code to paint for a person: theirs if it is one of ours, else one made from the name. */
export function resolveAvatar(code: string, name: string): string {
  return numbersOf(code) ? code : codeFrom(hash(name || code), 0);
}

/** The look of a code; of an unknown one, the look that is made from its own letters. */
export function lookOf(code: string): Look {
  const numbers = numbersOf(code) ?? numbersOf(codeFrom(hash(code), 0)) ?? [];
  const [skin = 0, hair = 0, hairColor = 0, top = 0, topColor = 0] = numbers;
  return {
    skin,
    hair: HAIR_STYLES[hair] ?? "short",
    hairColor,
    top: TOPS[top] ?? "shirt",
    topColor,
  };
}

/** `n` suggestions that differ from each other as much as they can; the same for the same seed. */
export function avatarCodes(seed: string, n: number): string[] {
  const codes: string[] = [];
  const start = hash(seed);
  for (let i = 0; codes.length < n; i++) {
    const code = codeFrom(start, i);
    if (!codes.includes(code)) codes.push(code);
  }
  return codes;
}

/** Each number goes through its whole list at its own stride before it comes again. */
function codeFrom(start: number, i: number): string {
  const numbers = SIZES.map((size, part) => {
    const own = hash(`${start}/${part}`);
    const stride = coprime(size, own >>> 16);
    return (own + i * stride + Math.floor(i / size)) % size;
  });
  return `p-${numbers.join("-")}`;
}

function coprime(size: number, wish: number): number {
  for (let stride = 1 + (wish % (size - 1)); ; stride = (stride % (size - 1)) + 1) {
    if (gcd(stride, size) === 1) return stride;
  }
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** FNV-1a over the letters' codes, stirred once more; 0 to 2³¹ − 1. */
export function hash(text: string): number {
  let mixed = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    mixed = Math.imul(mixed ^ text.charCodeAt(i), 0x01000193);
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x45d9f3b);
  return (mixed ^ (mixed >>> 16)) & 0x7fffffff;
}
