/** Who was here today and has gone, of those who like it to be known; one can still write to them. */

import { directWith } from "../conversations";
import { t } from "../i18n";
import { setProfile } from "../office";
import { link, listed, me, today } from "../selectors";
import { closeSheet } from "../views";
import type { Absent } from "../wire.gen";
import { timeOf } from "./chat-times";
import { showTalk } from "./chat-view";
import { Portrait } from "./portrait";
import { Switch } from "./switch";

export function TodayList() {
  return (
    <>
      {today.value.length === 0 ? (
        <p class="sheet-hint">{t("today.empty")}</p>
      ) : (
        <ul>
          {today.value.map((person) => (
            <Row key={person.id} person={person} />
          ))}
        </ul>
      )}
      <ListedSwitch />
    </>
  );
}

function Row({ person }: { person: Absent }) {
  const { name } = person;
  return (
    <li class="today-person">
      <Portrait code={person.avatar} name={name} size={40} />
      <div class="today-main">
        <p class="today-name one-line" title={name}>
          {name}
        </p>
        {person.about && <p class="sheet-hint one-line">{person.about}</p>}
        <p class="sheet-hint">{t("today.left", { time: timeOf(person.at) })}</p>
      </div>
      <button
        type="button"
        class="button"
        aria-label={t("today.message.to", { name })}
        onClick={() => writeTo(person.id)}
      >
        {t("today.message")}
      </button>
    </li>
  );
}

/** They find it when they come back. */
export function writeTo(person: number): void {
  closeSheet();
  showTalk(directWith(person));
  requestAnimationFrame(() => document.getElementById("composer")?.focus());
}

/** Whether oneself is named there: nobody is who did not ask for it. */
export function ListedSwitch() {
  const self = me.value;
  if (!self || self.guest) return null;
  const { name, about, tz } = self;
  return (
    <Switch
      label={t("today.listed")}
      hint={t("today.listed.hint")}
      on={listed.value}
      disabled={link.value.kind !== "open"}
      onChange={(on) => setProfile({ name, about, tz, listed: on })}
    />
  );
}
