// What `config.setDefault` takes: which fields can have a default, and what it gives them.
import type { Entity, FieldsOf, OptsOf } from "./Entity.ts";
import type { MaybePromise } from "./MaybePromise.ts";
import type { MaybeReactedEntity, Reacted } from "./Reacted.ts";

/** The fields that are set by their value, references included. */
export type DefaultKey<T extends Entity> = {
  [K in keyof FieldsOf<T> & keyof OptsOf<T> & string]: FieldsOf<T>[K] extends {
    readonly kind: "primitive" | "enum" | "m2o" | "poly";
  }
    ? K
    : never;
}[keyof FieldsOf<T> & keyof OptsOf<T> & string];

/** What the field is given in `em.create`. */
type Given<T extends Entity, K extends DefaultKey<T>> = NonNullable<OptsOf<T>[K & keyof OptsOf<T>]>;

/** A value, or a function that makes one of the entity. */
export type DefaultValue<T extends Entity, K extends DefaultKey<T>> =
  | Given<T, K>
  | ((entity: T) => Given<T, K> | undefined);

/** A function that makes a value of the entity and what its hint names. */
export type ReactiveDefault<T extends Entity, C, K extends DefaultKey<T>, H> = (
  entity: Reacted<T, H>,
  ctx: C,
) => MaybePromise<MaybeReactedEntity<Given<T, K>> | undefined>;
