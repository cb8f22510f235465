/** The office: the floor over the whole page, and the panels round it. */

import { useEffect } from "preact/hooks";
import { chatOpen, closeFront, openOnly, peopleOpen } from "../arrangement";
import { t } from "../i18n";
import { Chat } from "./chat";
import { FloorStage } from "./floor-stage";
import { People } from "./people";
import { TopBar } from "./top-bar";
import "./office.css";

export function Office() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing && !event.defaultPrevented) {
        closeFront();
        return;
      }
      // Enter on the floor starts to write, as in every game.
      if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
      if (!(event.target === document.body || event.target instanceof HTMLCanvasElement)) return;
      event.preventDefault();
      openOnly("chat", true);
      requestAnimationFrame(() => document.getElementById("composer")?.focus());
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <div class="office" data-chat={chatOpen.value} data-people={peopleOpen.value}>
      <h1 class="hidden-text">{t("office.title")}</h1>
      <TopBar />
      <FloorStage />
      {peopleOpen.value && <People />}
      {chatOpen.value && <Chat />}
    </div>
  );
}
