/**
 * Who writes here now. To be seen, and to be found by whoever looks for it: it is not spoken, for
 * it changes more often than anybody wants to hear.
 */

import { type Conversation, keyOf } from "../conversations";
import { typingIn } from "../typing";
import { typingWords } from "./chat-words";

export function TypingLine({ talk }: { talk: Conversation }) {
  const names = typingIn(keyOf(talk)).value;
  return (
    <p class="typing one-line" data-on={names.length > 0}>
      {typingWords(names)}
    </p>
  );
}
