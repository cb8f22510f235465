/** A word where a wish could not be fulfilled: a closed room, a floor that takes nobody in. */

import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { refusal } from "../office";
import { Icon } from "./icons";
import "./toasts.css";

const SHOWN_MS = 4000;

export function Refusal() {
  const why = refusal.value;
  useEffect(() => {
    if (!why) return;
    const timer = setTimeout(() => {
      refusal.value = "";
    }, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [why]);
  return (
    <div role="status">
      {why && (
        <p class="toast card refusal">
          <Icon name="lock" />
          {t(`floor.${why}`)}
        </p>
      )}
    </div>
  );
}
