/** One stored message: who said it and when, its text or that it was deleted, and what one can do. */

import { looksOf } from "../conversations";
import { t } from "../i18n";
import { mentions } from "../links";
import { me } from "../selectors";
import type { ChatLine } from "../state";
import { dayOf, fullTimeOf, sameDay, timeOf } from "./chat-times";
import { atWork } from "./chat-view";
import { FaceOf } from "./face";
import { LineActs, LineEdit } from "./line-acts";
import { LineText } from "./line-text";
import "./chat-line.css";

/** Messages of one person within this time stand together under one name. */
const TOGETHER_MS = 5 * 60_000;

interface Props {
  line: ChatLine;
  before: ChatLine | undefined;
  after: ChatLine | undefined;
}

export function Line({ line, before, after }: Props) {
  const mine = line.person === me.value?.id;
  const newDay = !before || !sameDay(line.at, before.at);
  const joined = before !== undefined && standTogether(before, line);
  const called = !mine && mentions(line.text, me.value?.name ?? "");
  const editing = atWork.value.id === line.id && atWork.value.on === "edit";
  return (
    <>
      {newDay && (
        <li class="chat-day">
          <span>{dayOf(line.at)}</span>
        </li>
      )}
      <li
        class="line"
        id={`line-${line.id}`}
        data-mine={mine}
        data-joined={joined}
        data-me={called}
      >
        {!mine && !joined && (
          <FaceOf avatar={looksOf(line.person).avatar} name={line.name} size={32} />
        )}
        <div class="line-main">
          {!joined && <Head line={line} mine={mine} />}
          {line.deleted ? (
            <p class="line-text line-gone">{t("chat.deleted")}</p>
          ) : editing ? (
            <LineEdit line={line} />
          ) : (
            <>
              <p class="line-text">
                <LineText text={line.text} />
              </p>
              <Notes line={line} mine={mine} after={after} />
              {mine && <LineActs line={line} />}
            </>
          )}
        </div>
      </li>
    </>
  );
}

function Head({ line, mine }: { line: ChatLine; mine: boolean }) {
  return (
    <p class="line-head">
      <span class="line-name one-line" title={line.name}>
        {mine ? t("chat.you") : line.name}
      </span>
      <time dateTime={new Date(line.at).toISOString()} title={fullTimeOf(line.at)}>
        {timeOf(line.at)}
      </time>
    </p>
  );
}

/** How many it reached is said once for a run of messages that reached as many. */
function Notes({
  line,
  mine,
  after,
}: {
  line: ChatLine;
  mine: boolean;
  after: ChatLine | undefined;
}) {
  const told = after && standTogether(line, after) && after.heard_by === line.heard_by;
  const reached = mine && !told && line.scope !== "direct";
  if (!reached && !line.edited) return null;
  return (
    <p class="line-note">
      {line.edited && <span>{t("chat.edited")}</span>}
      {reached && <span>{t("chat.heardby", { n: line.heard_by })}</span>}
    </p>
  );
}

const standTogether = (one: ChatLine, next: ChatLine): boolean =>
  one.person === next.person && next.at - one.at < TOGETHER_MS && sameDay(one.at, next.at);
