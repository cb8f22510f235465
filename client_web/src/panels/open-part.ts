/** Something that opens beside its button, and closes when one looks elsewhere. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

interface OpenPart {
  readonly open: Signal<boolean>;
  readonly root: { current: HTMLDivElement | null };
}

/** `first` selects what gets the focus on opening, inside of `root`. */
export function useOpenPart(first: string): OpenPart {
  const open = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open.value) return;
    const away = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) open.value = false;
    };
    document.addEventListener("pointerdown", away);
    document.addEventListener("focusin", away);
    root.current?.querySelector<HTMLElement>(first)?.focus();
    return () => {
      document.removeEventListener("pointerdown", away);
      document.removeEventListener("focusin", away);
    };
  }, [open, open.value, first]);
  return { open, root };
}
