/** Times in the chat, by the reader's clock and language. */

import { lang } from "../i18n";

const format = (at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(lang.value, options).format(at);

export const timeOf = (at: number): string => format(at, { hour: "numeric", minute: "2-digit" });

export const dayOf = (at: number): string =>
  format(at, {
    month: "long",
    day: "numeric",
    weekday: "short",
    ...(sameYear(at) ? {} : { year: "numeric" }),
  });

/** For a tooltip: nothing left out. */
export const fullTimeOf = (at: number): string =>
  format(at, { dateStyle: "full", timeStyle: "short" });

/** As short as it can be told: today's by the clock, older ones by the day. */
export const whenOf = (at: number, now = Date.now()): string =>
  sameDay(at, now) ? timeOf(at) : format(at, { month: "numeric", day: "numeric" });

/** In a list without separators between the days. */
export const dayAndTimeOf = (at: number, now = Date.now()): string =>
  sameDay(at, now) ? timeOf(at) : `${dayOf(at)} ${timeOf(at)}`;

export const sameDay = (one: number, other: number): boolean =>
  new Date(one).toDateString() === new Date(other).toDateString();

const sameYear = (at: number): boolean => new Date(at).getFullYear() === new Date().getFullYear();
