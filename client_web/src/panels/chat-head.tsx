/** Over each conversation: who reads what is written there, and how long it is kept. */

import type { Conversation } from "../conversations";
import { lang, t } from "../i18n";
import { inside } from "../places";
import { bubbleMates, keep, me, roster } from "../selectors";
import { canWriteTo, floorName, isPresent, personName, roomName, show } from "./chat-view";
import { keptWords } from "./chat-words";
import { Icon } from "./icons";

const NAMES_SHOWN = 3;

export function ChatHead({ talk }: { talk: Conversation }) {
  const words = [keptWords(keep.value[talk.scope])];
  if (talk.scope === "floor") words.unshift(t("chat.heard.later"));
  return (
    <div class="chat-about">
      {talk.scope === "direct" && <BackToList />}
      <p class="chat-about-words">
        {talk.scope === "direct" && (
          <strong class="chat-with one-line" title={personName(talk.to)}>
            {personName(talk.to)}
          </strong>
        )}
        <span class="chat-heard" data-alone={nobodyHears(talk)}>
          {heard(talk)}
        </span>
        <span class="chat-keep">{words.join(t("chat.between"))}</span>
      </p>
    </div>
  );
}

function BackToList() {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t("chat.back")}
      title={t("chat.back")}
      onClick={() => show("list")}
    >
      <Icon name="back" />
    </button>
  );
}

/** For colour only: the words say it. */
const nobodyHears = (talk: Conversation): boolean =>
  (talk.scope === "bubble" && bubbleMates.value.length === 0) ||
  (talk.scope === "direct" && !isPresent(talk.to)) ||
  !canWriteTo(talk);

/** Who gets what is written now. */
function heard(talk: Conversation): string {
  if (!canWriteTo(talk)) return t(`chat.gone.${talk.scope === "room" ? "room" : "floor"}`);
  switch (talk.scope) {
    case "bubble":
      return heardInBubble();
    case "room":
      return heardInRoom(talk);
    case "floor":
      return heardOnFloor(talk);
    case "direct":
      return t(isPresent(talk.to) ? "chat.heard.direct" : "chat.heard.absent");
  }
}

function heardInBubble(): string {
  const mates = bubbleMates.value.map((person) => person.name);
  if (mates.length === 0) return t("chat.heard.alone");
  const names = (some: readonly string[]) => some.join(lang.value === "ja" ? "、" : ", ");
  const n = mates.length - NAMES_SHOWN;
  if (n <= 0) return t("chat.heard.bubble", { names: names(mates) });
  return t("chat.heard.more", { names: names(mates.slice(0, NAMES_SHOWN)), n });
}

function heardInRoom(talk: Conversation): string {
  const room = roomName(talk) || t("chat.scope.room");
  const n = inside(talk.to).filter((person) => person !== me.value?.id).length;
  return n > 0 ? t("chat.heard.room", { room, n }) : t("chat.heard.room.alone", { room });
}

/** Guests don't read the floor. */
function heardOnFloor(talk: Conversation): string {
  const floor = floorName(talk.floor);
  const n = roster.value.filter(({ id, guest }) => !guest && id !== me.value?.id).length;
  return n > 0 ? t("chat.heard.floor", { floor, n }) : t("chat.heard.floor.alone", { floor });
}
