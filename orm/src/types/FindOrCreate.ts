// What `em.findOrCreate` and `em.findWithNewOrChanged` look for: values of the entity's own columns and references.
import type { Entity, FieldsOf, OptsOf } from "./Entity.ts";

/** The fields that stand in the entity's own row. */
export type FlatKey<T extends Entity> = {
  [K in keyof FieldsOf<T> & keyof OptsOf<T>]: FieldsOf<T>[K] extends {
    readonly kind: "primitive" | "enum" | "m2o" | "poly";
  }
    ? K
    : never;
}[keyof FieldsOf<T> & keyof OptsOf<T>];

/** Values that fields must have; `null` asks for none. */
export type FlatFilter<T extends Entity> = {
  readonly [K in FlatKey<T>]?: OptsOf<T>[K] | null | undefined;
};

/** What a new entity needs beside what it is looked for by, and what it is given in any case. */
export type IfNew<T extends Entity, W, U> = Omit<OptsOf<T>, keyof W | keyof U> & Partial<OptsOf<T>>;

/** What was given, without members that `F` does not have: where its type is inferred, the compiler asks for no less only. */
export type Exactly<W, F> = W & { readonly [K in Exclude<keyof W, keyof F>]: never };

/**
 * As given, where it has no member that `F` does not have; else `F`, so that the compiler says what is wrong with it as it does where
 * nothing is inferred.
 */
export type Given<O, F> = [Exclude<keyof O, keyof F>] extends [never] ? O : F;
