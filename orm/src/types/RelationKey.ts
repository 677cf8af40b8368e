// Names of the relations that the database keeps.
import type { Entity, FieldsOf } from "./Entity.ts";

/** The names of an entity's relations to other entities, in its own row, in theirs or in a join table. */
export type RelationKey<T extends Entity> = {
  [K in keyof FieldsOf<T> & string]: FieldsOf<T>[K] extends {
    readonly kind: "o2m" | "o2o" | "m2m" | "m2o" | "poly";
  }
    ? K
    : never;
}[keyof FieldsOf<T> & string];

/** Those of them that have members: the key stands in the others' rows, or in a join table. */
export type MembersKey<T extends Entity> = {
  [K in keyof FieldsOf<T> & string]: FieldsOf<T>[K] extends { readonly kind: "o2m" | "o2o" | "m2m" }
    ? K
    : never;
}[keyof FieldsOf<T> & string];
