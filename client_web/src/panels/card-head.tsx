/** The top of a card in the panel: the way back, and a heading that takes the focus. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { canGoBack, goBack, view } from "../aside";
import { t } from "../i18n";
import { Icon } from "./icons";

interface Props {
  title: string;
  portrait?: ComponentChildren;
  children?: ComponentChildren; // stands under the heading
  calm?: boolean; // nobody asked for this card: it takes only a focus that was lost
}

export function CardHead({ title, portrait, children, calm = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!calm || document.activeElement === document.body) heading.current?.focus();
  }, [calm]);
  return (
    <>
      <button type="button" class="back" onClick={backToRow}>
        <Icon name="back" />
        {t(canGoBack() ? "panel.back" : "panel.all")}
      </button>
      <div class="card-head">
        {portrait}
        <div class="card-head-main">
          <h3 tabIndex={-1} ref={heading}>
            {title}
          </h3>
          {children}
        </div>
      </div>
    </>
  );
}

/** The row that led to this card gets the focus again, if it is still there. */
function backToRow(): void {
  const left = view.peek();
  goBack();
  requestAnimationFrame(() => {
    const row = "id" in left ? `${left.kind}-row-${left.id}` : "";
    const target = document.getElementById(row) ?? document.querySelector(".people h3, .people h2");
    if (target instanceof HTMLElement && view.peek().kind === "list") target.focus();
  });
}
