/**
 * One lasting line to the server over sockets that come and go (docs/design.md, "The client's
 * session"): greets, passes frames on, notices a dead line, and comes back with patience.
 *
 * It knows nothing of the office: frames go out and in, and `Line` hears how the line stands.
 */

import { decodeFrame, encodeCommand } from "./codec";
import type { Link } from "./state";
import { type AnyCommand, type AnyEvent, VERSION } from "./wire.gen";

export const FIRST_WAIT_MS = 500;
export const LONGEST_WAIT_MS = 8000;
export const BEATS_MISSED = 2.5;
/** From here on the person has to act; below, and without a code, the line comes back by itself. */
export const FINAL_FROM = 4500;
/** No welcome after this long: the socket leads nowhere. */
export const GREETING_MS = 10_000;
/** A line that held this long was good: the next loss starts with short waits again. */
export const STEADY_MS = 5000;

export interface Line {
  /** What `hello` says; asked for at each new socket. */
  greeting(): { token: string; tab: string; last: number };
  onLink(link: Link): void;
  onEvents(events: readonly AnyEvent[]): void;
}

export class Connection {
  #socket: WebSocket | null = null;
  #attempt = 0; // losses in a row
  #greeted = false;
  #openedAt = 0;
  #silenceMs = GREETING_MS;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  #waiting = false;

  constructor(
    private readonly url: string,
    private readonly line: Line,
    private readonly Socket: typeof WebSocket = WebSocket,
    private readonly random: () => number = Math.random,
  ) {}

  /** Opens the line; `takeOver` after the person chose to go on in this tab. */
  start(takeOver = false): void {
    this.#drop();
    this.#attempt = 0;
    this.#open(takeOver);
  }

  /** Ends the line for good. */
  stop(): void {
    this.#drop();
    this.line.onLink({ kind: "idle" });
  }

  /** Ends a wait at once: the browser is online again, or the person can't wait. */
  retryNow(): void {
    if (!this.#waiting) return;
    this.#drop();
    this.#open(false);
  }

  /** False where there is no greeted line; then nothing was sent. */
  send(command: AnyCommand): boolean {
    if (!this.#socket || !this.#greeted) return false;
    if (this.#socket.readyState !== this.Socket.OPEN) return false;
    this.#socket.send(encodeCommand(command));
    return true;
  }

  #open(takeOver: boolean): void {
    this.line.onLink({ kind: "connecting", attempt: this.#attempt });
    const socket = new this.Socket(this.url);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.#greet(socket, takeOver);
    socket.onmessage = (message) => this.#receive(message.data);
    socket.onclose = (close) => this.#lost(close.code);
    this.#socket = socket;
    this.#silenceMs = GREETING_MS;
    this.#listenOn();
  }

  #greet(socket: WebSocket, takeOver: boolean): void {
    const hello = { t: "hello", version: VERSION, ...this.line.greeting() } as const;
    socket.send(encodeCommand(takeOver ? { ...hello, take_over: true } : hello));
  }

  #receive(data: unknown): void {
    let events: readonly AnyEvent[];
    try {
      events = decodeFrame(data as ArrayBuffer);
    } catch (error) {
      // Not ours to guess at: the next socket starts with a snapshot.
      console.error("unreadable frame", error);
      this.#lost(0);
      return;
    }
    for (const event of events) {
      if (event.t !== "welcome") continue;
      this.#greeted = true;
      this.#openedAt = Date.now();
      this.#silenceMs = BEATS_MISSED * event.beat_seconds * 1000;
    }
    this.#listenOn();
    this.line.onEvents(events);
  }

  /** Every frame is a sign of life; too long without one, and the line is dead. */
  #listenOn(): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => this.#lost(0), this.#silenceMs);
  }

  #lost(code: number): void {
    if (this.#greeted && Date.now() - this.#openedAt >= STEADY_MS) this.#attempt = 0;
    this.#drop();
    if (code >= FINAL_FROM) this.line.onLink({ kind: "closed", code });
    else this.#wait();
  }

  /** Full jitter: a restarted server is not met by everybody at the same moment. */
  #wait(): void {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#attempt);
    const wait = this.random() * longest;
    this.#attempt += 1;
    this.#waiting = true;
    this.#retryTimer = setTimeout(() => this.retryNow(), wait);
    this.line.onLink({ kind: "waiting", retryAt: Date.now() + wait, attempt: this.#attempt });
  }

  /** Lets go of the socket and all timers; a late answer of the old socket is heard by nobody. */
  #drop(): void {
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#silenceTimer);
    this.#waiting = false;
    this.#greeted = false;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}
