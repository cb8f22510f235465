/** What is said aloud by a screen reader and shown by nothing else: short, polite, once. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { followMessages } from "./chat-news";

interface Spoken {
  readonly id: number;
  readonly text: string;
}

/** Long enough to be spoken; then it is no longer found by browsing through the page. */
const SPOKEN_MS = 8000;

const spoken = signal<readonly Spoken[]>([]);
let count = 0;

/** Has a line spoken when the screen reader has nothing more urgent to say. */
export function announce(text: string): void {
  if (text === "") return;
  const line = { id: ++count, text };
  spoken.value = [...spoken.value, line];
  setTimeout(() => {
    spoken.value = spoken.value.filter((one) => one !== line);
  }, SPOKEN_MS);
}

/** Each line is an element of its own: the same words twice are spoken twice. */
export function Announcer() {
  useEffect(() => followMessages(announce), []);
  return (
    <div class="hidden-text" aria-live="polite" aria-relevant="additions">
      {spoken.value.map((line) => (
        <p key={line.id}>{line.text}</p>
      ))}
    </div>
  );
}
