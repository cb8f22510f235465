/** The names that can be mentioned, over the composer while an @ is being typed. */

import { t } from "../i18n";

export const MENU_ID = "mention-menu";
export const optionId = (at: number): string => `mention-${at}`;

interface Props {
  names: readonly string[];
  at: number; // the one that Enter takes
  onChoose: (name: string) => void;
}

/** The focus stays in the composer, which names the active option to screen readers. */
export function MentionMenu({ names, at, onChoose }: Props) {
  return (
    <div class="mentions card" role="listbox" id={MENU_ID} aria-label={t("chat.mention")}>
      {names.map((name, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the composer hears the keys
        <div
          key={name}
          id={optionId(i)}
          class="mention-offer one-line"
          role="option"
          tabIndex={-1}
          aria-selected={i === at}
          title={name}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(name)}
        >
          {name}
        </div>
      ))}
    </div>
  );
}
