/** A button with a small list under it. Escape, a choice or a click elsewhere closes it. */

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { useOpenPart } from "./open-part";

interface Props {
  id?: string; // of the button, for what is opened from the list to give the focus back
  label: string;
  button: ComponentChildren;
  items: (close: () => void) => ComponentChildren;
  side: "start" | "end";
  class?: string;
}

export function Menu({ id, label, button, items, side, class: extra = "" }: Props) {
  const { open, root } = useOpenPart(".menu-list button");
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    open.value = false;
    opener.current?.focus();
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Escape" && open.value) {
      event.stopPropagation();
      close();
    } else if (open.value) moveFocus(event, root.current);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for its buttons' keys
    <div class={`menu ${extra}`} ref={root} onKeyDown={onKey}>
      <button
        type="button"
        id={id}
        class="bar-button menu-button"
        ref={opener}
        aria-expanded={open.value}
        aria-label={label}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {button}
      </button>
      {open.value && (
        <div class="menu-list card" data-side={side}>
          {items(close)}
        </div>
      )}
    </div>
  );
}

/** Up and down go through the list, and must not walk meanwhile. */
function moveFocus(event: KeyboardEvent, root: HTMLElement | null): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0 || !root) return;
  event.preventDefault();
  const items = [...root.querySelectorAll<HTMLElement>(".menu-list button")];
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[(at + step + items.length) % items.length]?.focus();
}
