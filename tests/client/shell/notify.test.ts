/** Notifications are shown to who chose them and looks elsewhere; the sound is short and rare. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FakeStorage } from "./visit";

let storage: FakeStorage;
let focused: boolean;
let shown: FakeNotification[];

class FakeNotification {
  static permission: NotificationPermission = "default";
  static answer: NotificationPermission = "granted";
  static requestPermission = vi.fn(async () => {
    FakeNotification.permission = FakeNotification.answer;
    return FakeNotification.answer;
  });
  onclick: (() => void) | null = null;
  close = vi.fn();
  constructor(
    readonly title: string,
    readonly options: NotificationOptions,
  ) {
    shown.push(this);
  }
}

const focusWindow = vi.fn();

async function load() {
  vi.resetModules();
  return import("../../../client_web/src/notify");
}

beforeEach(() => {
  storage = new FakeStorage();
  focused = false;
  shown = [];
  FakeNotification.permission = "default";
  FakeNotification.answer = "granted";
  vi.clearAllMocks();
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("Notification", FakeNotification);
  vi.stubGlobal("window", { focus: focusWindow });
  vi.stubGlobal("document", { visibilityState: "visible", hasFocus: () => focused });
});

afterEach(() => vi.unstubAllGlobals());

const CALL = { title: "Akiko", body: "hello", tag: "direct:2" };

test("nothing is asked or shown before the person chose it", async () => {
  const { notifications, notify } = await load();
  expect(notifications.value).toBe("off");
  notify(CALL);
  expect(shown).toEqual([]);
  expect(FakeNotification.requestPermission).not.toHaveBeenCalled();
});

test("chosen once, it is remembered; a click brings the page back", async () => {
  expect(await (await load()).enable()).toBe("on");
  const { notifications, notify, disable } = await load();
  expect(notifications.value).toBe("on");
  const onClick = vi.fn();
  notify({ ...CALL, onClick });
  expect(shown[0]).toMatchObject({ title: "Akiko", options: { body: "hello", tag: "direct:2" } });
  shown[0]?.onclick?.();
  expect(focusWindow).toHaveBeenCalled();
  expect(onClick).toHaveBeenCalled();
  disable();
  expect(notifications.value).toBe("off");
  expect((await load()).notifications.value).toBe("off");
});

test("who looks at the page gets none", async () => {
  const { enable, notify } = await load();
  await enable();
  focused = true;
  notify(CALL);
  expect(shown).toEqual([]);
});

test("denied by the browser is said, and asked no more", async () => {
  FakeNotification.answer = "denied";
  const { enable, notifications } = await load();
  expect(await enable()).toBe("denied");
  await enable();
  expect(notifications.value).toBe("denied");
  expect(FakeNotification.requestPermission).toHaveBeenCalledTimes(1);
});

test("a browser that has none, or that fails to show one, says so", async () => {
  const { enable, notify, notifications } = await load();
  await enable();
  vi.stubGlobal("Notification", function fails() {
    throw new TypeError("Illegal constructor");
  });
  notify(CALL);
  expect(notifications.value).toBe("unsupported");
  vi.stubGlobal("Notification", undefined);
  expect((await load()).notifications.value).toBe("unsupported");
});

test("the sound plays while it is on, and once for what comes together", async () => {
  const started = vi.fn();
  const node = () => ({
    connect: (next: unknown) => next,
    start: started,
    stop() {},
    frequency: {},
    gain: { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} },
  });
  vi.stubGlobal(
    "AudioContext",
    class {
      state = "running";
      currentTime = 0;
      createOscillator = node;
      createGain = node;
    },
  );
  const { chime, setSounds, sounds } = await load();
  chime();
  chime();
  expect(started).toHaveBeenCalledTimes(2); // the two tones of one chime
  setSounds(false);
  expect(sounds.value).toBe(false);
  const again = await load();
  expect(again.sounds.value).toBe(false);
  again.chime();
  expect(started).toHaveBeenCalledTimes(2);
});
