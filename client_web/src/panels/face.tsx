/** Somebody's face beside what they said. Somebody who has gone has a first letter in its place. */

import { Portrait } from "./portrait";

export function FaceOf({ avatar, name, size }: { avatar: string; name: string; size: number }) {
  if (avatar !== "") return <Portrait code={avatar} name={name} size={size} />;
  return (
    <span
      class="portrait face-gone"
      aria-hidden="true"
      style={{ width: `${size}px`, height: `${size}px` }}
    >
      {[...name][0]}
    </span>
  );
}
