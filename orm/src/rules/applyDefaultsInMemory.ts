// Applies what defaults can say of a new entity without waiting for anything: for factories, whose entities tests look at before any
// flush. The others are applied by the flush, as always.
import { isHintLoaded } from "../relations/isHintLoaded.ts";
import type { EntityState } from "../session/EntityState.ts";
import { applyDefaults, isForWant } from "./applyDefaults.ts";
import { ConfigApi } from "./ConfigApi.ts";
import { giveValue, isDecided } from "./giveValue.ts";

export function applyDefaultsInMemory(state: EntityState): void {
  applyDefaults(state);
  for (const { field, give, toLoad } of ConfigApi.defaultsOf(state.meta).hinted) {
    if (isDecided(state, field) || give instanceof AsyncFunction || !isHintLoaded(state, toLoad))
      continue;
    try {
      const value = give(state.entity, state.session.em.ctx);
      if (value !== undefined && !(value instanceof Promise)) giveValue(state, field, value);
    } catch (error) {
      if (!isForWant(error)) throw error;
    }
  }
  applyDefaults(state);
}

// The class of functions that always give a promise; it has no name of its own.
const AsyncFunction = (async () => undefined).constructor as new () => (
  ...args: never[]
) => Promise<unknown>;
