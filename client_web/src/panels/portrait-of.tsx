/** The portrait of somebody by their id, wherever they are; a plain one if they are nowhere. */

import { state } from "../office";
import { Portrait } from "./portrait";

export function PortraitOf({ id, name, size }: { id: number; name: string; size: number }) {
  const { people, elsewhere } = state.value;
  const avatar = (people.get(id) ?? elsewhere.get(id))?.avatar ?? "auto";
  return <Portrait code={avatar} name={name} size={size} />;
}
