// The function that makes the scopes of one entity; generated code exports one per entity.
import type { Entity } from "../types/Entity.ts";
import type { ScopeFn } from "../types/Scope.ts";
import { scopeOf } from "./scopeOf.ts";
import { ScopeMaker, type ScopeOwner, scopeState, ScopeState } from "./ScopeState.ts";

/**
 * `authorScope`, from the config of the entity; generated code calls this.
 * @example
 * export class Author extends AuthorCodegen {
 *   static living = authorScope({ diedOn: null });
 *   static from = authorScope.fn((country: string) => ({ address: { country } }));
 * }
 */
export function newScopeFn<T extends Entity, S>(owner: ScopeOwner): ScopeFn<T, S> {
  const scope = (input: unknown): unknown => scopeOf(ScopeState.of(owner, input));
  const fn = (make: (...args: ReadonlyArray<unknown>) => unknown): unknown => {
    const maker = new ScopeMaker(owner, (...args) => ScopeState.of(owner, make(...args)));
    return Object.assign((...args: ReadonlyArray<unknown>) => scopeOf(maker.make(...args)), {
      [scopeState]: maker,
    });
  };
  return Object.assign(scope, { fn }) as unknown as ScopeFn<T, S>;
}
