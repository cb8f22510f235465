/** The bar's way to all that is not people or chat: the list view, the board, guests, settings. */

import { focusFloor } from "../arrangement";
import { t } from "../i18n";
import { leave } from "../office";
import { isGuest } from "../selectors";
import { listView, newNotes, openSheet, type Sheet, sheet, showList } from "../views";
import { Icon, type IconName } from "./icons";
import { LangSwitch } from "./lang-switch";
import { Menu } from "./menu";

/** The list's own heading takes the focus; on the way back it stays on this button. */
export function ListButton() {
  return (
    <button
      type="button"
      id="list-button"
      class="bar-button wide-only"
      aria-pressed={listView.value}
      aria-keyshortcuts="F2"
      aria-label={t("view.list")}
      title={`${t("view.list")} (F2)`}
      onClick={() => showList(!listView.value)}
    >
      <Icon name="list" />
      <span class="roomy-only">{t("view.list")}</span>
    </button>
  );
}

export function BoardButton() {
  const n = newNotes.value;
  if (isGuest.value) return null;
  return (
    <button
      type="button"
      id="board-button"
      class="bar-button wide-only"
      aria-expanded={sheet.value === "board"}
      aria-label={boardWords(n)}
      title={t("sheet.board")}
      onClick={() => toggleSheet("board", "board-button")}
    >
      <Icon name="board" />
      <span class="roomy-only">{t("sheet.board")}</span>
      {n > 0 && <span class="badge" aria-hidden="true" data-n={n > 99 ? "99+" : n} />}
    </button>
  );
}

const boardWords = (n: number): string =>
  n > 0 ? `${t("sheet.board")}, ${t("board.new", { n })}` : t("sheet.board");

function toggleSheet(which: Sheet, from: string): void {
  if (sheet.peek() === which) sheet.value = null;
  else openSheet(which, from);
}

export function OfficeMenu() {
  const n = isGuest.value ? 0 : newNotes.value;
  return (
    <Menu
      id="more-button"
      label={n > 0 ? `${t("bar.more")}, ${t("board.new", { n })}` : t("bar.more")}
      button={
        <>
          <span class="dots" aria-hidden="true">
            ⋯
          </span>
          {n > 0 && <span class="badge narrow-only" aria-hidden="true" data-n={n} />}
        </>
      }
      side="end"
      items={(close) => <Items close={close} newOnBoard={n} />}
    />
  );
}

function Items({ close, newOnBoard }: { close: () => void; newOnBoard: number }) {
  const open = (which: Sheet) => () => {
    close();
    openSheet(which, "more-button");
  };
  return (
    <div class="more-menu">
      <Item
        icon={listView.value ? "map" : "list"}
        label={t(listView.value ? "view.map" : "view.list")}
        onClick={() => {
          close();
          showList(!listView.value);
          if (!listView.value) requestAnimationFrame(focusFloor);
        }}
      />
      {!isGuest.value && (
        <>
          <Item icon="board" label={boardWords(newOnBoard)} onClick={open("board")} />
          <Item icon="ticket" label={t("sheet.passes")} onClick={open("passes")} />
        </>
      )}
      <Item icon="gear" label={t("sheet.settings")} onClick={open("settings")} />
      <div class="narrow-lang">
        <LangSwitch />
      </div>
      <Item
        icon="leave"
        label={t("bar.leave")}
        onClick={() => {
          close();
          leave();
        }}
      />
    </div>
  );
}

interface ItemProps {
  icon: IconName;
  label: string;
  onClick: () => void;
}

function Item({ icon, label, onClick }: ItemProps) {
  return (
    <button type="button" class="menu-item" onClick={onClick}>
      <span class="menu-words">
        <Icon name={icon} />
        {label}
      </span>
    </button>
  );
}
