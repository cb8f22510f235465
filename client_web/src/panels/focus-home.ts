/** Where the focus goes when what had it is gone: the floor, else the first of the bar's buttons. */

import { focusFloor } from "../arrangement";

export function focusHome(): void {
  focusFloor();
  if (document.activeElement === document.body) document.getElementById("people-button")?.focus();
}
