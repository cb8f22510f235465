/** What a room's owner decides: how many it holds, and whom it is for. */

import { useSignal } from "@preact/signals";
import { t } from "../i18n";
import { setRoom, state } from "../office";
import { roster } from "../selectors";
import type { RoomState } from "../wire.gen";
import { announce } from "./announcer";

const MOST = 1000;
const MOST_PEOPLE = 50;

export function RoomSettings({ room }: { room: RoomState }) {
  const capacity = useSignal(String(room.capacity || ""));
  const chosen = useSignal<readonly number[]>(room.only_for);
  const save = () => {
    const places = Math.min(MOST, Math.max(0, Math.floor(Number(capacity.value) || 0)));
    capacity.value = String(places || "");
    setRoom(room.room, places, withMe(chosen.value));
    announce(t("room.saved"));
  };
  const choose = (id: number, on: boolean) => {
    chosen.value = on ? [...chosen.value, id] : chosen.value.filter((one) => one !== id);
  };
  return (
    <details class="room-settings">
      <summary>{t("room.settings")}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label class="small-label" for="room-capacity">
          {t("room.capacity")}
        </label>
        <input
          id="room-capacity"
          class="field"
          type="number"
          inputMode="numeric"
          min={0}
          max={MOST}
          placeholder={t("room.capacity.none")}
          value={capacity.value}
          onInput={(event) => {
            capacity.value = event.currentTarget.value;
          }}
        />
        <fieldset class="plain only-for">
          <legend class="small-label">{t("room.onlyfor")}</legend>
          {candidates(chosen.value).map(({ id, name }) => (
            <label key={id} class="tick">
              <input
                type="checkbox"
                checked={chosen.value.includes(id)}
                onChange={(event) => choose(id, event.currentTarget.checked)}
              />
              <span class="one-line">{name}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" class="button main">
          {t("room.save")}
        </button>
      </form>
    </details>
  );
}

/** Who keeps a room for some is one of them, or could not come back in. */
function withMe(chosen: readonly number[]): readonly number[] {
  const { me } = state.value;
  const others = chosen.filter((id) => id !== me).slice(0, MOST_PEOPLE - 1);
  return others.length > 0 ? [me, ...others] : [];
}

/** All who are here, and those chosen earlier who went; the owner is inside anyhow. */
function candidates(chosen: readonly number[]): readonly { id: number; name: string }[] {
  const here = roster.value.filter((person) => person.id !== state.value.me);
  const known = new Set(here.map((person) => person.id));
  const gone = chosen
    .filter((id) => !known.has(id) && id !== state.value.me)
    .map((id) => ({ id, name: state.value.elsewhere.get(id)?.name ?? t("room.absent") }));
  return [...here, ...gone];
}
