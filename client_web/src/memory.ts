/**
 * What the browser remembers for this page. Storage may be forbidden or full: then the page
 * works all the same and only forgets, so every access is guarded.
 */

export interface Memory {
  read(key: string): string;
  write(key: string, value: string): void; // "" forgets
}

function guarded(storage: () => Storage): Memory {
  const kept = new Map<string, string>();
  return {
    read(key) {
      try {
        return storage().getItem(`madoguchi.${key}`) ?? "";
      } catch {
        return kept.get(key) ?? "";
      }
    },
    write(key, value) {
      kept.set(key, value);
      try {
        if (value === "") storage().removeItem(`madoguchi.${key}`);
        else storage().setItem(`madoguchi.${key}`, value);
      } catch {
        // Kept for this page's life only.
      }
    },
  };
}

/** Shared by all tabs, kept when the browser is closed: token, name, avatar, language. */
export const lasting = guarded(() => localStorage);

/** This tab's own, kept over a reload. */
const ofTab = guarded(() => sessionStorage);

/** Not crypto.randomUUID: that exists on https only, and an office may run on plain http in a LAN. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Tells the server that a new socket is the same tab's as the one that it still holds. */
export function tabId(): string {
  const known = ofTab.read("tab");
  if (known) return known;
  const fresh = randomKey();
  ofTab.write("tab", fresh);
  return fresh;
}
