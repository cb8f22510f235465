/** Holds the one state in a signal: the panels and the scene read it, nobody else writes it. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { apply } from "./apply";
import { EMPTY, type State } from "./state";
import type { AnyEvent } from "./wire.gen";

/** One event with the state that it found and the one that it made. */
export interface Step {
  readonly event: AnyEvent;
  readonly before: State;
  readonly after: State;
}

export interface Store {
  readonly state: ReadonlySignal<State>;
  /** One frame's events: applied together, seen as one change. */
  take(events: readonly AnyEvent[]): readonly Step[];
  update(change: (state: State) => State): void;
}

export function createStore(initial: State = EMPTY): Store {
  const state = signal(initial);
  return {
    state,
    take(events) {
      const steps: Step[] = [];
      let before = state.peek();
      for (const event of events) {
        const after = apply(before, event);
        steps.push({ event, before, after });
        before = after;
      }
      state.value = before;
      return steps;
    },
    update(change) {
      state.value = change(state.peek());
    },
  };
}
