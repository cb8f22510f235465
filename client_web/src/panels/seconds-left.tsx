/** How long something that was asked still waits: a shrinking bar and a number, never read aloud. */

import { secondsLeft } from "../asks";
import { t } from "../i18n";
import type { Asked } from "../wire.gen";
import { useServerClock } from "./server-clock";

/** The length of the whole bar (ASK-2); one that waits longer starts with a full bar. */
const WHOLE_SECONDS = 60;

export function SecondsLeft({ ask, text }: { ask: Asked; text?: string }) {
  useServerClock(); // paints it anew; its own time may be a second old
  const n = secondsLeft(ask);
  const part = Math.min(1, n / WHOLE_SECONDS);
  return (
    <span class="seconds">
      <span class="seconds-words">
        {text && <span>{text}</span>}
        <span class="seconds-number">{t("ask.seconds", { n })}</span>
      </span>
      <span class="seconds-bar" aria-hidden="true">
        <span style={{ width: `${100 * part}%` }} />
      </span>
    </span>
  );
}
