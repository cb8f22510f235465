/** Tells where one has come to: the place's name, what it is for, and what it offers. */

import { useEffect } from "preact/hooks";
import { hinted, zone } from "../arrangement";
import { type Key, named, t } from "../i18n";
import type { ZoneView } from "../wire.gen";
import { Icon } from "./icons";
import "./toasts.css";

const KINDS = [
  "area",
  "meeting",
  "silent",
  "stage",
  "audience",
  "window",
  "reception",
  "focus",
  "link",
  "sound",
  "exit",
] as const;

/** A name alone is read and put away; a link stays while one stands there. */
const SHOWN_MS = 5000;

export function ZoneCard() {
  const here = zone.value;
  const href = here ? safeLink(here) : "";
  useEffect(() => {
    if (!here || href) return;
    const timer = setTimeout(() => {
      if (zone.peek() === here) zone.value = null;
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [here, href]);
  if (!here) return null;
  const name = named(here.name);
  if (!name && !href && here.kind === "area") return null;
  // One thing at a time for a newcomer: how to walk comes first.
  if (!hinted.value && !href) return null;
  const sub = here.locked ? t("zone.locked") : t(kindWord(here.kind));
  return (
    <section class="toast card" aria-live="polite">
      <Icon name={here.locked ? "lock" : "pin"} />
      <div class="toast-main">
        <p class="toast-title">{name || t("zone.unnamed")}</p>
        {(here.locked || here.kind !== "area") && sub !== name && <p class="toast-sub">{sub}</p>}
      </div>
      {href && (
        <a class="button main" href={href} target="_blank" rel="noopener noreferrer">
          {t(here.kind === "sound" ? "zone.listen" : "zone.open")}
        </a>
      )}
      <button
        type="button"
        class="icon-button"
        aria-label={t("panel.close")}
        onClick={() => {
          zone.value = null;
        }}
      >
        <Icon name="close" />
      </button>
    </section>
  );
}

/** A newer server's kind is shown as a plain place. */
function kindWord(kind: string): Key {
  const known = KINDS.find((one) => one === kind);
  return known ? `zone.${known}` : "zone.area";
}

/** Map files come from anywhere: only a web address is ever offered, never javascript: and the like. */
function safeLink({ kind, target }: ZoneView): string {
  if (kind !== "link" && kind !== "sound") return "";
  return /^https?:\/\//i.test(target) && URL.canParse(target) ? target : "";
}
