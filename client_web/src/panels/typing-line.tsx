/**
 * Who writes here now. To be seen, and to be found by whoever looks for it: it is not spoken, for
 * it changes more often than anybody wants to hear.
 */

import { type Conversation, keyOf } from "../conversations";
import { t } from "../i18n";
import { typingIn } from "../typing";

export function TypingLine({ talk }: { talk: Conversation }) {
  const names = typingIn(keyOf(talk)).value;
  return (
    <p class="typing one-line" data-on={names.length > 0}>
      {wordsFor(names)}
    </p>
  );
}

export function wordsFor(names: readonly string[]): string {
  const [name = "", other = ""] = names;
  if (names.length === 0) return "";
  if (names.length === 1) return t("chat.typing.one", { name });
  if (names.length === 2) return t("chat.typing.two", { name, other });
  return t("chat.typing.more", { n: names.length });
}
