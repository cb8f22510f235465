/** Holds the one state in a signal: the panels and the scene read it, nobody else writes it. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { apply } from "./apply";
import { EMPTY, type State } from "./state";
import type { AnyEvent } from "./wire.gen";

export interface Store {
  readonly state: ReadonlySignal<State>;
  /** One frame's events: applied together, seen as one change. */
  take(events: readonly AnyEvent[]): void;
  update(change: (state: State) => State): void;
}

export function createStore(initial: State = EMPTY): Store {
  const state = signal(initial);
  return {
    state,
    take(events) {
      state.value = events.reduce(apply, state.value);
    },
    update(change) {
      state.value = change(state.value);
    },
  };
}
