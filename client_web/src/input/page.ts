/** What happens to the page itself: the canvas gets another size, the tab goes out of sight. */

export function listenToPage(
  canvas: HTMLCanvasElement,
  act: { resize(): void; hide(): void },
): () => void {
  const sizes = new ResizeObserver(() => act.resize());
  sizes.observe(canvas);
  const seen = () => {
    if (document.hidden) act.hide();
  };
  document.addEventListener("visibilitychange", seen);
  return () => {
    sizes.disconnect();
    document.removeEventListener("visibilitychange", seen);
  };
}
