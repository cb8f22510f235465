/** A first word on how to walk, and a kind one where nobody else is here. */

import { useSignal } from "@preact/signals";
import { t } from "../i18n";
import { lasting } from "../memory";
import { caughtUp, roster } from "../selectors";
import { Icon } from "./icons";
import "./toasts.css";

export function Hints() {
  const known = useSignal(lasting.read("hinted") !== "");
  const alone = caughtUp.value && roster.value.length === 1;
  if (!known.value) return <FirstSteps onDone={() => done(known)} />;
  return alone ? <p class="alone">{t("hint.alone")}</p> : null;
}

function done(known: { value: boolean }): void {
  lasting.write("hinted", "yes");
  known.value = true;
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
