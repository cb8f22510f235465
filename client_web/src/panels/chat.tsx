/** The chat: tabs for the places where one is heard, direct conversations, and a search. */

import { openOnly } from "../arrangement";
import { type Conversation, directs, keyOf, openConversation } from "../conversations";
import { t } from "../i18n";
import { unreadIn } from "../unread";
import type { Scope } from "../wire.gen";
import { ChatHead } from "./chat-head";
import { ChatList } from "./chat-list";
import { ChatSearch } from "./chat-search";
import { places, show, showTalk, titleOf, view } from "./chat-view";
import { Composer } from "./composer";
import { ConversationList } from "./conversation-list";
import { Icon } from "./icons";
import { Panel } from "./panel";
import { TypingLine } from "./typing-line";
import { UnreadBadge } from "./unread-badge";
import "./chat.css";

const DIRECT = "direct";

export function Chat() {
  const searching = view.value === "search";
  return (
    <Panel
      title={t("chat.title")}
      class="chat"
      opener="chat-button"
      onClose={() => openOnly("chat", false)}
      tools={
        <button
          type="button"
          id="chat-search-button"
          class="icon-button"
          aria-expanded={searching}
          aria-label={t("chat.search")}
          title={t("chat.search")}
          onClick={() => show(searching ? "talk" : "search")}
        >
          <Icon name="search" />
        </button>
      }
    >
      {searching ? <ChatSearch /> : <Talks />}
    </Panel>
  );
}

function Talks() {
  const talk = openConversation.value;
  const key = keyOf(talk);
  const list = view.value === "list";
  return (
    <>
      <div class="tabs" role="tablist" aria-label={t("chat.scope")} onKeyDown={changeTab}>
        {places.value.map((place) => (
          <PlaceTab key={keyOf(place)} talk={place} />
        ))}
        <DirectTab />
      </div>
      <div
        class="chat-body"
        role="tabpanel"
        id="chat-body"
        aria-labelledby={tabId(list || talk.scope === "direct" ? DIRECT : key)}
      >
        {list ? (
          <ConversationList />
        ) : (
          <>
            <ChatHead talk={talk} />
            <ChatList key={key} talk={talk} />
            <TypingLine talk={talk} />
            <Composer key={`write-${key}`} talk={talk} />
          </>
        )}
      </div>
    </>
  );
}

const tabId = (key: string): string => `tab-${key.replace(/[^\w-]/g, "-")}`;

interface TabProps {
  id: string;
  scope: Scope;
  chosen: boolean;
  title: string;
  count: number;
  mention: boolean;
  onChoose: () => void;
}

function Tab({ id, scope, chosen, title, count, mention, onChoose }: TabProps) {
  return (
    <button
      type="button"
      role="tab"
      id={tabId(id)}
      class="tab"
      data-scope={scope}
      aria-selected={chosen}
      aria-controls="chat-body"
      tabIndex={chosen ? 0 : -1}
      title={title}
      onClick={onChoose}
    >
      <span class="tab-name one-line">{title}</span>
      <UnreadBadge count={count} mention={mention} />
    </button>
  );
}

function PlaceTab({ talk }: { talk: Conversation }) {
  const key = keyOf(talk);
  const chosen = view.value === "talk" && keyOf(openConversation.value) === key;
  const { count, mention } = unreadIn(key).value;
  return (
    <Tab
      id={key}
      scope={talk.scope}
      chosen={chosen}
      title={titleOf(talk)}
      count={chosen ? 0 : count}
      mention={mention}
      onChoose={() => showTalk(talk)}
    />
  );
}

function DirectTab() {
  const chosen = view.value === "list" || openConversation.value.scope === "direct";
  const all = directs.value.map(({ key }) => unreadIn(key).value);
  return (
    <Tab
      id={DIRECT}
      scope="direct"
      chosen={chosen}
      title={t("chat.scope.direct")}
      count={all.reduce((sum, one) => sum + one.count, 0)}
      mention={all.some((one) => one.mention)}
      onChoose={() => show("list")}
    />
  );
}

function changeTab(event: KeyboardEvent): void {
  const tabs = [
    ...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role="tab"]'),
  ];
  const to = tabAfter(event.key, tabs.indexOf(document.activeElement as HTMLElement), tabs.length);
  if (to === null) return;
  event.preventDefault();
  tabs[to]?.focus();
  tabs[to]?.click();
}

function tabAfter(key: string, at: number, n: number): number | null {
  if (key === "ArrowRight") return (at + 1) % n;
  if (key === "ArrowLeft") return (at + n - 1) % n;
  if (key === "Home") return 0;
  return key === "End" ? n - 1 : null;
}
