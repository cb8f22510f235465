/** Finding people by what one remembers of them. Pure. */

/** ｶﾅ and かな find カナ, ａ finds A. */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u3041-\u3096]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60));

/** Every word that was typed is in the name or in what one does. */
export function matches(person: { name: string; about: string }, wanted: string): boolean {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  const text = plain(`${person.name} ${person.about}`);
  return words.every((word) => text.includes(word));
}
