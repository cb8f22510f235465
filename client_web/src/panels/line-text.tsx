/** The text of a message: links that are safe to follow, names that are called, words found. */

import { type Part, partsOf } from "../links";
import { me } from "../selectors";
import { callable } from "./chat-view";

interface Props {
  text: string;
  found?: string; // these letters are marked
  plain?: boolean; // inside a button a link can't be
}

export function LineText({ text, found = "", plain = false }: Props) {
  if (plain) return <>{withMarks(text, found)}</>;
  // Only a text with the sign in it has to know of everybody's names.
  const names = /[@＠]/.test(text) ? [...callable.value, me.value?.name ?? ""] : [];
  return (
    <>
      {partsOf(text, names).map((part, i) => (
        <TextPart key={i} part={part} />
      ))}
    </>
  );
}

function TextPart({ part }: { part: Part }) {
  switch (part.kind) {
    case "text":
      return <>{part.text}</>;
    case "link":
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer">
          {part.text}
        </a>
      );
    case "mention":
      return (
        <span class="mention" data-me={part.name === me.value?.name}>
          {part.text}
        </span>
      );
  }
}

function withMarks(text: string, found: string) {
  const at = found === "" ? -1 : text.toLowerCase().indexOf(found.toLowerCase());
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + found.length)}</mark>
      {text.slice(at + found.length)}
    </>
  );
}
