// What an entity's config asks to be called in the course of a flush.
import type { SourceLocation } from "../errors/SourceLocation.ts";
import type { HintTree } from "../hints/HintTree.ts";
import type { Entity } from "../types/Entity.ts";
import type { MaybePromise } from "../types/MaybePromise.ts";

/** The moments of a flush, in their order. */
export const hookKinds = [
  "beforeDelete",
  "beforeCreate",
  "beforeUpdate",
  "beforeFlush",
  "afterValidation",
  "beforeCommit",
  "afterCommit",
] as const;

export type HookKind = (typeof hookKinds)[number];

/** `T` is the entity, `C` the application's context, which is `em.ctx`. */
export type HookFn<T extends Entity, C> = (entity: T, ctx: C) => MaybePromise<unknown>;

export interface Hook {
  readonly kind: HookKind;
  /** What the entity has loaded when the hook is called. */
  readonly hint: HintTree;
  readonly fn: HookFn<Entity, unknown>;
  readonly location: SourceLocation;
}
