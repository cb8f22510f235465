/** This person's own corner: status and profile, signs and the hand. */

import { t } from "../i18n";
import { me } from "../selectors";
import { Gestures } from "./gestures";
import { StatusMenu } from "./status-menu";
import "./self-bar.css";

export function SelfBar() {
  const self = me.value;
  if (!self) return <span />;
  return (
    <section class="self-bar card" aria-label={t("self.label")}>
      <StatusMenu self={self} />
      <Gestures />
    </section>
  );
}
