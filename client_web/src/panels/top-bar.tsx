/** The bar on top: where you are, who is here, how the line stands, and the way out; requests. */

import { chatOpen, openOnly, peopleOpen } from "../arrangement";
import { toggleList } from "../aside";
import { lang, t } from "../i18n";
import { goFloor, leave } from "../office";
import { floorId, floors, link, roster } from "../selectors";
import { total } from "../unread";
import { Asks } from "./asks";
import { Icon } from "./icons";
import { LangSwitch } from "./lang-switch";
import { Menu } from "./menu";
import { BoardButton, ListButton, OfficeMenu } from "./office-menu";
import { UnreadBadge } from "./unread-badge";
import "./top-bar.css";

export function TopBar() {
  return (
    <>
      <Bar />
      <Asks />
    </>
  );
}

function Bar() {
  return (
    <header class="top-bar">
      <h1 class="hidden-text">{t("office.title")}</h1>
      <span class="brand" lang="ja" aria-hidden="true">
        <span>窓</span>
        <span>口</span>
      </span>
      <FloorMenu />
      <LinkStatus />
      <nav class="bar-tools" aria-label={t("bar.label")}>
        <PeopleButton />
        <ChatButton />
        <BoardButton />
        <ListButton />
        <span class="bar-wide">
          <LangSwitch />
          <LeaveButton />
        </span>
        <OfficeMenu />
      </nav>
    </header>
  );
}

function FloorMenu() {
  const here = floors.value.find((floor) => floor.id === floorId.value);
  const name = here?.[lang.value] || floorId.value;
  if (floors.value.length < 2) return <strong class="floor-name one-line">{name}</strong>;
  return (
    <Menu
      class="floor-menu"
      label={`${t("bar.floor")}: ${name}`}
      button={
        <>
          <strong class="one-line">{name}</strong>
          <Icon name="down" />
        </>
      }
      side="start"
      items={(close) =>
        floors.value.map((floor) => (
          <button
            type="button"
            key={floor.id}
            class="menu-item"
            aria-current={floor.id === floorId.value}
            onClick={() => {
              if (floor.id !== floorId.value) goFloor(floor.id);
              close();
            }}
          >
            <span>{floor[lang.value] || floor.id}</span>
            {floor.id === floorId.value && <small>{t("bar.floor.here")}</small>}
          </button>
        ))
      }
    />
  );
}

function LinkStatus() {
  const kind = link.value.kind;
  const word =
    kind === "open" ? "link.open" : kind === "connecting" ? "link.connecting" : "link.lost";
  return (
    <span class="link-status" data-kind={kind} title={t(word)}>
      <span class="link-word">{t(word)}</span>
    </span>
  );
}

function PeopleButton() {
  const n = roster.value.length;
  return (
    <button
      type="button"
      id="people-button"
      class="bar-button"
      aria-expanded={peopleOpen.value}
      aria-label={t("bar.people.open", { n })}
      onClick={toggleList}
    >
      <Icon name="people" />
      <span class="wide-only">{t("bar.people", { n })}</span>
      <span class="narrow-only">{n}</span>
    </button>
  );
}

function ChatButton() {
  const { count: n, mention } = total.value;
  return (
    <button
      type="button"
      id="chat-button"
      class="bar-button"
      aria-expanded={chatOpen.value}
      aria-label={n > 0 ? t("bar.chat.unread", { n }) : t("bar.chat")}
      onClick={() => openOnly("chat", !chatOpen.value)}
    >
      <Icon name="chat" />
      <span class="wide-only">{t("bar.chat")}</span>
      {!chatOpen.value && <UnreadBadge count={n} mention={mention} />}
    </button>
  );
}

function LeaveButton() {
  return (
    <button type="button" class="bar-button" onClick={leave}>
      <Icon name="leave" />
      {t("bar.leave")}
    </button>
  );
}
