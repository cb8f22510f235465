/** The connection check: what works between this browser and the office, in plain words. */

import { useSignal } from "@preact/signals";
import { t } from "../i18n";
import { clocksAgree, isSlow, roundTrip } from "../measure";
import { notifications } from "../notify";
import { floor, state } from "../office";
import { floorId, link } from "../selectors";
import { Icon } from "./icons";
import "./self-test.css";

interface Finding {
  readonly key: string;
  readonly good: boolean | null; // null: nothing to worry about, and nothing to boast of
  readonly text: () => string; // made anew when the language changes
}

export function SelfTest() {
  const findings = useSignal<readonly Finding[] | null>(null);
  const busy = useSignal(false);
  const run = async () => {
    busy.value = true;
    findings.value = found(await roundTrip());
    busy.value = false;
  };
  return (
    <>
      <button
        type="button"
        class="button"
        aria-disabled={busy.value}
        onClick={() => {
          if (!busy.value) void run();
        }}
      >
        {busy.value ? t("test.busy") : t("test.run")}
      </button>
      <div role="status">
        {findings.value && (
          <ul class="findings">
            {findings.value.map(({ key, good, text }) => (
              <li key={key} data-good={good}>
                <Icon name={good === null ? "minus" : good ? "check" : "close"} />
                <span>
                  {good === false && <span class="hidden-text">{t("test.bad")} </span>}
                  {text()}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <p class="sheet-hint">{t("test.audio")}</p>
    </>
  );
}

function found(ms: number | null): readonly Finding[] {
  const open = link.value.kind === "open";
  const here = floor.value !== null && floor.value.id === floorId.value;
  const { skew } = state.value;
  const told = notifications.value;
  const seconds = Math.round(Math.abs(skew) / 1000);
  return [
    { key: "line", good: open, text: () => t(open ? "test.line.good" : "test.line.bad") },
    {
      key: "trip",
      good: ms !== null && !isSlow(ms),
      text: () => tripWords(ms),
    },
    {
      key: "clock",
      good: clocksAgree(skew),
      text: () => (clocksAgree(skew) ? t("test.clock.good") : t("test.clock.bad", { n: seconds })),
    },
    { key: "floor", good: here, text: () => t(here ? "test.floor.good" : "test.floor.bad") },
    {
      key: "notify",
      good: told === "on" ? true : told === "off" ? null : false,
      text: () => t(`settings.notify.${told}`),
    },
  ];
}

function tripWords(ms: number | null): string {
  if (ms === null) return t("test.trip.bad");
  return t(isSlow(ms) ? "test.trip.slow" : "test.trip.good", { n: ms });
}
