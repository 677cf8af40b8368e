// What an entity may be compared with: any of its members, relations by the values they lead to.
import type { Entity, IdOf } from "../types/Entity.ts";
import type { EntityValue } from "../types/Filter.ts";
import type { List } from "../types/List.ts";
import type {
  Collection,
  EnumCollection,
  ReadOnlyCollection,
  Reference,
} from "../types/relations.ts";

/** The expected form of `T`: an entity, its id, or an object of members; lists and plain objects of these. */
export type MatchedEntity<T> = T extends Entity
  ? EntityValue<T> | IdOf<T> | MatchedMembers<T>
  : T extends Value
    ? T
    : T extends null | undefined
      ? null | undefined
      : T extends ReadonlyArray<infer U>
        ? List<MatchedEntity<U>>
        : { readonly [K in keyof T]?: MatchedEntity<T[K]> };

/** Members of an entity with what is expected of them. */
export type MatchedMembers<T extends Entity> = {
  readonly [K in Exclude<keyof T & string, "__types" | "em">]?: MatchedMember<T[K]>;
};

/** What is compared as a whole. Ids are texts with a flavor, and so would else be taken for objects. */
type Value = string | number | bigint | boolean | symbol | Date | Uint8Array;

type MatchedMember<M> =
  // The kind of member decides, never what the entities are.
  // oxlint-disable-next-line typescript/no-explicit-any
  M extends Reference<any, infer U, infer N>
    ? MatchedEntity<U> | ([N] extends [never] ? never : null | undefined)
    : // oxlint-disable-next-line typescript/no-explicit-any
      M extends Collection<any, infer U>
      ? List<MatchedEntity<U>>
      : // oxlint-disable-next-line typescript/no-explicit-any
        M extends ReadOnlyCollection<any, infer U>
        ? List<MatchedEntity<U>>
        : // oxlint-disable-next-line typescript/no-explicit-any
          M extends EnumCollection<any, infer C>
          ? List<C>
          : MatchedEntity<M>;
