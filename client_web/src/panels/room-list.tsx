/** All rooms of this floor, with who is inside and whether one may walk in. */

import { openRoom } from "../aside";
import { named, t } from "../i18n";
import { state } from "../office";
import { inside, roomZones } from "../places";
import { Icon } from "./icons";
import { doorOf, doorWords } from "./room-words";

export function RoomList() {
  const rooms = roomZones.value;
  if (rooms.length === 0) return null;
  return (
    <section>
      <h3 class="people-group">{t("rooms.title", { n: rooms.length })}</h3>
      <ul class="people-list">
        {rooms.map((zone) => {
          const button = `room-row-${zone.id}`;
          const door = doorOf(state.value.rooms.get(zone.id), zone.id);
          return (
            <li key={zone.id}>
              <button
                type="button"
                class="person room"
                id={button}
                onClick={() => openRoom(zone.id, button)}
              >
                <span class="room-sign" data-shut={door.shut !== null}>
                  <Icon name={door.shut ? "lock" : "door"} />
                </span>
                <span class="person-main">
                  <span class="person-name one-line">{named(zone.name) || t("zone.unnamed")}</span>
                  <span class="person-about one-line">
                    {doorWords(door)} · {t("room.inside", { n: inside(zone.id).length })}
                  </span>
                </span>
                <Icon name="next" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
