/** Says that the avatar walks by itself and stops it; tells what could not be done. */

import { useEffect } from "preact/hooks";
import { looksOf } from "../conversations";
import { following, locate, located, stopWalking, walkNote } from "../follow";
import { t } from "../i18n";
import { refusals } from "../office";
import { shutAhead } from "../places";
import { focusHome } from "./focus-home";
import { Icon } from "./icons";
import { KnockThere, Refused } from "./refusal";

const NOTE_SHOWN_MS = 6000;

export function WalkBar() {
  return (
    <div role="status" class="walk-status">
      {following.value !== 0 && (
        <Bar
          text={t("walk.following", { name: looksOf(following.value).name })}
          word={t("walk.stop")}
          onStop={stopWalking}
        />
      )}
      {located.value !== 0 && following.value !== located.value && (
        <Bar
          text={t("walk.located", { name: looksOf(located.value).name })}
          word={t("walk.unlocate")}
          onStop={() => locate(null)}
        />
      )}
      {walkNote.value !== "" && <Note key={walkNote.value} />}
      {refusals.value && <Refused />}
    </div>
  );
}

interface BarProps {
  text: string;
  word: string;
  onStop: () => void;
}

function Bar({ text, word, onStop }: BarProps) {
  return (
    <p class="walk-bar card">
      <span>{text}</span>
      <button
        type="button"
        class="button"
        onClick={() => {
          onStop();
          focusHome();
        }}
      >
        {word}
      </button>
    </p>
  );
}

const clear = () => {
  walkNote.value = "";
};

/** Why a walk did not come to its end. In front of a shut door it stays: one knocks there. */
function Note() {
  const why = walkNote.value;
  const stays = why === "shut" && shutAhead.value !== null;
  useEffect(() => {
    if (stays) return () => void (walkNote.peek() === "shut" && clear());
    const timer = setTimeout(clear, NOTE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [stays]);
  if (why === "") return null;
  return (
    <p class="walk-bar card">
      <Icon name="pin" />
      <span>{t(`walk.${why}`)}</span>
      {why === "shut" && <KnockThere onKnock={clear} />}
    </p>
  );
}
