/** The frame of a side panel: a heading that takes the focus, a close button, Escape closes. */

import type { ComponentChildren, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../i18n";
import { Icon } from "./icons";

interface Props {
  title: string;
  class: string;
  opener: string; // the id of the button that opens the panel; gets the focus back
  first?: RefObject<HTMLElement | null>; // takes the focus where no keyboard pops up for it
  onClose: () => void;
  tools?: ComponentChildren; // beside the close button
  children: ComponentChildren;
}

export function Panel({ title, class: extra, opener, first, onClose, tools, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const close = () => {
    onClose();
    document.getElementById(opener)?.focus();
  };
  useEffect(() => {
    // Only where the person asked for the panel: one that is there from the start takes no focus.
    if (document.activeElement?.id !== opener) return;
    const fine = window.matchMedia("(pointer: fine)").matches;
    ((fine && first?.current) || heading.current)?.focus();
  }, [opener, first]);
  return (
    <aside
      class={`panel ${extra}`}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.isComposing) return;
        event.preventDefault();
        close();
      }}
    >
      <div class="panel-head">
        <h2 tabIndex={-1} ref={heading}>
          {title}
        </h2>
        {tools}
        <button type="button" class="icon-button" aria-label={t("panel.close")} onClick={close}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </aside>
  );
}
