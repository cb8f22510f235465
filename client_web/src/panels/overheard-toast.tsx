/** What somebody said to this person while the chat is closed, and the way to answer. */

import { t } from "../i18n";
import { showTalk } from "./chat-view";
import { overheard, putAway } from "./overheard";
import { PortraitOf } from "./portrait-of";
import "./toasts.css";

/** A screen reader has heard it from the announcer already. */
export function OverheardToast() {
  const now = overheard.value;
  if (!now) return null;
  const { person, name, text } = now.line;
  return (
    <section class="toast card overheard" aria-label={t("chat.overheard", { name })}>
      <PortraitOf id={person} name={name} size={40} />
      <div class="toast-main">
        <p class="toast-title one-line">{name}</p>
        <p class="overheard-text">{text}</p>
      </div>
      <button
        type="button"
        class="button"
        onClick={() => {
          showTalk(now.talk);
          putAway();
          requestAnimationFrame(() => document.getElementById("composer")?.focus());
        }}
      >
        {t("chat.reply")}
      </button>
    </section>
  );
}
