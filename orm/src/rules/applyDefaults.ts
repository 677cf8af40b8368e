// Applies the defaults that need nothing but the entity: when it is made, and once more in the flush where something was missing.
import { NoIdError } from "../errors/NoIdError.ts";
import { UnsetReferenceError } from "../errors/UnsetReferenceError.ts";
import type { EntityState } from "../session/EntityState.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";
import { ConfigApi } from "./ConfigApi.ts";
import { decline, giveValue, isDecided } from "./giveValue.ts";

/** How a function of the application is called. */
export type Call = (fn: () => MaybePromise<unknown>) => MaybePromise<unknown>;

/**
 * In the order of their registration. A default that fails for want of what nobody has set yet is held back, and the field left for a
 * later try; `undefined` is an answer.
 * @returns what was held back
 */
export function applyDefaults(state: EntityState, call: Call = (fn) => fn()): unknown[] {
  const heldBack: unknown[] = [];
  for (const { field, give } of ConfigApi.defaultsOf(state.meta).sync) {
    if (isDecided(state, field)) continue;
    try {
      const value = call(() => give(state.entity, undefined));
      if (value === undefined) decline(state, field);
      else giveValue(state, field, value);
    } catch (error) {
      if (!isForWant(error)) throw error;
      heldBack.push(error);
    }
  }
  return heldBack;
}

/** Whether an error may come of what was not set yet. */
export function isForWant(error: unknown): boolean {
  return (
    error instanceof TypeError || error instanceof NoIdError || error instanceof UnsetReferenceError
  );
}
