/** An empty office is worth being in too: what one could do while nobody else is on this floor. */

import { computed, signal } from "@preact/signals";
import { focusFloor, hinted } from "../arrangement";
import { t } from "../i18n";
import { onForget } from "../office";
import { caughtUp, elsewhere, isGuest, roster, today } from "../selectors";
import { listView, openSheet } from "../views";
import { Icon, type IconName } from "./icons";
import "./alone-card.css";

/** Put away for this visit; it comes again the next time that one is alone. */
const away = signal(false);
onForget(() => {
  away.value = false;
});

/** Not before the first word on how to walk was read: one thing at a time. */
const shown = computed(
  () =>
    caughtUp.value &&
    !isGuest.value &&
    !away.value &&
    (hinted.value || listView.value) &&
    roster.value.length === 1,
);

export function AloneCard() {
  if (!shown.value) return null;
  const n = elsewhere.value.size;
  return (
    <section class="alone-card card" aria-labelledby="alone-title">
      <p class="alone-title" id="alone-title">
        {t("alone.title")}
      </p>
      <p class="toast-sub">{n > 0 ? t("alone.elsewhere", { n }) : t("alone.about")}</p>
      <div class="alone-acts">
        <Act icon="board" id="alone-note" label={t("alone.note")} onClick={leaveNote} />
        {today.value.length > 0 && (
          <Act
            icon="chat"
            id="alone-today"
            label={t("alone.today", { n: today.value.length })}
            onClick={() => openSheet("board", "alone-today")}
          />
        )}
        <Act
          icon="ticket"
          id="alone-guest"
          label={t("sheet.passes")}
          onClick={() => openSheet("passes", "alone-guest")}
        />
        <Act icon="walk" id="alone-look" label={t("alone.look")} onClick={lookAround} />
      </div>
    </section>
  );
}

function leaveNote(): void {
  openSheet("board", "alone-note");
  requestAnimationFrame(() => document.getElementById("note-text")?.focus());
}

function lookAround(): void {
  away.value = true;
  if (!listView.peek()) focusFloor();
  else document.querySelector<HTMLElement>(".list-title")?.focus();
}

interface ActProps {
  id: string;
  icon: IconName;
  label: string;
  onClick: () => void;
}

function Act({ id, icon, label, onClick }: ActProps) {
  return (
    <button type="button" id={id} class="button" onClick={onClick}>
      <Icon name={icon} />
      {label}
    </button>
  );
}
