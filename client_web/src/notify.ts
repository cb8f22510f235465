/**
 * Calls to somebody who looks elsewhere: a notification of the desktop, and a short soft sound.
 *
 * Both are this person's choice and remembered in the browser. Who calls them decides whether
 * there is a reason to; here it is only decided whether the person wants it and can be reached.
 */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { lasting } from "./memory";

/** `denied` by the browser: only its own settings change that. `unsupported`: an insecure page. */
export type Notifications = "off" | "on" | "denied" | "unsupported";

type Permission = NotificationPermission | "unsupported";

const permissionNow = (): Permission =>
  typeof Notification === "undefined" ? "unsupported" : Notification.permission;

const permission = signal<Permission>(permissionNow());
const wanted = signal(lasting.read("notifications") !== "");
const soundsWanted = signal(lasting.read("sounds") !== "off");

export const notifications: ReadonlySignal<Notifications> = computed(() => {
  if (permission.value === "unsupported" || permission.value === "denied") return permission.value;
  return wanted.value && permission.value === "granted" ? "on" : "off";
});

/** Asks the browser, which asks the person the first time: call it on a click. */
export async function enable(): Promise<Notifications> {
  permission.value = permissionNow();
  if (permission.value === "default") permission.value = await Notification.requestPermission();
  if (permission.value === "granted") want(true);
  return notifications.value;
}

export const disable = (): void => want(false);

function want(on: boolean): void {
  lasting.write("notifications", on ? "on" : "");
  wanted.value = on;
}

export interface Call {
  readonly title: string;
  readonly body: string;
  readonly tag: string; // a later call with the same tag takes the place of this one
  readonly onClick?: () => void;
}

/** Whether the person may be looking elsewhere. */
export const away = (): boolean => document.visibilityState === "hidden" || !document.hasFocus();

/** Shown only if the person chose so and isn't looking at this page. */
export function notify({ title, body, tag, onClick }: Call): void {
  if (notifications.peek() !== "on" || !away()) return;
  try {
    const shown = new Notification(title, { body, tag, silent: true });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onClick?.();
    };
  } catch {
    // Some phones have the name, but let no page do it.
    permission.value = "unsupported";
  }
}

export const sounds: ReadonlySignal<boolean> = soundsWanted;

export function setSounds(on: boolean): void {
  lasting.write("sounds", on ? "" : "off");
  soundsWanted.value = on;
}

/** One chime for several things that happen at once. */
const CHIME_APART_MS = 1500;
const LOUDNESS = 0.06;
const TONES = [
  { hertz: 587.33, from: 0 },
  { hertz: 783.99, from: 0.12 },
] as const;
const TONE_SECONDS = 0.45;

let audio: AudioContext | null = null;
let lastChime = Number.NEGATIVE_INFINITY;

/** Two soft tones, if sounds are on. A page that nobody touched yet may make none. */
export function chime(): void {
  if (!soundsWanted.peek() || typeof AudioContext === "undefined") return;
  if (performance.now() - lastChime < CHIME_APART_MS) return;
  lastChime = performance.now();
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
  for (const { hertz, from } of TONES) playTone(audio, hertz, audio.currentTime + from);
}

function playTone(context: AudioContext, hertz: number, at: number): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + TONE_SECONDS);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + TONE_SECONDS);
}
