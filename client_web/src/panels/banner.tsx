/** Tells that the line is gone, for how long, and that it is back. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { retryNow, state } from "../office";
import { link } from "../selectors";
import "./banner.css";

const BACK_SHOWN_MS = 3000;
const TICK_MS = 250;

export function Banner() {
  const back = useReturn();
  const known = state.value.me !== 0;
  const now = link.value;
  const lost = now.kind === "waiting" || now.kind === "connecting";
  return (
    <div role="status">
      {lost && (
        <div class="banner" data-kind={known ? "lost" : "first"}>
          <span>{t(known ? "banner.lost" : "banner.connecting")}</span>
          {now.kind === "waiting" && <Countdown until={now.retryAt} />}
        </div>
      )}
      {!lost && back && (
        <div class="banner" data-kind="back">
          {t("banner.back")}
        </div>
      )}
    </div>
  );
}

/** The seconds are not read aloud: a screen reader would never come to an end. */
function Countdown({ until }: { until: number }) {
  const left = useSignal(until - Date.now());
  useEffect(() => {
    const update = () => {
      left.value = until - Date.now();
    };
    update();
    const timer = setInterval(update, TICK_MS);
    return () => clearInterval(timer);
  }, [left, until]);
  const n = Math.max(0, Math.ceil(left.value / 1000));
  return (
    <>
      <span class="banner-seconds" aria-hidden="true">
        {t("banner.seconds", { n })}
      </span>
      <button type="button" class="banner-now" onClick={retryNow}>
        {t("banner.now")}
      </button>
    </>
  );
}

/** True for a moment after a lost line came back. */
function useReturn(): boolean {
  const back = useSignal(false);
  const wasLost = useRef(false);
  const kind = link.value.kind;
  useEffect(() => {
    if (kind === "waiting") wasLost.current = true;
    if (kind !== "open" || !wasLost.current) return;
    wasLost.current = false;
    back.value = true;
    const timer = setTimeout(() => {
      back.value = false;
    }, BACK_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [back, kind]);
  return back.value && kind === "open";
}
