/** A message that the server does not have yet, or did not take. */

import { t } from "../i18n";
import { discardSay, retrySay } from "../office";
import { link } from "../selectors";
import type { OutboxLine } from "../state";

const KNOWN = [
  "nobody_near",
  "not_in_room",
  "unknown_person",
  "not_allowed",
  "too_fast",
  "empty",
  "not_stored",
] as const;

export function PendingLine({ line }: { line: OutboxLine }) {
  return (
    <li class="line" data-mine="true" data-failed={line.failed !== null} data-pending="true">
      <div class="line-main">
        <p class="line-text">{line.text}</p>
        <p class="line-note">{note(line)}</p>
        {line.failed !== null && (
          <p class="line-acts">
            <button type="button" onClick={() => retrySay(line.ref)}>
              {t("chat.retry")}
            </button>
            <button type="button" onClick={() => discardSay(line.ref)}>
              {t("chat.discard")}
            </button>
          </p>
        )}
      </div>
    </li>
  );
}

function note({ failed }: OutboxLine): string {
  if (failed === null)
    return t(link.value.kind === "open" ? "chat.pending" : "chat.pending.offline");
  const known = KNOWN.find((why) => why === failed);
  return t(known ? `chat.failed.${known}` : "chat.failed.other");
}
