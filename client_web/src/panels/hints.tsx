/** A first word on how to walk, and a kind one where nobody else is here. */

import { hinted } from "../arrangement";
import { t } from "../i18n";
import { lasting } from "../memory";
import { caughtUp, roster } from "../selectors";
import { Icon } from "./icons";
import "./toasts.css";

export function Hints() {
  const alone = caughtUp.value && roster.value.length === 1;
  if (!hinted.value) return <FirstSteps onDone={done} />;
  return alone ? <p class="alone">{t("hint.alone")}</p> : null;
}

function done(): void {
  lasting.write("hinted", "yes");
  hinted.value = true;
}

function FirstSteps({ onDone }: { onDone: () => void }) {
  const touch = window.matchMedia("(pointer: coarse)").matches;
  return (
    <section class="toast card first-steps" aria-label={t("hint.title")}>
      <Icon name="walk" />
      <div class="toast-main">
        <p class="toast-title">{t("hint.title")}</p>
        <p class="toast-sub">{t(touch ? "hint.touch" : "hint.keys")}</p>
        <p class="toast-sub">{t("hint.near")}</p>
      </div>
      <button type="button" class="button main" onClick={onDone}>
        {t("hint.ok")}
      </button>
    </section>
  );
}
