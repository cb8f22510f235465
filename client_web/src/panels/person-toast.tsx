/** The person whose avatar was clicked on the floor: who it is, and the way to their card. */

import { picked } from "../arrangement";
import { openPerson } from "../aside";
import { walkToPerson } from "../follow";
import { handRanks } from "../hands";
import { t } from "../i18n";
import { me, roster } from "../selectors";
import { focusHome } from "./focus-home";
import { Icon } from "./icons";
import { Chips } from "./people";
import { Portrait } from "./portrait";
import { StatusLine } from "./status-line";
import "./toasts.css";

export function PersonToast() {
  const person = roster.value.find((one) => one.id === picked.value);
  if (!person || person.id === me.value?.id) return null;
  const { id, name, about } = person;
  const close = () => {
    picked.value = 0;
  };
  return (
    <section class="toast card" aria-live="polite">
      <Portrait code={person.avatar} name={name} size={40} />
      <div class="toast-main">
        <p class="toast-title">
          {name} <Chips person={person} mine={false} rank={handRanks.value.get(id) ?? 0} />
        </p>
        {about && <p class="toast-sub">{about}</p>}
        <StatusLine person={person} />
      </div>
      <button
        type="button"
        class="icon-button"
        aria-label={t("people.walk", { name })}
        title={t("people.walk", { name })}
        onClick={() => {
          walkToPerson(id);
          close();
          focusHome();
        }}
      >
        <Icon name="walk" />
      </button>
      <button
        type="button"
        class="button"
        aria-label={t("people.card", { name })}
        onClick={() => {
          openPerson(id);
          close();
        }}
      >
        {t("people.more")}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t("panel.close")}
        onClick={() => {
          close();
          focusHome();
        }}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}
