/** A word where a wish could not be fulfilled, and at a shut door the way to knock. */

import { useEffect } from "preact/hooks";
import { outgoing } from "../asks";
import { t } from "../i18n";
import { ask, refusal, refusals } from "../office";
import { shutAhead } from "../places";
import { roomName } from "./ask-words";
import { focusHome } from "./focus-home";
import { Icon } from "./icons";
import { type Why, whyWord } from "./refusal-words";
import "./toasts.css";

const SHOWN_MS = 8000;

export function Refusal() {
  return (
    <div role="status">
      {refusal.value !== "" && <AtDoor key={refusal.value} why={refusal.value} />}
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
  return (
    <div class="toast card refusal">
      <Icon name="lock" />
      <p class="toast-main">{t(`floor.${why}`)}</p>
      {why !== "refused" && <KnockThere onKnock={clear} />}
    </div>
  );
}

/** Offered in front of a shut room, unless this person knocks already. */
export function KnockThere({ onKnock }: { onKnock: () => void }) {
  const door = shutAhead.value;
  if (door === null || outgoing.value.some((one) => one.kind === "knock")) return null;
  return (
    <button
      type="button"
      class="button"
      onClick={() => {
        ask("knock", { room: door });
        onKnock();
        focusHome();
      }}
    >
      {t("room.knock.at", { room: roomName(door) })}
    </button>
  );
}

/** What the server did not do, where no form or line of chat shows it in its own place. */
export function Refused() {
  const what = refusals.value;
  useAway(() => {
    if (refusals.peek() === what) refusals.value = null;
  }, what);
  const word = what && whyWord(what.command, what.why);
  if (!word) return null;
  return (
    <p class="walk-bar card">
      <Icon name="close" />
      {t(word)}
    </p>
  );
}
