/** The answers to a guest who asks for this person: come, a room, somebody else, not now. */

import { useSignal } from "@preact/signals";
import { named, t } from "../i18n";
import { answer } from "../office";
import { myRoom, roomZones } from "../places";
import { elsewhere, me, roster } from "../selectors";
import type { Asked } from "../wire.gen";

export function VisitAnswers({ ask }: { ask: Asked }) {
  const asking = useSignal<"" | "room" | "person">("");
  const rooms = roomZones.value.map((zone) => ({
    id: zone.id,
    name: named(zone.name) || t("zone.unnamed"),
  }));
  const toggle = (which: "room" | "person") => {
    asking.value = asking.value === which ? "" : which;
  };
  return (
    <>
      <div class="ask-acts">
        <button type="button" class="button main" onClick={() => answer(ask.id, "accept")}>
          {t("accept.visit")}
        </button>
        {rooms.length > 0 && (
          <button
            type="button"
            class="button"
            aria-expanded={asking.value === "room"}
            onClick={() => toggle("room")}
          >
            {t("visit.room")}
          </button>
        )}
        <button
          type="button"
          class="button"
          aria-expanded={asking.value === "person"}
          onClick={() => toggle("person")}
        >
          {t("visit.pass")}
        </button>
        <button type="button" class="button" onClick={() => answer(ask.id, "decline")}>
          {t("ask.decline")}
        </button>
      </div>
      {asking.value === "room" && (
        <Choice
          key="room"
          label={t("visit.room.which")}
          word={t("visit.room.go")}
          options={rooms}
          first={myRoom.value}
          onChoose={(room) => answer(ask.id, "accept", { room })}
        />
      )}
      {asking.value === "person" && (
        <Choice
          key="person"
          label={t("visit.pass.whom")}
          word={t("visit.pass.go")}
          options={colleagues()}
          first={0}
          onChoose={(person) => answer(ask.id, "redirect", { person })}
        />
      )}
    </>
  );
}

/** Members who are here or on another floor; a guest can't receive a guest. */
function colleagues(): readonly { id: number; name: string }[] {
  const here = roster.value.filter((one) => !one.guest && one.id !== me.value?.id);
  return [...here, ...elsewhere.value.values()];
}

interface ChoiceProps {
  label: string;
  word: string;
  options: readonly { id: number; name: string }[];
  first: number;
  onChoose: (id: number) => void;
}

function Choice({ label, word, options, first, onChoose }: ChoiceProps) {
  const chosen = useSignal(first);
  return (
    <form
      class="ask-choice"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.value !== 0) onChoose(chosen.value);
      }}
    >
      <select
        class="field"
        aria-label={label}
        value={String(chosen.value)}
        onChange={(event) => {
          chosen.value = Number(event.currentTarget.value);
        }}
      >
        <option value="0">{label}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={String(id)}>
            {name}
          </option>
        ))}
      </select>
      <button type="submit" class="button" disabled={chosen.value === 0}>
        {word}
      </button>
    </form>
  );
}
