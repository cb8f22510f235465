/** The chat: two tabs by who hears it, a header that says so, the messages, and the composer. */

import { openOnly, scope, unread } from "../arrangement";
import { lang, t } from "../i18n";
import { bubbleMates, floorId, floors, keepSeconds, roster } from "../selectors";
import type { Scope } from "../wire.gen";
import { ChatList } from "./chat-list";
import { Composer } from "./composer";
import { Panel } from "./panel";
import "./chat.css";

const TABS: readonly Scope[] = ["bubble", "floor"];
const NAMES_SHOWN = 3;

export function Chat() {
  const alone = scope.value === "bubble" && bubbleMates.value.length === 0;
  return (
    <Panel
      title={t("chat.title")}
      class="chat"
      opener="chat-button"
      onClose={() => openOnly("chat", false)}
    >
      <div class="tabs" role="tablist" aria-label={t("chat.scope")} onKeyDown={changeTab}>
        {TABS.map((tab) => (
          <Tab key={tab} tab={tab} />
        ))}
      </div>
      <div class="chat-body" role="tabpanel" id="chat-body" aria-labelledby={`tab-${scope.value}`}>
        <p class="chat-about">
          <span class="chat-heard" data-alone={alone}>
            {heard()}
          </span>
          <span class="chat-keep">{keep()}</span>
        </p>
        <ChatList key={scope.value} scope={scope.value} />
        <Composer scope={scope.value} alone={alone} />
      </div>
    </Panel>
  );
}

function Tab({ tab }: { tab: Scope }) {
  const chosen = scope.value === tab;
  const n = chosen ? 0 : unread[tab].value;
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${tab}`}
      class="tab"
      aria-selected={chosen}
      aria-controls="chat-body"
      tabIndex={chosen ? 0 : -1}
      onClick={() => {
        scope.value = tab;
      }}
    >
      {t(`chat.scope.${tab}`)}
      {n > 0 && (
        <span class="badge">
          <span aria-hidden="true">{n}</span>
          <span class="hidden-text">{t("chat.unread", { n })}</span>
        </span>
      )}
    </button>
  );
}

function changeTab(event: KeyboardEvent): void {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  event.preventDefault();
  scope.value = scope.value === "bubble" ? "floor" : "bubble";
  document.getElementById(`tab-${scope.value}`)?.focus();
}

/** Who gets what is written now. */
function heard(): string {
  if (scope.value === "bubble") return heardInBubble();
  const floor = floors.value.find((one) => one.id === floorId.value)?.[lang.value] ?? "";
  const n = roster.value.length - 1;
  return n > 0 ? t("chat.heard.floor", { floor, n }) : t("chat.heard.floor.alone", { floor });
}

function heardInBubble(): string {
  const mates = bubbleMates.value.map((person) => person.name);
  if (mates.length === 0) return t("chat.heard.alone");
  const names = (some: readonly string[]) => some.join(lang.value === "ja" ? "、" : ", ");
  const n = mates.length - NAMES_SHOWN;
  if (n <= 0) return t("chat.heard.bubble", { names: names(mates) });
  return t("chat.heard.more", { names: names(mates.slice(0, NAMES_SHOWN)), n });
}

/** For how long the server keeps messages, in the largest unit that tells it exactly. */
function keep(): string {
  const minutes = Math.round(keepSeconds.value / 60);
  if (minutes <= 0) return t("chat.keep.not");
  return t("chat.keep", { span: span(minutes) });
}

function span(minutes: number): string {
  if (minutes % 60 !== 0) return t("chat.keep.minutes", { n: minutes });
  const hours = minutes / 60;
  if (hours % 24 !== 0) return t("chat.keep.hours", { n: hours });
  return t("chat.keep.days", { n: hours / 24 });
}
