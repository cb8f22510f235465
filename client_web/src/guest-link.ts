/**
 * The link that a guest opens. Its code stands behind the #: browsers send that part to nobody, so
 * it is in no server's log and in no Referer.
 */

export const guestLink = (origin: string, code: string): string =>
  `${origin}/#guest=${encodeURIComponent(code)}`;

/** The code in a page's address, "" for none. One that was sent as ?guest= is understood too. */
export function guestCode(address: { readonly hash: string; readonly search: string }): string {
  const behind = new URLSearchParams(address.hash.replace(/^#/, "")).get("guest");
  return behind ?? new URLSearchParams(address.search).get("guest") ?? "";
}

/** The address that stays when the code has been used: it is for nobody's history or screen. */
export function withoutGuest(address: {
  readonly pathname: string;
  readonly search: string;
}): string {
  const query = new URLSearchParams(address.search);
  query.delete("guest");
  return address.pathname + (query.size > 0 ? `?${query}` : "");
}
