/** What every field for a message has in common. */

export const LONGEST = 2000; // characters, as the server counts them

export const lengthOf = (text: string): number => [...text.trim()].length;

/** Enter sends, Shift+Enter makes a new line, an IME keeps its own Enter. */
export const isSend = (event: KeyboardEvent): boolean =>
  event.key === "Enter" && !event.shiftKey && !isComposing(event);

/** 229 is what Safari says of the Enter that ends a composition. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === 229;

export function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
