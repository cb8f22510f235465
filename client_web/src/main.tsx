/** Where the page starts. */

// First, so that every panel's own rules come after it.
import "./panels/base.css";

import { render } from "preact";
import { scene, startReading } from "./arrangement";
import { markLang } from "./i18n";
import { listen, resume, state } from "./office";
import { App } from "./panels/app";

declare global {
  interface Window {
    /** For tests and the curious: a copy of what the page knows, and the scene. */
    readonly madoguchi: { state(): object; readonly scene: unknown };
  }
}

Object.defineProperty(window, "madoguchi", {
  value: Object.freeze({
    state: () => structuredClone({ ...state.peek(), people: [...state.peek().people.values()] }),
    get scene() {
      return scene.peek();
    },
  }),
});

markLang();
listen();
startReading();
resume();
const root = document.getElementById("app");
if (root) render(<App />, root);
