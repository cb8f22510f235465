/** A first word on how to walk, and a kind one where nobody else is here. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { finishHint, hinted, stepped } from "../arrangement";
import { t } from "../i18n";
import { caughtUp, roster } from "../selectors";
import { Icon } from "./icons";
import "./toasts.css";

const ALONE_SHOWN_MS = 6000;

export function FirstHint() {
  return hinted.value ? null : <FirstSteps onDone={finishHint} />;
}

/** Only said for a moment: it lies over the floor. */
export function AloneHint() {
  const alone = hinted.value && caughtUp.value && roster.value.length === 1 && !stepped.value;
  return <div role="status">{alone && <Alone />}</div>;
}

function Alone() {
  const shown = useSignal(true);
  useEffect(() => {
    const timer = setTimeout(() => {
      shown.value = false;
    }, ALONE_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return shown.value ? <p class="alone">{t("hint.alone")}</p> : null;
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
