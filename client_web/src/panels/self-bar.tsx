/** This person, and whether they may be disturbed. */

import { t } from "../i18n";
import { setDnd } from "../office";
import { link, me } from "../selectors";
import { Portrait } from "./portrait";
import "./self-bar.css";

export function SelfBar() {
  const self = me.value;
  if (!self) return <span />;
  return (
    <section class="self-bar card" aria-label={t("self.label")}>
      <Portrait code={self.avatar} name={self.name} size={40} />
      <span class="self-name one-line" title={self.name}>
        {self.name}
      </span>
      <button
        type="button"
        role="switch"
        class="dnd"
        aria-checked={self.dnd}
        title={t("self.dnd.hint")}
        disabled={link.value.kind !== "open"}
        onClick={() => setDnd(!self.dnd)}
      >
        <span class="dnd-track" aria-hidden="true" />
        <span class="dnd-words">
          <span>{t("self.dnd.off")}</span>
          <span>{t("self.dnd")}</span>
        </span>
      </button>
    </section>
  );
}
