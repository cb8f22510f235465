/** Somebody's card: who they are, how they are to be met, and what one may do with them. */

import { useSignal } from "@preact/signals";
import { openProfile, openRoom } from "../aside";
import { outgoing } from "../asks";
import { handRanks } from "../hands";
import { lang, named, t } from "../i18n";
import { state } from "../office";
import { myRoom, roomOf, roomZones } from "../places";
import { floors } from "../selectors";
import type { Person } from "../state";
import { clock, isZone, minutesAhead, ownZone } from "../times";
import type { Listed } from "../wire.gen";
import { CardHead } from "./card-head";
import { Icon, type IconName } from "./icons";
import { Chips } from "./people";
import { type Act, actsBetween, isAsk } from "./person-actions";
import { doAct, hasWritten } from "./person-do";
import { Portrait } from "./portrait";
import { useServerClock } from "./server-clock";
import { StatusLine } from "./status-line";

const ICONS: Readonly<Record<Act, IconName>> = {
  walk: "walk",
  locate: "locate",
  follow: "follow",
  message: "chat",
  wave: "wave",
  ping: "bell",
  lead: "lead",
  come: "come",
  invite: "door",
  visit: "bell",
};

export function PersonCard({ id }: { id: number }) {
  const here = state.value.people.get(id);
  const person = here ?? state.value.elsewhere.get(id);
  if (!person) return <Gone />;
  const { name, about } = person;
  const mine = id === state.value.me;
  return (
    <div class="card-view">
      <CardHead title={name} portrait={<Portrait code={person.avatar} name={name} size={56} />}>
        <p class="chips">
          <Chips person={person} mine={mine} rank={handRanks.value.get(id) ?? 0} />
        </p>
        {about && <p class="card-about">{about}</p>}
        <StatusLine person={person} />
      </CardHead>
      <Facts person={person} mine={mine} />
      {mine ? (
        <button type="button" class="button wide" onClick={() => openProfile()}>
          <Icon name="edit" />
          {t("self.profile")}
        </button>
      ) : (
        <Acts person={person} />
      )}
    </div>
  );
}

function Gone() {
  return (
    <div class="card-view">
      <CardHead title={t("person.gone")} calm />
    </div>
  );
}

/** Where they are and what their clock says; nothing where they told nothing. */
function Facts({ person, mine }: { person: Person | Listed; mine: boolean }) {
  const room = roomOf.value.get(person.id);
  const zone = roomZones.value.find((one) => one.id === room);
  const floor = "floor" in person && floors.value.find((one) => one.id === person.floor);
  return (
    <ul class="facts">
      {floor && (
        <li>
          <Icon name="pin" />
          {t("person.floor", { floor: floor[lang.value] || floor.id })}
        </li>
      )}
      {zone && (
        <li>
          <Icon name="door" />
          <button type="button" class="link" onClick={() => openRoom(zone.id)}>
            {t("person.room", { room: named(zone.name) || t("zone.unnamed") })}
          </button>
        </li>
      )}
      {!mine && isZone(person.tz) && <LocalTime zone={person.tz} />}
    </ul>
  );
}

function LocalTime({ zone }: { zone: string }) {
  const now = useServerClock();
  const time = clock(now, lang.value, zone);
  return (
    <li>
      <Icon name="clock" />
      {timeWords(time, minutesAhead(now, zone, ownZone()))}
    </li>
  );
}

function timeWords(time: string, minutes: number): string {
  if (minutes === 0) return t("person.time.same", { time });
  const n = Math.round((Math.abs(minutes) / 60) * 4) / 4;
  return t(minutes < 0 ? "person.time.behind" : "person.time.ahead", { time, n });
}

function Acts({ person }: { person: Person | Listed }) {
  const note = useSignal("");
  const self = state.value.people.get(state.value.me);
  const theirRoom = roomOf.value.get(person.id) ?? 0;
  const acts = actsBetween({
    guest: self?.guest ?? false,
    theirs: "guest" in person && person.guest,
    here: "x" in person,
    lingering: "lingering" in person && person.lingering,
    room: myRoom.value,
    sameRoom: theirRoom === myRoom.value,
    written: hasWritten(person.id),
  });
  const plain = acts.filter((act) => !isAsk(act));
  const asks = acts.filter(isAsk);
  const go = (act: Act) => {
    doAct(act, person, note.value.trim());
    if (isAsk(act)) note.value = "";
  };
  return (
    <>
      <div class="acts">
        {plain.map((act) => (
          <ActButton key={act} act={act} person={person} onClick={() => go(act)} />
        ))}
      </div>
      {asks.length > 0 && (
        <fieldset class="plain asks-of">
          <legend>{t("person.ask")}</legend>
          <label class="small-label" for="ask-note">
            {t("person.note")}
          </label>
          <input
            id="ask-note"
            class="field"
            maxLength={200}
            value={note.value}
            onInput={(event) => {
              note.value = event.currentTarget.value;
            }}
          />
          <div class="acts">
            {asks.map((act) => (
              <ActButton key={act} act={act} person={person} onClick={() => go(act)} />
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

interface ActProps {
  act: Act;
  person: Person | Listed;
  onClick: () => void;
}

/** What is asked already waits for its answer: it stays in its place, and says so. */
function ActButton({ act, person, onClick }: ActProps) {
  const waiting = outgoing.value.some((ask) => ask.kind === act && ask.to === person.id);
  return (
    <button
      type="button"
      class="button act"
      aria-disabled={waiting}
      onClick={() => {
        if (!waiting) onClick();
      }}
    >
      <Icon name={ICONS[act]} />
      <span>{waiting ? t("person.waiting") : t(`act.${act}`)}</span>
    </button>
  );
}
