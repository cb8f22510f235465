/** When an @ offers names, which ones, and what becomes of the text. */

import { expect, test } from "vitest";
import { completed, mentionAt, offers } from "../../../client_web/src/panels/mention-query";

test.each([
  ["@", "", 0],
  ["hi @Ma", "Ma", 3],
  ["hi @Maria G", "Maria G", 3],
  ["ねえ@あき", "あき", 2],
  ["＠鈴", "鈴", 0],
])("%s is the beginning of a mention", (text, name, from) => {
  expect(mentionAt(text, text.length)).toEqual({ from, name });
});

test.each(["hello", "tom@example", "@ once", "@Tom\nand then"])("%s is none", (text) => {
  expect(mentionAt(text, text.length)).toBe(null);
});

test("only what stands before the caret counts", () => {
  expect(mentionAt("@Tom later", 2)).toEqual({ from: 0, name: "T" });
});

test("names that begin so come first, each once, kana and width alike", () => {
  const names = ["Anna Tomita", "Tom", "トム", "Tom"];
  expect(offers(names, { from: 0, name: "ｔｏｍ" })).toEqual(["Tom", "Anna Tomita"]);
  expect(offers(names, { from: 0, name: "とむ" })).toEqual(["トム"]);
  expect(offers(names, { from: 0, name: "nobody" })).toEqual([]);
});

test("the chosen name takes the place of what was typed, with one blank after it", () => {
  const query = { from: 3, name: "to" };
  expect(completed("hi @to and you", 6, query, "Tom")).toEqual({
    text: "hi @Tom and you",
    caret: 8,
  });
});
