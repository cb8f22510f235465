/** The server's time in a panel, renewed each second while the panel is shown. */

import { useEffect } from "preact/hooks";
import { clock, watchClock } from "../time";

export function useServerClock(): number {
  useEffect(watchClock, []);
  return clock();
}
