/**
 * What is asked of this person and by this person, as calm cards over everything else.
 *
 * They take no focus: F6 leads to them and back, and so does a link before the page's bar.
 */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import {
  dismiss,
  dismissReminder,
  incoming,
  type Outcome,
  outcomes,
  outgoing,
  reminders,
} from "../asks";
import { walkToPerson } from "../follow";
import { t } from "../i18n";
import { answer, cancelAsk } from "../office";
import type { Asked } from "../wire.gen";
import { announce } from "./announcer";
import { followAsks } from "./ask-news";
import { answersTo, asksWhat, cameOf, waitsFor } from "./ask-words";
import { focusHome } from "./focus-home";
import { Icon, type IconName } from "./icons";
import { PortraitOf } from "./portrait-of";
import { SecondsLeft } from "./seconds-left";
import { VisitAnswers } from "./visit-answers";
import { WalkBar } from "./walk-bar";
import "./asks.css";

const OUTCOME_SHOWN_MS = 8000;

export function Asks() {
  useEffect(() => followAsks(announce, focusAsks), []);
  useEffect(() => {
    window.addEventListener("keydown", onF6);
    return () => window.removeEventListener("keydown", onF6);
  }, []);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current ? makeRoomFor(place.current) : undefined), []);
  const n = incoming.value.length;
  return (
    <>
      {n > 0 && (
        <button type="button" class="skip" aria-keyshortcuts="F6" onClick={focusAsks}>
          {t("asks.skip", { n })}
        </button>
      )}
      <div class="asks-place" ref={place}>
        <section class="asks" id="asks" aria-label={t("asks.label")}>
          {incoming.value.map((ask) => (
            <Incoming key={ask.id} ask={ask} />
          ))}
          {reminders.value.map((ask) => (
            <Reminder key={`later-${ask.id}`} ask={ask} />
          ))}
          {outgoing.value.map((ask) => (
            <Outgoing key={ask.id} ask={ask} />
          ))}
          {outcomes.value.map((one) => (
            <Came key={`came-${one.ask.id}`} outcome={one} />
          ))}
        </section>
        <WalkBar />
      </div>
    </>
  );
}

/** What else lies at the top of the floor begins below the cards, as high as they are now. */
function makeRoomFor(place: HTMLElement): () => void {
  const root = document.documentElement.style;
  const watch = new ResizeObserver(() => {
    const height = place.offsetHeight;
    root.setProperty("--asks-height", height > 0 ? `calc(${height}px + var(--s2))` : "0px");
  });
  watch.observe(place);
  return () => {
    watch.disconnect();
    root.removeProperty("--asks-height");
  };
}

// --- the focus ----------------------------------------------------------------------------------

let cameFrom: Element | null = null;

const firstButton = (): HTMLElement | null => document.querySelector("#asks button");

export function focusAsks(): void {
  const first = firstButton();
  if (!first) return;
  const now = document.activeElement;
  if (!now?.closest("#asks, .skip")) cameFrom = now;
  first.focus();
}

/** To where the person was before, or to the floor. */
function focusBack(): void {
  if (cameFrom instanceof HTMLElement && cameFrom.isConnected && cameFrom !== document.body)
    cameFrom.focus();
  else focusHome();
}

function onF6(event: KeyboardEvent): void {
  if (event.key !== "F6" || event.ctrlKey || event.altKey || !firstButton()) return;
  event.preventDefault();
  if (document.activeElement?.closest("#asks")) focusBack();
  else focusAsks();
}

/** A card that goes away with the focus in it hands it to the next one, or back. */
function useKeptFocus() {
  const card = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const here = card.current;
    return () => {
      if (!here?.contains(document.activeElement)) return;
      requestAnimationFrame(() => {
        const next = firstButton();
        if (next) next.focus();
        else focusBack();
      });
    };
  }, []);
  return card;
}

/** Escape leaves the cards without an answer. */
function onEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  focusBack();
}

// --- the cards ----------------------------------------------------------------------------------

const ICONS: Readonly<Record<Asked["kind"], IconName>> = {
  knock: "knock",
  invite: "door",
  ping: "bell",
  lead: "lead",
  come: "come",
  visit: "bell",
};

function Incoming({ ask }: { ask: Asked }) {
  const card = useKeptFocus();
  const title = asksWhat(ask);
  return (
    <article class="ask card" ref={card} onKeyDown={onEscape} aria-label={title}>
      <div class="ask-head">
        <PortraitOf id={ask.person} name={ask.name} size={40} />
        <div class="ask-main">
          <p class="ask-title">{title}</p>
          {ask.note && <p class="ask-note">{ask.note}</p>}
        </div>
        <kbd class="ask-key">F6</kbd>
      </div>
      <SecondsLeft ask={ask} />
      {ask.kind === "visit" ? (
        <VisitAnswers ask={ask} />
      ) : (
        <div class="ask-acts">
          {answersTo(ask.kind).map((given) => (
            <button
              key={given}
              type="button"
              class={given === "accept" ? "button main" : "button"}
              onClick={() => answer(ask.id, given)}
            >
              {answerWord(ask.kind, given)}
            </button>
          ))}
        </div>
      )}
    </article>
  );
}

function answerWord(kind: Asked["kind"], given: string): string {
  if (given === "later") return t("ask.later");
  if (given === "decline") return t("ask.decline");
  return t(`accept.${kind}`);
}

function Outgoing({ ask }: { ask: Asked }) {
  const card = useKeptFocus();
  return (
    <article class="ask own card" ref={card} onKeyDown={onEscape} aria-label={waitsFor(ask)}>
      <Icon name={ICONS[ask.kind]} />
      <SecondsLeft ask={ask} text={waitsFor(ask)} />
      <button type="button" class="button" onClick={() => cancelAsk(ask.id)}>
        {t("ask.cancel")}
      </button>
    </article>
  );
}

function Came({ outcome }: { outcome: Outcome }) {
  const card = useKeptFocus();
  const { ask } = outcome;
  useEffect(() => {
    const timer = setTimeout(() => dismiss(ask.id), OUTCOME_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [ask.id]);
  return (
    <article class="ask own card" ref={card} data-why={outcome.over.why}>
      <Icon name={outcome.over.why === "accepted" ? "check" : ICONS[ask.kind]} />
      <p class="ask-main">{cameOf(outcome)}</p>
      <CloseButton onClick={() => dismiss(ask.id)} />
    </article>
  );
}

/** The five minutes that one asked for are over. */
function Reminder({ ask }: { ask: Asked }) {
  const card = useKeptFocus();
  const text = t("asks.reminder", { name: ask.name });
  useEffect(() => announce(text), [text]);
  return (
    <article class="ask own card" ref={card} aria-label={text}>
      <Icon name="clock" />
      <p class="ask-main">{text}</p>
      <button
        type="button"
        class="button main"
        onClick={() => {
          walkToPerson(ask.person);
          dismissReminder(ask.id);
        }}
      >
        {t("act.walk")}
      </button>
      <CloseButton onClick={() => dismissReminder(ask.id)} />
    </article>
  );
}

function CloseButton({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={t("panel.close")} onClick={onClick}>
      <Icon name="close" />
    </button>
  );
}
