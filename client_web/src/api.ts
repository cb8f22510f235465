/** The HTTP API. Every failure is an `ApiError`: with the server's words, or without an answer. */

import type {
  AboutMe,
  FloorView,
  GuestPass,
  NewPass,
  NewSession,
  OfficeInfo,
  PassGranted,
  PassView,
  Problem,
  SessionGranted,
} from "./wire.gen";

export class ApiError extends Error {
  /** `status` 0: no answer came. */
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.error);
  }
}

export const getOffice = (): Promise<OfficeInfo> => ask("/api/office");

export const getFloor = (id: string): Promise<FloorView> =>
  ask(`/api/floors/${encodeURIComponent(id)}`);

export const postSession = (session: NewSession): Promise<SessionGranted> =>
  ask("/api/sessions", withBody("POST", session));

/** What the holder of a guest's pass is shown before entering; 404 once it has ended. */
export const getGuestPass = (code: string): Promise<GuestPass> =>
  ask(`/api/guest/${encodeURIComponent(code)}`);

export const postPass = (token: string, pass: NewPass): Promise<PassGranted> =>
  ask("/api/passes", withBody("POST", pass, token));

export const getPasses = (token: string): Promise<readonly PassView[]> =>
  ask("/api/passes", { headers: bearer(token) });

export const deletePass = (token: string, id: number): Promise<void> =>
  ask(`/api/passes/${id}`, { method: "DELETE", headers: bearer(token) });

export const getMe = (token: string): Promise<AboutMe> =>
  ask("/api/me", { headers: bearer(token) });

/** Deletes all that is stored about the person, the session with it. */
export const deleteMe = (token: string): Promise<void> =>
  ask("/api/me", { method: "DELETE", headers: bearer(token) });

const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` });

const withBody = (method: string, body: object, token = ""): RequestInit => ({
  method,
  headers: { "Content-Type": "application/json", ...(token ? bearer(token) : {}) },
  body: JSON.stringify(body),
});

async function ask<Answer>(url: string, init?: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch {
    throw new ApiError(0, { error: "no answer", field: "", expected: "" });
  }
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
  if (response.status === 204) return undefined as Answer;
  return response.json();
}

/** A proxy in between may answer with a page of its own instead of a Problem. */
async function problemOf(response: Response): Promise<Problem> {
  const nothing = { error: response.statusText, field: "", expected: "" };
  try {
    return { ...nothing, ...(await response.json()) };
  } catch {
    return nothing;
  }
}
