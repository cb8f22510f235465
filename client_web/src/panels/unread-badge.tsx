/** How much is new somewhere, and whether it names this person. */

import { t } from "../i18n";

const MOST = 99;

export function UnreadBadge({ count, mention }: { count: number; mention: boolean }) {
  if (count === 0) return null;
  return (
    <span class="badge" data-mention={mention}>
      <span
        aria-hidden="true"
        data-n={`${mention ? "@" : ""}${count > MOST ? `${MOST}+` : count}`}
      />
      <span class="hidden-text">
        {t("chat.unread", { n: count })}
        {mention && ` ${t("chat.mention.mark")}`}
      </span>
    </span>
  );
}
