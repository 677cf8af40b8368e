// A scope as users have it: its members, and all other scopes of its entity by their names. Names are looked up when the scope is
// used, so that a scope may name one that the class declares after it.
import { InvalidFilterError } from "../errors/InvalidFilterError.ts";
import type { EntityMeta } from "../schema/EntityMeta.ts";
import type { Em } from "../types/Em.ts";
import type { Entity } from "../types/Entity.ts";
import type { Scope } from "../types/Scope.ts";
import { matches } from "./matches.ts";
import { scopeState, ScopeState } from "./ScopeState.ts";

// What it leads to is typed by generated code.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyScope = Scope<any, any>;

export function scopeOf(state: ScopeState): AnyScope {
  const call = (...args: ReadonlyArray<unknown>): AnyScope => {
    const last = state.parts.at(-1);
    if (last === undefined || !("name" in last) || last.args !== undefined)
      throw new InvalidFilterError({
        type: state.owner.entityName,
        path: "",
        reason: "a scope is not called: it takes no parameters",
      });
    const parts = [...state.parts.slice(0, -1), { name: last.name, args }];
    return scopeOf(new ScopeState(state.owner, parts, state.settings));
  };
  return new Proxy(call, {
    get: (_, key) => {
      if (key === scopeState) return state;
      // Awaiting a scope gives the scope.
      if (typeof key === "symbol" || key === "then" || key === "toJSON") return undefined;
      const member = Object.hasOwn(members, key) ? members[key] : undefined;
      if (member !== undefined) return member.bind(undefined, state);
      return scopeOf(state.plus([{ name: key, args: undefined }]));
    },
    has: (_, key) => key === scopeState,
    set: () => false,
    defineProperty: () => false,
  });
}

type Member = (state: ScopeState, ...args: ReadonlyArray<never>) => unknown;

/** What finds: each is a method of the em of the same name. */
const finds = ["find", "findOne", "findOneOrFail", "findCount", "findIds", "findPage", "stream"];
/** What writes what it finds: as above, with what is behind the filter. */
const writes = ["updateAll", "deleteAll"];

const members: Readonly<Record<string, Member>> = {
  where: (state, input: unknown) => scopeOf(state.and(input)),
  orderBy: (state, orderBy: unknown) => {
    const list: unknown[] = Array.isArray(orderBy) ? orderBy : [orderBy];
    return scopeOf(state.with({ orderBy: [...(state.settings.orderBy ?? []), ...list] }));
  },
  limit: (state, limit: unknown) => scopeOf(state.with({ limit })),
  offset: (state, offset: unknown) => scopeOf(state.with({ offset })),
  softDeletes: (state, softDeletes: unknown) => scopeOf(state.with({ softDeletes })),
  toFindArgs: (state) => {
    const { filter, settings } = state.resolved();
    return { where: filter, ...settings };
  },
  matches: (state, entity: Entity) => matches(metaOf(state), state.resolved(), entity),
  toString: (state: ScopeState) => `Scope<${state.owner.entityName}>`,
  ...Object.fromEntries(
    [...finds, ...writes].map((name): [string, Member] => [
      name,
      (state, em: Em, ...rest: ReadonlyArray<unknown>) => {
        const methods = em as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>;
        return methods[name]!(metaOf(state).cstr, scopeOf(state), ...rest);
      },
    ]),
  ),
};

function metaOf({ owner }: ScopeState): EntityMeta {
  if (owner.meta !== undefined) return owner.meta;
  throw new InvalidFilterError({
    type: owner.entityName,
    path: "",
    reason: "the domain of this scope was not used yet: make an entity manager first",
  });
}
