/** One's own status: why it is as it is, another one by choice, for how long, and one's profile. */

import { useSignal } from "@preact/signals";
import { openProfile } from "../aside";
import { lang, named, t } from "../i18n";
import { setStatus, state } from "../office";
import { myDerived } from "../places";
import { link } from "../selectors";
import type { Person } from "../state";
import { clock, minutesUntil } from "../times";
import type { Wish } from "../wire.gen";
import { Icon } from "./icons";
import { useOpenPart } from "./open-part";
import { personState } from "./person-state";
import { Portrait } from "./portrait";
import { untilWords } from "./status-line";

const WISHES: readonly (Wish | "auto")[] = ["auto", "available", "dnd", "away"];
const EVENING = 17;
const LEAST_MINUTES = 45; // before that "until 17:00" is said by the shorter spans

export function StatusMenu({ self }: { self: Person }) {
  const { open, root } = useOpenPart("input:checked");
  const close = (focus: boolean) => {
    open.value = false;
    if (focus) document.getElementById("self-button")?.focus();
  };
  const { kind, word } = personState(self);
  const status = untilWords(t(word), self.until);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for Escape
    <div
      class="status-menu"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !open.value) return;
        event.stopPropagation();
        event.preventDefault();
        close(true);
      }}
    >
      <button
        type="button"
        id="self-button"
        class="self-button"
        aria-expanded={open.value}
        aria-label={t("self.open", { name: self.name, status })}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Portrait code={self.avatar} name={self.name} size={40} />
        <span class="self-words">
          <span class="self-name one-line">{self.name}</span>{" "}
          <span class="person-state" data-kind={kind}>
            <span class="one-line">{status}</span>
          </span>
        </span>
        <Icon name="up" />
      </button>
      {open.value && <Choices self={self} close={close} />}
    </div>
  );
}

function Choices({ self, close }: { self: Person; close: (focus: boolean) => void }) {
  const minutes = useSignal(0);
  const wished = wishOf(self);
  const closed = link.value.kind !== "open";
  const choose = (wish: Wish | "auto", length: number) => {
    if (wish === "auto") setStatus(null, 0);
    else setStatus(wish, length);
  };
  return (
    <div class="status-choices card" role="dialog" aria-label={t("self.status")}>
      <p class="status-why">{why(self, wished)}</p>
      <fieldset class="plain choices" disabled={closed}>
        <legend class="small-label">{t("self.status")}</legend>
        {WISHES.map((wish) => (
          <label key={wish} class="choice">
            <input
              type="radio"
              name="wish"
              checked={wish === (wished ?? "auto")}
              onChange={() => choose(wish, minutes.value)}
            />
            {wish === "auto" ? (
              <span>{t("self.auto")}</span>
            ) : (
              <span class="person-state" data-kind={wish}>
                {t(`status.${wish}`)}
              </span>
            )}
          </label>
        ))}
      </fieldset>
      {wished && (
        <fieldset class="plain spans" disabled={closed}>
          <legend class="small-label">{t("self.howlong")}</legend>
          {spans().map(([length, word]) => (
            <button
              type="button"
              key={length}
              class="span"
              aria-pressed={minutes.value === length && (length === 0) === (self.until === 0)}
              onClick={() => {
                minutes.value = length;
                choose(wished, length);
              }}
            >
              {word}
            </button>
          ))}
        </fieldset>
      )}
      <button
        type="button"
        class="menu-item"
        onClick={() => {
          close(false);
          openProfile();
        }}
      >
        {t("self.profile")}
        <Icon name="edit" />
      </button>
    </div>
  );
}

/** The wish that stands, if one does. */
const wishOf = ({ status, wished }: Person): Wish | null =>
  wished && status !== "meeting" && status !== "serving" ? status : null;

function spans(): readonly (readonly [number, string])[] {
  const evening = minutesUntil(Date.now(), EVENING);
  const end = Date.now() + evening * 60_000;
  return [
    [0, t("self.span.open")],
    [30, t("self.span.minutes", { n: 30 })],
    [60, t("self.span.hours", { n: 1 })],
    [120, t("self.span.hours", { n: 2 })],
    ...(evening > LEAST_MINUTES && evening % 60 !== 0
      ? ([[evening, t("self.span.until", { time: clock(end, lang.value) })]] as const)
      : []),
  ];
}

/** In a sentence: one's own choice, the place, or that nobody touched anything for a while. */
function why(self: Person, wished: Wish | null): string {
  if (wished) {
    const time = clock(self.until - state.value.skew, lang.value);
    return self.until > 0 ? t("self.why.until", { time }) : t("self.why.own");
  }
  const { status, zone } = myDerived.value;
  const place = zone ? named(zone.name) || t("zone.unnamed") : "";
  if (status === "available") return t("self.why.available");
  return t(`self.why.${status}`, { place });
}
