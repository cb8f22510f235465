/**
 * The office as a page of headings and lists, in the place of the map: for screen readers, for the
 * keyboard alone, and for whoever likes a list better. All that the map can do is here.
 */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { byTouch } from "../arrangement";
import { openPerson } from "../aside";
import { incoming } from "../asks";
import { stopWalking } from "../follow";
import { lang, t } from "../i18n";
import { goFloor } from "../office";
import { elsewhere, floorId, floors, isGuest } from "../selectors";
import { mapFailed, newNotes, openSheet } from "../views";
import { walking } from "../walking";
import { AloneCard } from "./alone-card";
import { focusAsks } from "./asks";
import { Notes } from "./board";
import { GuestLobby } from "./guest-lobby";
import { Icon } from "./icons";
import { keepFocus } from "./keep-focus";
import { ListPeople } from "./list-people";
import { Places, Rooms, WhereIAm } from "./list-places";
import "./list-view.css";

export function ListView() {
  const heading = useRef<HTMLHeadingElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const floor = floorId.value;
  useLayoutEffect(() => {
    // On another floor all that was here is gone.
    if (floor && document.activeElement === document.body) heading.current?.focus();
  }, [floor]);
  useEffect(() => {
    if (!inner.current || !heading.current) return;
    return keepFocus(inner.current, heading.current);
  }, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps keys from the map behind it
    <div class="list-view" onKeyDown={keepScrolling}>
      <div class="list-inner" ref={inner}>
        <h2 tabIndex={-1} ref={heading} class="list-title">
          {t("list.title")}
        </h2>
        <p class="list-about">
          {t(mapFailed.value ? "list.nomap" : "list.about")}{" "}
          {!mapFailed.value && !byTouch() && t("list.keys")}
        </p>
        <WhereIAm />
        <GuestLobby />
        <Asked />
        <AloneCard />
        <ListPeople />
        <Rooms />
        <Places />
        <OtherFloors />
        <BoardHere />
      </div>
    </div>
  );
}

/** Arrows scroll the page here, as everywhere; on the map they walk. A led walk they end on both. */
function keepScrolling(event: KeyboardEvent): void {
  if (!event.key.startsWith("Arrow")) return;
  event.stopPropagation();
  if (walking.led) stopWalking();
}

/** The cards lie over the page; this leads to them. */
function Asked() {
  const n = incoming.value.length;
  if (n === 0) return null;
  return (
    <section class="list-part" aria-labelledby="list-asked">
      <h3 id="list-asked">{t("list.asked")}</h3>
      <button type="button" class="button main" aria-keyshortcuts="F6" onClick={focusAsks}>
        {t("list.asked.go", { n })}
        <kbd class="ask-key">F6</kbd>
      </button>
    </section>
  );
}

function OtherFloors() {
  const others = floors.value.filter((one) => one.id !== floorId.value);
  if (others.length === 0 || isGuest.value) return null;
  return (
    <section class="list-part" aria-labelledby="list-floors">
      <h3 id="list-floors">{t("list.floors")}</h3>
      <ul class="list-rows">
        {others.map((floor) => {
          const name = floor[lang.value] || floor.id;
          const people = [...elsewhere.value.values()].filter((one) => one.floor === floor.id);
          return (
            <li key={floor.id} class="list-row">
              <div class="list-main">
                <h4>{name}</h4>
                <p class="list-sub">
                  {people.length > 0 ? t("bar.people", { n: people.length }) : t("list.nobody")}
                </p>
                {people.length > 0 && (
                  <ul class="list-names">
                    {people.map((person) => (
                      <li key={person.id}>
                        <button
                          type="button"
                          id={`list-person-${person.id}`}
                          class="link-button"
                          onClick={() => openPerson(person.id, `list-person-${person.id}`)}
                        >
                          {person.name}
                        </button>
                      </li>
                    ))}
                  </ul>
                )}
              </div>
              <button
                type="button"
                class="button"
                aria-label={t("list.go.to", { name })}
                onClick={() => goFloor(floor.id)}
              >
                <Icon name="walk" />
                {t("list.go")}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function BoardHere() {
  if (isGuest.value) return null;
  const n = newNotes.value;
  return (
    <section class="list-part" aria-labelledby="list-board">
      <h3 id="list-board">
        {t("sheet.board")} {n > 0 && <span class="list-new">{t("board.new", { n })}</span>}
      </h3>
      <Notes />
      <button
        type="button"
        id="list-board-button"
        class="button list-more"
        onClick={() => openSheet("board", "list-board-button")}
      >
        <Icon name="board" />
        {t("list.board.open")}
      </button>
    </section>
  );
}
