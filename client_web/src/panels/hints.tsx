/** A first word for the newcomer: where this is, how to walk and meet, and where help is. */

import { byTouch, finishHint, focusFloor, hinted } from "../arrangement";
import { toggleList } from "../aside";
import { lang, t } from "../i18n";
import { floorId, floors, isGuest } from "../selectors";
import { showList } from "../views";
import { Icon } from "./icons";
import "./toasts.css";
import "./hints.css";

export function FirstHint() {
  return hinted.value ? null : <FirstSteps />;
}

/** Few lines, each with what to look for; gone for good once it was read. */
function FirstSteps() {
  const floor = floors.value.find((one) => one.id === floorId.value)?.[lang.value] ?? "";
  return (
    <section class="toast card first-steps" aria-label={t("hint.title")}>
      <p class="toast-title">{floor ? t("hint.here", { floor }) : t("hint.title")}</p>
      <ul class="first-list">
        <li>
          <Icon name="walk" />
          {t(byTouch() ? "hint.touch" : "hint.keys")}
        </li>
        <li>
          <Icon name="chat" />
          {t("hint.near")}
        </li>
        {!isGuest.value && (
          <li>
            <Icon name="people" />
            <button
              type="button"
              class="link-button"
              onClick={() => {
                finishHint();
                toggleList();
              }}
            >
              {t("hint.people")}
            </button>
          </li>
        )}
      </ul>
      <div class="first-acts">
        <button
          type="button"
          class="button main"
          onClick={() => {
            finishHint();
            focusFloor();
          }}
        >
          {t("hint.ok")}
        </button>
        <button
          type="button"
          class="link-button"
          onClick={() => {
            finishHint();
            showList(true);
          }}
        >
          {t("hint.list")}
        </button>
      </div>
    </section>
  );
}
