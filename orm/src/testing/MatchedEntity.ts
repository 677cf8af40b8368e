// What an entity may be compared with: any of its members, relations by the values they lead to.
import type { Entity, IdOf } from "../types/Entity.ts";
import type { EntityValue } from "../types/Filter.ts";
import type { List } from "../types/List.ts";
import type { Collection, Reference } from "../types/relations.ts";

/** The expected form of `T`: an entity, its id, or an object of members; lists and plain objects of these. */
export type MatchedEntity<T> = T extends Entity
  ? EntityValue<T> | IdOf<T> | { readonly [K in keyof T & string]?: MatchedMember<T[K]> }
  : T extends ReadonlyArray<infer U>
    ? List<MatchedEntity<U>>
    : T extends Date | Uint8Array
      ? T
      : T extends object
        ? { readonly [K in keyof T]?: MatchedEntity<T[K]> }
        : T extends undefined
          ? null | undefined
          : T;

type MatchedMember<M> =
  // The kind of member decides, never what the entities are.
  // oxlint-disable-next-line typescript/no-explicit-any
  M extends Reference<any, infer U, infer N>
    ? MatchedEntity<U> | ([N] extends [never] ? never : null | undefined)
    : // oxlint-disable-next-line typescript/no-explicit-any
      M extends Collection<any, infer U>
      ? List<MatchedEntity<U>>
      : MatchedEntity<M>;
