/** New messages, told to who can't see them come: spoken, and by the desktop if one chose so. */

import { type Conversation, conversationOf, keyOf } from "../conversations";
import { t } from "../i18n";
import { mentions } from "../links";
import { away, chime, notify } from "../notify";
import { onEvent } from "../office";
import type { State } from "../state";
import type { Said } from "../wire.gen";
import { isReading, showTalk, titleOf } from "./chat-view";

/** Who wants to hear all of a long message goes to it. */
const SPOKEN_LENGTH = 200;

/** Tells every new message until the answer is called. */
export function followMessages(announce: (text: string) => void): () => void {
  return onEvent((event, before) => {
    if (event.t !== "said" || !isNews(event, before)) return;
    const talk = conversationOf(event, before.me);
    announce(spoken(event, talk));
    const called = mentions(event.text, before.people.get(before.me)?.name ?? "");
    if (talk.scope === "direct" || called) call(event, talk, before);
  });
}

/** Neither one's own nor missed nor told again because it was changed. */
export function isNews(line: Said, { me, caughtUp, chat }: State): boolean {
  if (!caughtUp || line.person === me || line.edited || line.deleted) return false;
  return chat.every(({ id }) => id !== line.id);
}

function spoken({ name, text }: Said, talk: Conversation): string {
  const said = { name, text: [...text].slice(0, SPOKEN_LENGTH).join("") };
  if (isReading(keyOf(talk))) return t("chat.news.open", said);
  if (talk.scope === "direct") return t("chat.news.direct", said);
  return t("chat.news", { ...said, place: titleOf(talk) });
}

/** Not while one reads it, and without a sound for who wants to be left alone. */
function call({ name, text }: Said, talk: Conversation, { me, people }: State): void {
  const key = keyOf(talk);
  if (isReading(key) && !away()) return;
  if (people.get(me)?.status !== "dnd") chime();
  const title = talk.scope === "direct" ? name : `${name} (${titleOf(talk)})`;
  notify({ title, body: text, tag: key, onClick: () => showTalk(talk) });
}
