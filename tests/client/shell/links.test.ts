/** Addresses and names in a message. */

import { expect, test } from "vitest";
import { mentions, partsOf } from "../../../client_web/src/links";

const hrefs = (text: string) =>
  partsOf(text).flatMap((part) => (part.kind === "link" ? [part.text] : []));

test("the parts together are the text, whatever it is", () => {
  for (const text of [
    "",
    "plain",
    "see https://a.example/x. And @Ann, ok",
    "@@ http:// @",
    "<b>",
  ]) {
    const parts = partsOf(text, ["Ann"]);
    expect(parts.map((part) => part.text).join("")).toBe(text);
  }
});

test.each([
  ["https://a.example/p?q=1#f", "https://a.example/p?q=1#f"],
  ["(see https://a.example/x)", "https://a.example/x"],
  ["https://a.example/wiki/A_(b)", "https://a.example/wiki/A_(b)"],
  ["これ https://a.example/x。次", "https://a.example/x"],
  ["「https://a.example/x」、と", "https://a.example/x"],
  ["https://a.example/x, ok?!", "https://a.example/x"],
  ["HTTP://a.example", "HTTP://a.example"],
])("an address ends before what belongs to the sentence: %s", (text, address) => {
  expect(hrefs(text)).toEqual([address]);
});

test("nothing but http and https is a link", () => {
  const text = "javascript:alert(1) data:text/html,x ftp://a.example file:///etc https://";
  expect(hrefs(text)).toEqual([]);
});

test("of names that begin alike the longest is meant, and a longer word is no name", () => {
  const names = ["Ann", "Ann Lee", "田中"];
  const named = (text: string) =>
    partsOf(text, names).flatMap((part) => (part.kind === "mention" ? [part.name] : []));
  expect(named("@ann lee and @Ann")).toEqual(["Ann Lee", "Ann"]);
  expect(named("@Anna mail@Ann")).toEqual(["Ann"]);
  expect(named("＠田中さん")).toEqual(["田中"]);
});

test("one is named by an @ and the name", () => {
  expect(mentions("hello @Ann!", "Ann")).toBe(true);
  expect(mentions("hello Ann", "Ann")).toBe(false);
  expect(mentions("@", "")).toBe(false);
});
