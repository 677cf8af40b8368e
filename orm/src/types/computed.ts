// The members of an entity whose values are worked out, unloaded and loaded. The last argument of an unloaded one is left out: it
// is there to be printed by the compiler when somebody reads what was not loaded.
import type { Entity } from "./Entity.ts";

declare const value: unique symbol;
declare const remedy: unique symbol;

export interface PropertyLoadOptions {
  /** Loads again what the value is worked out from. */
  readonly forceReload?: boolean;
}

/** A value that is worked out from what its hint loads: `hasProperty`. */
export interface Property<T extends Entity, V, Remedy extends string = "add it to populate"> {
  readonly entity: T;
  readonly fieldName: string;
  readonly isLoaded: boolean;
  /** The value. **SQL**: what its hint needs, for all that are asked for in a tick. */
  load(options?: PropertyLoadOptions): Promise<V>;
  readonly __kind?: "property" | undefined;
  readonly __async?: boolean | undefined;
  readonly [value]?: readonly [V] | undefined;
  readonly [remedy]?: Remedy | undefined;
}

export interface LoadedProperty<T extends Entity, V> extends Property<T, V> {
  /** The value, worked out from memory as it is now. */
  readonly get: V;
}

/** A value that code of its own fetches, kept until the next flush: `hasAsyncProperty`. */
export interface AsyncProperty<
  T extends Entity,
  V,
  Remedy extends string = "add it to populate",
> extends Property<T, V, Remedy> {
  readonly __async?: true | undefined;
}

/** A function that needs something loaded: `hasAsyncMethod`. */
export interface AsyncMethod<
  T extends Entity,
  A extends ReadonlyArray<unknown>,
  V,
  Remedy extends string = "add it to populate",
> {
  readonly entity: T;
  readonly fieldName: string;
  readonly isLoaded: boolean;
  /** Loads what the function needs, and calls it. **SQL**: what its hint needs, for all that are asked for in a tick. */
  load(...args: A): Promise<V>;
  readonly __kind?: "method" | undefined;
  readonly [remedy]?: Remedy | undefined;
}

export interface LoadedMethod<
  T extends Entity,
  A extends ReadonlyArray<unknown>,
  V,
> extends AsyncMethod<T, A, V> {
  call(...args: A): V;
}
