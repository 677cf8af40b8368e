// Names for rows of a find, whose columns can then stand in conditions.
import type { Alias } from "../types/Alias.ts";
import type { Entity, MaybeAbstractEntityConstructor } from "../types/Entity.ts";
import { AliasMember } from "./AliasMember.ts";
import { AliasState, aliasState } from "./AliasState.ts";

/**
 * A name for the rows of an entity type in a find: `as:` in the filter says which rows, and its columns make conditions. One
 * alias can be used in any number of finds.
 * @example
 * const a = alias(Author);
 * await em.find(Book, { author: { as: a } }, { conditions: { or: [a.age.gt(60), a.lastName.isNull()] } });
 */
export function alias<T extends Entity>(type: MaybeAbstractEntityConstructor<T>): Alias<T> {
  const members = new Map<string, AliasMember>();
  const state = new AliasState(type);
  const handler: ProxyHandler<AliasState> = {
    get: (_, key) => {
      if (key === aliasState) return state;
      if (typeof key === "symbol") return undefined;
      let member = members.get(key);
      if (member === undefined) members.set(key, (member = new AliasMember(state, key)));
      return member;
    },
    // A field that the entity does not have is reported by the find, which knows what it has.
    has: (_, key) => key === aliasState,
    ownKeys: () => [],
  };
  return new Proxy(state, handler) as unknown as Alias<T>;
}

/** Several of them: `const [a, b] = aliases(Author, Book)`. */
export function aliases<C extends ReadonlyArray<MaybeAbstractEntityConstructor>>(
  ...types: C
): {
  readonly [P in keyof C]: C[P] extends MaybeAbstractEntityConstructor<infer T> ? Alias<T> : never;
} {
  return types.map((type) => alias(type)) as never;
}

export function isAlias(value: unknown): value is Alias<Entity> {
  return AliasState.of(value) !== undefined;
}
