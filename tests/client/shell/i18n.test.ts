/** Both languages say everything, with the same holes to fill; and nothing is said to nobody. */

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { say } from "../../../client_web/src/i18n";
import { en, type Key } from "../../../client_web/src/i18n/en";
import { ja } from "../../../client_web/src/i18n/ja";
import type { Word } from "../../../client_web/src/i18n/words";

const SOURCES = fileURLToPath(new URL("../../../client_web/src/", import.meta.url));
const KEYS = Object.keys(en) as Key[];

const source = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.tsx?$/.test(path) && !/i18n.(ja|en)(\.ts$|.)/.test(path))
  .map((path) => readFileSync(SOURCES + path, "utf8"))
  .join("\n");

const forms = (word: Word): string[] => (typeof word === "string" ? [word] : Object.values(word));

const holes = (word: Word): Set<string> =>
  new Set(forms(word).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? "")));

test("both languages have the same keys", () => {
  expect(Object.keys(ja).sort()).toEqual([...KEYS].sort());
});

test.each(KEYS)("%s is said in both languages, with the same holes", (key) => {
  for (const form of [...forms(en[key]), ...forms(ja[key])]) expect(form.trim()).not.toBe("");
  expect(holes(ja[key])).toEqual(holes(en[key]));
});

/** Said the same in both languages on purpose. */
const SAME: readonly string[] = [];

test("every word was translated", () => {
  const same = KEYS.filter((key) => forms(en[key]).some((form) => forms(ja[key]).includes(form)));
  expect(same.filter((key) => !SAME.includes(key))).toEqual([]);
});

test("Japanese is written in Japanese, and English without it", () => {
  const japanese = /[\u3041-\u30ff\u4e00-\u9fff]/;
  const plain = (form: string) => form.replace(/\{\w+\}/g, "");
  const foreign = KEYS.filter((key) =>
    forms(ja[key]).some((form) => /[A-Za-z]{2}/.test(plain(form)) && !japanese.test(form)),
  );
  expect(foreign).toEqual([]);
  expect(KEYS.filter((key) => forms(en[key]).some((form) => japanese.test(form)))).toEqual([]);
});

test("every word that a panel says is in the list", () => {
  const said = [...source.matchAll(/\bt\("([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(said.length).toBeGreaterThan(100);
  expect(said.filter((key) => !(KEYS as string[]).includes(key))).toEqual([]);
});

test("dates, times and numbers are left to Intl", () => {
  expect(source).not.toMatch(/\.toLocale(Date|Time)String\(/);
  expect(source).not.toMatch(/\.get(Hours|Minutes)\(\)/);
});

test("no word is unused", () => {
  const templates = [...source.matchAll(/`([a-z.]+\.)\$\{[^}]+\}`/g)].map(
    (match) => match[1] ?? "",
  );
  const used = (key: string) =>
    source.includes(`"${key}"`) || templates.some((start) => key.startsWith(start));
  expect(KEYS.filter((key) => !used(key))).toEqual([]);
});

test("no panel writes a Japanese word of its own", () => {
  const words = source
    .split("\n")
    .filter((text) => /[ぁ-んァ-ヶ]/.test(text) && !/^\s*(\/\/|\/?\*)/.test(text));
  expect(words).toEqual([]);
});

describe("plural forms", () => {
  test("follow the language", () => {
    expect(say("en", "bar.people", { n: 1 })).toBe("1 person");
    expect(say("en", "bar.people", { n: 0 })).toBe("0 people");
    expect(say("ja", "bar.people", { n: 1 })).toBe("1人");
  });

  test("write large numbers as the language does", () => {
    expect(say("en", "chat.left", { n: 1234 })).toBe("1,234 characters left");
  });
});

test("what a person is called is put in as it is", () => {
  expect(say("en", "people.walk", { name: "{n} <b>$&</b>" })).toBe("Walk to {n} <b>$&</b>");
});
