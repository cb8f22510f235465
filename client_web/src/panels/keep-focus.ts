/** Where things come and go by themselves, the focus must not go with them. */

const FOCUSABLE = "button:not(:disabled), a[href], input, select, textarea, [tabindex]";

/**
 * Watches a part of the page until the answer is called: a focus that is lost, for what had it went
 * away, comes to what stands nearest to it, or else to `home`.
 */
export function keepFocus(root: HTMLElement, home: HTMLElement): () => void {
  let trail: readonly Element[] = []; // what had the focus, and all that it was in, up to the root
  const onFocus = (event: FocusEvent) => {
    trail = pathOf(event.target as Element, root);
  };
  const observer = new MutationObserver(() => {
    if (trail.length === 0 || trail[0]?.isConnected) return;
    const near = trail.find((one) => one.isConnected && one !== root);
    trail = [];
    if (document.activeElement !== document.body) return;
    (near?.querySelector<HTMLElement>(FOCUSABLE) ?? home).focus();
  });
  root.addEventListener("focusin", onFocus);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener("focusin", onFocus);
    observer.disconnect();
  };
}

function pathOf(from: Element, root: HTMLElement): readonly Element[] {
  const path: Element[] = [];
  for (let at: Element | null = from; at && at !== root; at = at.parentElement) path.push(at);
  return path;
}
