/** Where the page starts. */

// First, so that every panel's own rules come after it.
import "./panels/base.css";

import { render } from "preact";
import { scene } from "./arrangement";
import { following, startFollowing } from "./follow";
import { markLang } from "./i18n";
import { watchInput } from "./idle";
import { listen, resume, state } from "./office";
import { App } from "./panels/app";
import { startReading } from "./unread";
import { walking } from "./walking";

declare global {
  interface Window {
    /** For tests and the curious: a copy of what the page knows, and the scene. */
    readonly madoguchi: { state(): object; readonly scene: unknown };
  }
}

/** With maps as lists, so that it can be written as JSON. */
function copyOfState(): object {
  const { people, rooms, letIns, elsewhere, pages, ...plain } = state.peek();
  return structuredClone({
    ...plain,
    people: [...people.values()],
    rooms: [...rooms.values()],
    letIns: [...letIns.values()],
    elsewhere: [...elsewhere.values()],
    pages: Object.fromEntries(pages),
    following: following.peek(),
  });
}

Object.defineProperty(window, "madoguchi", {
  value: Object.freeze({
    state: copyOfState,
    get scene() {
      return scene.peek();
    },
  }),
});

markLang();
listen();
startReading();
watchInput();
walking.start();
startFollowing();
resume();
const root = document.getElementById("app");
if (root) render(<App />, root);
