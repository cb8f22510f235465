/** The HTTP API. Every failure is an `ApiError`: with the server's words, or without an answer. */

import type { FloorView, NewSession, OfficeInfo, Problem, SessionGranted } from "./wire.gen";

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
  ask("/api/sessions", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(session),
  });

async function ask<Answer>(url: string, init?: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch {
    throw new ApiError(0, { error: "no answer", field: "", expected: "" });
  }
  if (!response.ok) throw new ApiError(response.status, await problemOf(response));
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
