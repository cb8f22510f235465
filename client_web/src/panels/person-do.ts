/** Does what was chosen on somebody's card. */

import { openOnly, showFloor } from "../arrangement";
import { directs, talkTo } from "../conversations";
import { follow, locate, walkToPerson } from "../follow";
import { t } from "../i18n";
import { ask, react } from "../office";
import type { Person } from "../state";
import type { Listed } from "../wire.gen";
import { announce } from "./announcer";
import type { Act } from "./person-actions";

/** There is a direct conversation with them already. */
export const hasWritten = (id: number): boolean => directs.value.some((talk) => talk.person === id);

export function doAct(act: Act, person: Person | Listed, note: string): void {
  const { id, name } = person;
  switch (act) {
    case "walk":
      walkToPerson(id);
      showFloor();
      break;
    case "locate":
      locate(id);
      showFloor();
      break;
    case "follow":
      follow(id);
      showFloor();
      break;
    case "message":
      talkTo(id);
      openOnly("chat", true);
      break;
    case "wave":
      react("👋", id);
      announce(t("person.waved", { name }));
      break;
    default:
      ask(act, { person: id, note });
      announce(t("person.asked", { name }));
  }
}
