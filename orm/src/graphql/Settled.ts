// What is left of an answer when all of it is there.
import type { Entity } from "../types/Entity.ts";

/** A value of an answer in whose plain objects promises are awaited and functions called. Entities stay what they are. */
export type Settled<V> = V extends PromiseLike<infer U> | (() => infer U)
  ? Settled<U>
  : V extends Entity | Date | string | number | bigint | boolean | null | undefined
    ? V
    : V extends ReadonlyArray<infer U>
      ? ReadonlyArray<Settled<U>>
      : V extends object
        ? { readonly [K in keyof V]: Settled<V[K]> }
        : V;
