/** How one hears of what is asked, what may be answered, and what is told of the end. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Refusal } from "../../../client_web/src/wire.gen";
import type { FakeSocket } from "./fake-socket";
import { comeIn, freshPage, zone } from "./page";
import { asked, person, snapshot } from "./sample";

const chime = vi.fn();
const notify = vi.fn();
vi.mock("../../../client_web/src/notify", () => ({ chime, notify, away: () => true }));

let spoken: string[];
let stop: () => void;

beforeEach(() => {
  freshPage([zone(4)]);
  vi.clearAllMocks();
  spoken = [];
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

async function listening(over = {}): Promise<FakeSocket> {
  const { chooseLang } = await import("../../../client_web/src/i18n");
  chooseLang("en");
  const socket = await comeIn({ people: [person(1, over), person(2)] });
  const { followAsks } = await import("../../../client_web/src/panels/ask-news");
  stop = followAsks(
    (text) => spoken.push(text),
    () => {},
  );
  return socket;
}

test("something asked is said aloud once, with its note and the way there", async () => {
  const socket = await listening();
  socket.receive(asked(5, { kind: "knock", to: 0, room: 4, note: "a minute?" }));
  expect(spoken).toEqual(["P2 knocks at Room 4: a minute? (F6 leads there)"]);
  expect(chime).toHaveBeenCalledTimes(1);
  expect(notify).toHaveBeenCalledWith(
    expect.objectContaining({ title: "P2 knocks at Room 4", body: "a minute?" }),
  );
});

test("what is told again after a broken line is no news", async () => {
  const socket = await listening();
  socket.receive(asked(5));
  socket.receive(snapshot(), asked(5));
  expect(spoken).toHaveLength(1);
  expect(chime).toHaveBeenCalledTimes(1);
});

test("who is not to be disturbed hears no sound and gets no notification", async () => {
  const socket = await listening({ status: "dnd" });
  socket.receive(asked(5));
  expect(spoken).toHaveLength(1);
  expect(chime).not.toHaveBeenCalled();
  expect(notify).not.toHaveBeenCalled();
});

test("one's own question makes no sound; what came of it is said", async () => {
  const socket = await listening();
  socket.receive(asked(5, { person: 1, name: "P1", to: 2, to_name: "P2" }));
  expect(spoken).toEqual([]);
  socket.receive({ t: "ask_over", id: 5, why: "later", person: 2, name: "P2" });
  expect(spoken).toEqual(["P2: in 5 minutes"]);
  expect(chime).not.toHaveBeenCalled();
});

test("ASK-4: a question that ran out names whom it was asked of, and no refusal", async () => {
  const socket = await listening();
  socket.receive(asked(5, { kind: "lead", person: 1, name: "P1", to: 2, to_name: "P2" }));
  socket.receive({ t: "ask_over", id: 5, why: "expired", person: 0, name: "" });
  expect(spoken).toEqual(["No answer from P2"]);
});

test("ASK-5: only a ping may be answered with 'in 5 minutes'", async () => {
  stop = () => {};
  const { answersTo } = await import("../../../client_web/src/panels/ask-words");
  expect(answersTo("ping")).toEqual(["accept", "later", "decline"]);
  for (const kind of ["knock", "invite", "lead", "come"] as const)
    expect(answersTo(kind)).toEqual(["accept", "decline"]);
});

test("a refusal is told where nothing else tells it", async () => {
  stop = () => {};
  const { whyWord } = await import("../../../client_web/src/panels/refusal-words");
  expect(whyWord("ask", "asked_already")).toBe("refused.asked_already");
  expect(whyWord("lock", "not_stored")).toBe("refused.other");
  expect(whyWord("cancel", "gone")).toBeNull();
  const elsewhere: Refusal = "nobody_near";
  expect(whyWord("say", elsewhere)).toBeNull();
});
