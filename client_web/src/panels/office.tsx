/** The office: the floor over the whole page or a list in its place, and the panels round it. */

import { useEffect } from "preact/hooks";
import { chatOpen, closeFront, focusFloor, openOnly, peopleOpen } from "../arrangement";
import { followPresence } from "../presence-news";
import { closeSheet, keepOneInFront, listView, sheet, showList } from "../views";
import { Announcer, announce } from "./announcer";
import { Chat } from "./chat";
import { FloorStage } from "./floor-stage";
import { People } from "./people";
import { Sheet } from "./sheet";
import { TopBar } from "./top-bar";
import "./office.css";

export function Office() {
  useEffect(keepOneInFront, []);
  useEffect(() => followPresence(announce), []);
  useEffect(() => {
    window.addEventListener("resize", keepFieldInSight);
    return () => window.removeEventListener("resize", keepFieldInSight);
  }, []);
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <div class="office" data-chat={chatOpen.value} data-people={peopleOpen.value}>
      <TopBar />
      <FloorStage />
      {peopleOpen.value && <People />}
      {chatOpen.value && <Chat />}
      <Sheet />
      <Announcer />
    </div>
  );
}

/** A phone's keyboard makes the page small: what one writes in must not be below it. */
function keepFieldInSight(): void {
  const now = document.activeElement;
  if (now instanceof HTMLInputElement || now instanceof HTMLTextAreaElement)
    now.scrollIntoView({ block: "nearest" });
}

/** Keys that mean the same everywhere in the office. */
function onKey(event: KeyboardEvent): void {
  if (event.isComposing || event.defaultPrevented || event.ctrlKey || event.altKey) return;
  if (event.key === "F2") {
    event.preventDefault();
    switchView();
  } else if (event.key === "Escape") {
    if (sheet.peek()) closeSheet();
    else closeFront();
  } else if (event.key === "Enter") startToWrite(event);
}

/** The focus goes to the list's heading by itself, and to the floor on the way back. */
function switchView(): void {
  showList(!listView.peek());
  if (!listView.peek()) requestAnimationFrame(focusFloor);
}

/** Enter on the floor starts to write, as in every game. */
function startToWrite(event: KeyboardEvent): void {
  if (!(event.target === document.body || event.target instanceof HTMLCanvasElement)) return;
  event.preventDefault();
  openOnly("chat", true);
  requestAnimationFrame(() => document.getElementById("composer")?.focus());
}
