/** Words of the chat that take a little reckoning. */

import { t } from "../i18n";

/** For how long the server keeps messages, in the largest unit that tells it exactly. */
export function keptWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes <= 0 ? t("chat.keep.not") : t("chat.keep", { span: span(minutes) });
}

function span(minutes: number): string {
  if (minutes % 60 !== 0) return t("chat.keep.minutes", { n: minutes });
  const hours = minutes / 60;
  if (hours % 24 !== 0) return t("chat.keep.hours", { n: hours });
  return t("chat.keep.days", { n: hours / 24 });
}

/** Who writes now, by name while they are few. */
export function typingWords(names: readonly string[]): string {
  const [name = "", other = ""] = names;
  if (names.length === 0) return "";
  if (names.length === 1) return t("chat.typing.one", { name });
  if (names.length === 2) return t("chat.typing.two", { name, other });
  return t("chat.typing.more", { n: names.length });
}
