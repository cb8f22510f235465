/** A row of avatars to choose from, as radio buttons, and a button for another row. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t } from "../i18n";
import { randomKey } from "../memory";
import { avatarCodes } from "../scene/avatar";
import { Icon } from "./icons";
import { Portrait } from "./portrait";

const SHOWN = 6;
const SIZE = 48;

export function AvatarChoice({ chosen }: { chosen: Signal<string> }) {
  const codes = useSignal(rowWith(chosen.peek()));
  useEffect(() => {
    if (!chosen.value) chosen.value = codes.value[0] ?? "auto";
  }, [chosen, codes]);
  const shuffle = () => {
    codes.value = rowWith("");
    chosen.value = codes.value[0] ?? "auto";
  };
  return (
    <fieldset class="plain avatars">
      <legend class="entry-label">{t("entry.avatar")}</legend>
      <div class="avatar-row">
        {codes.value.map((code, index) => (
          <label key={code} class="avatar-option">
            <input
              type="radio"
              name="avatar"
              value={code}
              checked={chosen.value === code}
              onChange={() => {
                chosen.value = code;
              }}
            />
            <span class="hidden-text">{t("entry.avatar.option", { n: index + 1 })}</span>
            <Portrait code={code} size={SIZE} />
          </label>
        ))}
        <button
          type="button"
          class="icon-button avatar-shuffle"
          onClick={shuffle}
          aria-label={t("entry.shuffle")}
          title={t("entry.shuffle")}
        >
          <Icon name="shuffle" />
        </button>
      </div>
    </fieldset>
  );
}

/** The one from last time stays first, so that a returning person looks the same. */
function rowWith(known: string): readonly string[] {
  const fresh = avatarCodes(randomKey(), SHOWN).filter((code) => code !== known);
  return known && known !== "auto" ? [known, ...fresh].slice(0, SHOWN) : fresh;
}
