// What a client sends for an entity and, as deep as it likes, for what is related to it: every key may be left out, and `null`
// asks for no value.
import type { Entity, FieldsOf, IdOf, OptIdsOf, OptsOf } from "./Entity.ts";
import type { KindName, KindNamed } from "./hierarchy.ts";
import type { Flavor, TaggedId } from "./Id.ts";
import type { PartialOrNull } from "./PartialOrNull.ts";

/**
 * The input of `em.upsert` and `entity.setDeepPartial`. Relations take entities, ids, or input of their own; `authorId` and
 * `bookIds` take ids alone.
 */
export type DeepPartialOrNull<T extends Entity> = {
  readonly [K in keyof OptsOf<T>]?: DeepValue<T, K> | null | undefined;
} & PartialOrNull<OptIdsOf<T>>;

type DeepValue<T extends Entity, K extends keyof OptsOf<T>> = K extends keyof FieldsOf<T>
  ? DeepValueOf<FieldsOf<T>[K], OptsOf<T>[K]>
  : OptsOf<T>[K];

type DeepValueOf<F, V> = F extends {
  readonly kind: "m2o" | "o2o";
  readonly type: infer U extends Entity;
}
  ? ReferenceInput<U>
  : F extends { readonly kind: "o2m" | "m2m"; readonly type: infer U extends Entity }
    ? ReadonlyArray<MemberInput<U>>
    : F extends { readonly kind: "poly"; readonly type: infer U extends Entity }
      ? PolymorphicInput<U>
      : F extends { readonly kind: "m2mEnum"; readonly type: infer C }
        ? ReadonlyArray<C | CodeInput<C>>
        : V;

/** An entity, where its other members say nothing: so a key that no input has is not taken for one of the entity's. */
export interface GivenEntity<U extends Entity> {
  readonly __types: U["__types"];
}

/** Where one entity belongs: an entity, an id, or input for the one that is there or for a new one. */
export type ReferenceInput<U extends Entity> =
  | GivenEntity<U>
  | IdOf<U>
  | MarkedInput<U, ReferenceMarks>
  | SubtypeInput<U, ReferenceMarks>;

/** Where several belong. */
export type MemberInput<U extends Entity> =
  | GivenEntity<U>
  | IdOf<U>
  | MarkedInput<U, MemberMarks>
  | SubtypeInput<U, MemberMarks>;

/** Where the type is extended, `type` says of which type a new entity is. */
type SubtypeInput<U extends Entity, M> = {
  [N in KindName<U>]: Extract<KindNamed<U, N>, Entity> extends infer S extends Entity
    ? MarkedInput<S, M> & { readonly type: N }
    : never;
}[KindName<U>];

/** Where entities of several types may stand; new ones say of which they are. */
export type PolymorphicInput<U extends Entity> = U extends Entity
  ? | GivenEntity<U>
    | Extract<IdOf<U>, TaggedId>
    | (MarkedInput<U, ReferenceMarks> & { readonly type?: TypeName<U> | undefined })
  : never;

/** A code of an enum with what to do about it. */
export interface CodeInput<C> {
  readonly op: "include" | "remove" | "delete";
  readonly code: C;
}

/** Input with markers, unless the entity has fields of their names. */
type MarkedInput<U extends Entity, M> = DeepPartialOrNull<U> & Omit<M, keyof FieldsOf<U>>;

interface ReferenceMarks {
  readonly op?: "include" | "remove" | "delete" | null | undefined;
  readonly delete?: boolean | null | undefined;
  readonly remove?: boolean | null | undefined;
}

interface MemberMarks {
  readonly op?: "include" | "remove" | "delete" | "incremental" | null | undefined;
  readonly delete?: boolean | null | undefined;
  readonly remove?: boolean | null | undefined;
}

/** Ids say whose they are; where they are plain, any text is taken. */
type TypeName<U extends Entity> = IdOf<U> extends Flavor<infer _, infer F> ? F : string;
