// Trees of entities.
import type { Entity } from "./Entity.ts";

/** The names of an entity's recursive collections. */
export type RecursiveKey<T extends Entity> = {
  [K in keyof T & string]: "__recursive" extends keyof T[K] ? K : never;
}[keyof T & string];

/** An entity with what is directly below it. */
export interface Tree<T extends Entity> {
  readonly entity: T;
  readonly children: ReadonlyArray<Tree<T>>;
}
