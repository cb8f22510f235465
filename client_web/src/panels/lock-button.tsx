/** Locks and unlocks the room that one is in. */

import { t } from "../i18n";
import { lock } from "../office";
import { Icon } from "./icons";

export function LockButton({ room, locked }: { room: number; locked: boolean }) {
  return (
    <button type="button" class="button" onClick={() => lock(room, !locked)}>
      <Icon name={locked ? "unlock" : "lock"} />
      {t(locked ? "room.unlock" : "room.lock")}
    </button>
  );
}
