/** A word where a wish could not be fulfilled, and at a shut door the way to knock. */

import { useEffect } from "preact/hooks";
import { outgoing } from "../asks";
import { t } from "../i18n";
import { ask, refusal, refusals } from "../office";
import { shutAhead } from "../places";
import { roomName } from "./ask-words";
import { Icon } from "./icons";
import { type Why, whyWord } from "./refusal-words";
import "./toasts.css";

const SHOWN_MS = 8000;

export function Refusal() {
  return (
    <div role="status">
      {refusal.value !== "" && <AtDoor key={refusal.value} why={refusal.value} />}
      {refusals.value && <Refused />}
    </div>
  );
}

function useAway(clear: () => void, what: unknown): void {
  useEffect(() => {
    const timer = setTimeout(clear, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [what]);
}

function AtDoor({ why }: { why: Why }) {
  const clear = () => {
    refusal.value = "";
  };
  useAway(clear, why);
  const door = why === "locked" || why === "full" || why === "guest" ? shutAhead.value : null;
  const knocking = outgoing.value.some((one) => one.kind === "knock");
  return (
    <div class="toast card refusal">
      <Icon name="lock" />
      <p class="toast-main">{t(`floor.${why}`)}</p>
      {door !== null && !knocking && (
        <button
          type="button"
          class="button"
          onClick={() => {
            ask("knock", { room: door });
            clear();
          }}
        >
          {t("room.knock.at", { room: roomName(door) })}
        </button>
      )}
    </div>
  );
}

/** What the server did not do, where no form or line of chat shows it in its own place. */
function Refused() {
  const what = refusals.value;
  useAway(() => {
    if (refusals.peek() === what) refusals.value = null;
  }, what);
  const word = what && whyWord(what.command, what.why);
  if (!word) return null;
  return (
    <p class="toast card refusal">
      <Icon name="close" />
      {t(word)}
    </p>
  );
}
