/** Signs over one's avatar, and the raised hand with its place in the order. */

import { useRef } from "preact/hooks";
import { handRanks } from "../hands";
import { type Key, t } from "../i18n";
import { react, setHand, state } from "../office";
import { link, me } from "../selectors";
import type { Emoji } from "../wire.gen";
import { announce } from "./announcer";
import { Icon } from "./icons";
import { useOpenPart } from "./open-part";

/** A sign has no name of its own that every screen reader knows. */
const SIGNS: readonly (readonly [Emoji, Key])[] = [
  ["👍", "sign.good"],
  ["👏", "sign.clap"],
  ["❤️", "sign.heart"],
  ["😂", "sign.laugh"],
  ["😮", "sign.wow"],
  ["🎉", "sign.cheer"],
  ["🙏", "sign.thanks"],
  ["👋", "sign.wave"],
];
const ACROSS = 4;

export function Gestures() {
  return (
    <>
      <Reactions />
      <Hand />
    </>
  );
}

/** Stays open for several signs; Escape or a click elsewhere closes it. */
function Reactions() {
  const { open, root } = useOpenPart(".sign");
  const opener = useRef<HTMLButtonElement>(null);
  const onKey = (event: KeyboardEvent) => {
    if (!open.value) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      open.value = false;
      opener.current?.focus();
    } else moveFocus(event, root.current);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for its buttons' keys
    <div class="signs" ref={root} onKeyDown={onKey}>
      <button
        type="button"
        class="icon-button"
        ref={opener}
        aria-expanded={open.value}
        aria-label={t("sign.open")}
        title={t("sign.open")}
        disabled={link.value.kind !== "open"}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name="smile" />
      </button>
      {open.value && (
        <fieldset class="plain signs-list card" aria-label={t("sign.open")}>
          {SIGNS.map(([emoji, word]) => (
            <button
              type="button"
              key={emoji}
              class="sign"
              aria-label={t(word)}
              title={t(word)}
              onClick={() => {
                react(emoji);
                announce(t("sign.shown", { sign: t(word) }));
              }}
            >
              <span aria-hidden="true">{emoji}</span>
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
}

/** The arrow keys go through the signs, and must not walk meanwhile. */
function moveFocus(event: KeyboardEvent, root: HTMLElement | null): void {
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: ACROSS,
    ArrowUp: -ACROSS,
  };
  const step = steps[event.key];
  if (!step || !root) return;
  event.preventDefault();
  event.stopPropagation();
  const signs = [...root.querySelectorAll<HTMLElement>(".sign")];
  const at = signs.indexOf(document.activeElement as HTMLElement);
  signs[(at + step + signs.length) % signs.length]?.focus();
}

function Hand() {
  const rank = handRanks.value.get(state.value.me) ?? 0;
  const up = (me.value?.hand ?? 0) > 0;
  const word = up ? t("hand.lower", { n: rank }) : t("hand.raise");
  return (
    <button
      type="button"
      class="icon-button hand-button"
      aria-pressed={up}
      aria-label={word}
      title={word}
      disabled={link.value.kind !== "open"}
      onClick={() => setHand(!up)}
    >
      <Icon name="hand" />
      {up && rank > 0 && <span class="hand-rank" aria-hidden="true" data-n={rank} />}
    </button>
  );
}
