/** The page's language: a signal, so that switching it changes every word at once. */

import { effect, signal } from "@preact/signals";
import { lasting } from "../memory";
import { en, type Key } from "./en";
import { ja } from "./ja";
import type { WordsOf } from "./words";

export type Lang = "ja" | "en";
export type { Key };

const WORDS: Readonly<Record<Lang, WordsOf<typeof en>>> = { ja, en };

export const lang = signal<Lang>(firstLang());

function firstLang(): Lang {
  const chosen = lasting.read("lang");
  if (chosen === "ja" || chosen === "en") return chosen;
  return (globalThis.navigator?.language ?? "").toLowerCase().startsWith("ja") ? "ja" : "en";
}

export function chooseLang(next: Lang): void {
  lasting.write("lang", next);
  lang.value = next;
}

/** Fonts, hyphens and screen readers go by the document's language. */
export function markLang(): void {
  effect(() => {
    document.documentElement.lang = lang.value;
    document.title = t("office.title");
  });
}

type Vars = Readonly<Record<string, string | number>>;

/** The word for a key; `{name}` is replaced by vars.name, and vars.n decides the plural form. */
export function t(key: Key, vars: Vars = {}): string {
  return say(lang.value, key, vars);
}

export function say(language: Lang, key: Key, vars: Vars = {}): string {
  const word = WORDS[language][key];
  const text = typeof word === "string" ? word : word[form(language, vars.n)];
  return (text ?? key).replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = vars[name];
    if (typeof value === "number") return value.toLocaleString(language);
    return value ?? hole;
  });
}

function form(language: Lang, n: string | number | undefined): "one" | "other" {
  const chosen = new Intl.PluralRules(language).select(Number(n));
  return language === "en" && chosen === "one" ? "one" : "other";
}

/** A name that the office holds in both languages. */
export const named = (names: { ja: string; en: string }): string =>
  names[lang.value] || names.ja || names.en;

/** "A, B and C", as the language says it. */
export const namesOf = (names: readonly string[]): string =>
  new Intl.ListFormat(lang.value, { type: "conjunction" }).format(names);
