/** The person whose avatar was clicked on the floor. */

import { picked } from "../arrangement";
import { t } from "../i18n";
import { me, roster } from "../selectors";
import { walkTo } from "../walk-to";
import { Icon } from "./icons";
import { personState } from "./person-state";
import { Portrait } from "./portrait";
import "./toasts.css";

export function PersonToast() {
  const person = roster.value.find((one) => one.id === picked.value);
  if (!person || person.id === me.value?.id) return null;
  const close = () => {
    picked.value = 0;
  };
  const { kind, word } = personState(person);
  return (
    <section class="toast card" aria-live="polite">
      <Portrait code={person.avatar} name={person.name} size={40} />
      <div class="toast-main">
        <p class="toast-title">{person.name}</p>
        <p class="person-state" data-kind={kind}>
          {t(word)}
        </p>
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={t("people.walk", { name: person.name })}
        title={t("people.walk", { name: person.name })}
        onClick={() => {
          walkTo(person.id);
          close();
        }}
      >
        <Icon name="walk" />
      </button>
      <button type="button" class="icon-button" aria-label={t("panel.close")} onClick={close}>
        <Icon name="close" />
      </button>
    </section>
  );
}
