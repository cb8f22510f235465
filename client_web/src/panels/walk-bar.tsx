/** Says that the avatar walks by itself, behind somebody or to somewhere, and stops it. */

import { useEffect } from "preact/hooks";
import { focusFloor } from "../arrangement";
import { looksOf } from "../conversations";
import { following, locate, located, stopWalking, walkNote } from "../follow";
import { t } from "../i18n";
import { Icon } from "./icons";

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
          focusFloor();
        }}
      >
        {word}
      </button>
    </p>
  );
}

/** Why a walk did not come to its end. */
function Note() {
  const why = walkNote.value;
  useEffect(() => {
    const timer = setTimeout(() => {
      walkNote.value = "";
    }, NOTE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, []);
  if (why === "") return null;
  return (
    <p class="walk-bar card">
      <Icon name="pin" />
      <span>{t(`walk.${why}`)}</span>
    </p>
  );
}
