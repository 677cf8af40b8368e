// What gives a field of a new entity its value when nobody did.
import type { SourceLocation } from "../errors/SourceLocation.ts";
import type { HintTree } from "../hints/HintTree.ts";
import type { ReactiveTree } from "../hints/ReactiveTree.ts";
import type { Entity } from "../types/Entity.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";

/** A default as an entity file registered it. */
export interface Default {
  readonly field: string;
  /** What it depends on; without a hint it is applied as soon as the entity is made. */
  readonly hint: ReactiveTree | undefined;
  /** `undefined` for no value. */
  readonly give: (entity: Entity, ctx: unknown) => MaybePromise<unknown>;
  readonly location: SourceLocation;
}

/** A default with a hint, once its domain has linked. */
export interface HintedDefault extends Default {
  readonly toLoad: HintTree;
  /** It comes after the defaults of lower places, on which it may depend. */
  readonly place: number;
}
