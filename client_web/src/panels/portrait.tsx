/** Somebody's head and shoulders, in a circle. Always beside their name, so it has no text. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { avatarPortrait, resolveAvatar } from "../scene/avatar";

const FINEST = 3; // device pixels a CSS pixel, at most

interface Props {
  code: string;
  name?: string; // gives "auto" its look, the same in everybody's browser
  size: number;
}

export function Portrait({ code, name = "", size }: Props) {
  const holder = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const scale = Math.min(FINEST, Math.ceil(window.devicePixelRatio || 1));
    holder.current?.replaceChildren(avatarPortrait(resolveAvatar(code, name), size * scale));
  }, [code, name, size]);
  const style = { width: `${size}px`, height: `${size}px` };
  return <span class="portrait" aria-hidden="true" ref={holder} style={style} />;
}
